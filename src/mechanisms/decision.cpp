#include "mechanisms/decision.hpp"

namespace shoal {

void describe(config::Section& s, BudgetParams& p) {
  s.field("enabled", p.enabled, "Whether purchases are limited by a budget.")
      .field("share", p.share, "Share of the trait `income` that is available per period.",
             {.equation = "budget_i = share income_i"})
      .field("period", p.period,
             "The budget is refilled every so many ticks; what is left is not carried over.",
             {.unit = "ticks"});
}
void describe(config::Section& s, ThresholdParams& p) {
  s.field("level", p.level,
          "Threshold of an agent; a share in [0, 1], or a number of neighbours under `of: count`.",
          {.equation = "theta_i = level + resistance_i (trait)"})
      .field("of", p.of,
             "What is compared: the share of observed neighbours that adopted, or their number (weight).")
      .field("strict", p.strict, "false: adopt at >= threshold; true: at > threshold.");
}
void describe(config::Section& s, HazardParams& p) {
  s.field("innovation", p.innovation, "Hazard without any adopter in sight.",
          {.unit = "per tick", .equation = "p", .source = "Bass 1969"})
      .field("imitation", p.imitation, "Additional hazard when all observed neighbours adopted.",
             {.unit = "per tick", .equation = "q in p + q E", .source = "Bass 1969"});
}
void describe(config::Section& s, CascadeParams& p) {
  s.field("probability", p.probability,
          "Probability that a new adopter activates an observer over one tie (times its weight).",
          {.source = "Kempe, Kleinberg & Tardos 2003"});
}
void describe(config::Section& s, BayesParams& p) {
  s.field("accuracy", p.accuracy, "Probability that a private signal is right.",
          {.source = "Bikhchandani, Hirshleifer & Welch 1992"})
      .field("tie", p.tie, "What an indifferent agent does: toss a coin, or follow its own signal.")
      .field("state", p.state, "The state of the world: drawn for the run with probability 1/2, or fixed.");
}

void describe(config::Section& s, DecisionParams& p) {
  s.field(
       "rule", p.rule,
       "logit: planned and impulse purchases; the others replace both by a classical rule of the literature.",
       {.source =
            "model 4.10; Granovetter 1978, Watts 2002 (threshold), Bass 1969 (hazard), Kempe et al. "
            "2003 (cascade), "
            "Clifford & Sudbury 1973 (imitate), Bikhchandani et al. 1992 (bayes), Boyd & Richerson 1985 "
            "(copy)"})
      .field("adoption", p.adoption,
             "repeat: bought again and again; once: an adopter stays one and shows it (a durable good).")
      .section("budget", p.budget, "What an agent can spend.")
      .section("planned", p.planned, "Planned purchase: a need, a search, a comparison (rule logit).")
      .section("impulse", p.impulse, "Impulse purchase: an urge that gets past self-control (rule logit).")
      .section("threshold", p.threshold, "Rule threshold: adopt when enough observed neighbours have.")
      .section("hazard", p.hazard, "Rule hazard: adopt with probability innovation + imitation E.")
      .section("cascade", p.cascade, "Rule cascade: each new adopter has one chance on each tie to it.")
      .section("imitate", p.imitate, "Rule imitate: do what one neighbour does.")
      .section("bayes", p.bayes,
               "Rule bayes: rational inference from the observed acts of all who acted before.")
      .section("copy", p.copy,
               "Rule copy: copy what models show, in proportion to a power of its frequency.");
}

}  // namespace shoal
