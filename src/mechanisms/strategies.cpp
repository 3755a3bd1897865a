#include "mechanisms/strategies.hpp"

namespace shoal {

void describe(config::Section& s, StrategyParams& p) {
  s.field("enabled", p.enabled,
          "Whether agents are social learners, who copy, and individual learners, who innovate, and inherit "
          "which of both they are.",
          {.source = "Rogers 1988"})
      .field("social", p.social,
             "Share of social learners before the first tick, drawn per agent. They innovate with "
             "probability `innovation`; individual learners always do.",
             {.equation = "s"})
      .field("cost", p.cost, "What innovating costs, taken off the reward of what is then bought.",
             {.equation = "payoff pi = reward r - cost [innovated]", .source = "Rogers 1988"})
      .field("turnover", p.turnover,
             "Probability that an agent, after it has acted, is up for replacement by the offspring of "
             "another, whom it meets as it meets models.",
             {.unit = "per tick"})
      .field("selection", p.selection, "Strength of selection; 0: neutral drift, whatever strategies earn.",
             {.equation = "P(i takes over j's strategy) = 1 / (1 + exp(-selection (pi_j - pi_i)))",
              .source = "Blume 1993; Szabo & Toke 1998; Traulsen, Nowak & Pacheco 2006"})
      .field("mutation", p.mutation,
             "Probability that an agent that is up for replacement takes the other strategy instead, "
             "whoever is met.");
}

}  // namespace shoal
