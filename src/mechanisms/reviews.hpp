#pragma once
// Reviews in the store and at a third party (docs/mechanisms/reviews.md; model.md 4.3).
//
//   s = precision.reviews C u log(1 + n) (1 - product_knowledge_i)     precision of the mean rating
//   P(third party) = w_1 / (w_0 + w_1),  w = C u                       where a reader turns
//   C <- C (1 - credibility_loss)^d                                    d disconfirmed readers

#include "config/section.hpp"

namespace shoal {

struct ReviewParams {
  config::Probability read{0};
  config::Probability credibility{1};
  config::NonNegative usefulness{1};
  config::Probability recency{0};
  config::Probability epsilon{0.01};
  config::Probability credibility_loss{0}, credibility_recovery{0};
  struct ThirdParty {
    bool enabled = false;
    config::Probability share{0.3};
    config::Probability credibility{0.8};
    config::NonNegative usefulness{1};
  } third_party;
};
void describe(config::Section& s, ReviewParams& p);

}  // namespace shoal
