#include "experiment/expectation.hpp"

namespace shoal::experiment {

void describe(config::Section& s, ExpectationParams& p) {
  constexpr auto source = "docs/statistics.md";
  s.field("claim", p.claim, "What is claimed, in words; names the expectation in reports.")
      .field("compare", p.compare, "The measure that is looked at, as METRIC.REDUCTION.")
      .field("test", p.test, "How it is judged.", {.source = source})
      .field(
          "direction", p.direction,
          "What is expected of the effect. Of two arms, `greater` says that the first is above the second; "
          "of more, "
          "that each is above the next; of a slope, a correlation or a given value, that it is above 0 or "
          "the "
          "value. A direction makes the test one-sided. `equal`: agreement. automatic: what the test is for.",
          {.source = source})
      .field("alpha", p.alpha,
             "Significance level, for the p value that was adjusted for the file's other tests.")
      .field("arms", p.arms,
             "The arms that are compared, in this order; for tests of one group: the arms whose runs count "
             "(none: "
             "all).")
      .field("factor", p.factor,
             "slope: the factor that is the dose. With `levels`: the factor that they are of.")
      .field("levels", p.levels, "Values of `factor` that are compared in the place of arms, in this order.")
      .field("doses", p.doses, "slope: the dose of each arm, where arms are the doses.")
      .field("weights", p.weights,
             "contrast: the weight of each arm or level; they sum to 0. [1, -1, -1, 1]: an interaction.")
      .field("block", p.block, "Only runs of this block of the design, by name or number.")
      .field("where", p.where, "Only runs in which these factors have these values.")
      .field("with", p.with,
             "correlation: the other measure, correlated over runs. Without: `compare` is itself a "
             "correlation formed within each run. paired_t, wilcoxon: the other measure of the same runs, in "
             "the place of a second arm.")
      .field("paired", p.paired,
             "equivalence, slope: compare within replicates, which share their luck under common random "
             "numbers.")
      .field("margin", p.margin,
             "equivalence: how large a difference counts as none. mean, proportion, exact: a deviation that "
             "is allowed.",
             {.unit = "of the measure"})
      .field("value", p.value,
             "The value to compare with: of a mean, a proportion, exactly; of two arms: a difference, of a "
             "slope: a "
             "slope that must be exceeded (null: 0).",
             {.unit = "of the measure"})
      .field("sd", p.sd,
             "mean: the known standard deviation of one run (null: from the sample). proportion: of one "
             "trial (null: "
             "that of the binomial).",
             {.unit = "of the measure"})
      .field("trials", p.trials, "proportion: how many independent trials stand behind each run's share.")
      .field("probabilities", p.probabilities, "chi_square: the probability of each category.")
      .field("categories", p.categories,
             "chi_square: the value of the measure in each category; none: 0, 1, 2, ...")
      .field(
          "counts", p.counts,
          "chi_square: in the place of `compare`, one measure per category that counts it; summed over runs.")
      .field("interval", p.interval, "interval: [low, high]; the mean's confidence interval must lie inside.")
      .field("every", p.every, "interval: every run's value must lie inside.")
      .field("undefined", p.undefined,
             "What becomes of runs in which a measure is undefined: fail the expectation, or drop them "
             "(which is "
             "reported).");
}

}  // namespace shoal::experiment
