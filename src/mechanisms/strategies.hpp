#pragma once
// Strategies of learning that are inherited (docs/mechanisms/strategies.md): under rule copy an agent is a
// social learner, which copies, or an individual learner, which innovates at a cost; who does better is
// copied in this, too.

#include "config/section.hpp"

namespace shoal {

struct StrategyParams {
  bool enabled = false;
  config::Probability social{0.5};
  config::NonNegative cost{0};
  config::Probability turnover{0.01};
  config::NonNegative selection{1};
  config::Probability mutation{0};
};
void describe(config::Section& s, StrategyParams& p);

}  // namespace shoal
