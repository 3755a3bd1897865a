#pragma once
// Sharing: reviews, recommendations, complaints (docs/mechanisms/sharing.md; model.md 4.7).
//
//   P(review)    = 1 - (1 - review |S|)^n,     n = negativity if S < 0 else 1        (J-shaped)
//   P(recommend) = p + (1 - p) R_i,            p = recommend T_i g_i, if pleased
//   P(complain)  = 1 - (1 - complain)^negativity, if displeased
//   recognition  R_i <- R_i + recognition (followed - R_i), the tick after next to a share

#include "config/section.hpp"

namespace shoal {

struct ShareParams {
  bool enabled = true;
  config::Probability review{0.3}, recommend{0.4}, complain{0.4};
  config::AtLeastOne negativity{2};
  config::Probability recognition{0};
};
void describe(config::Section& s, ShareParams& p);

}  // namespace shoal
