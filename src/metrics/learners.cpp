// Metrics of how agents learn: strategies that are inherited, experience-weighted attraction.

#include "metrics/arithmetic.hpp"
#include "metrics/metrics.hpp"

namespace shoal::metrics {

std::vector<Metric> learner_metrics() {
  return {
      {"social_learner_share", "1",
       "Share of agents whose strategy in the tick was to copy; empty without decision.copy.strategies.",
       false,
       [](const Totals& t) {
         return ratio(real(t.learners.social), t.learners.social + t.learners.individual);
       },
       true},
      {"payoff", "1",
       "Mean payoff of the tick, reward minus the cost of innovating, over agents; empty without "
       "decision.copy.strategies.",
       false,
       [](const Totals& t) {
         return ratio(t.learners.social_payoff + t.learners.individual_payoff,
                      t.learners.social + t.learners.individual);
       },
       true},
      {"payoff_of_social_learners", "1", "Mean payoff of social learners; empty where there are none.", false,
       [](const Totals& t) { return ratio(t.learners.social_payoff, t.learners.social); }, true},
      {"ewa_experience", "1",
       "Mean experience weight N of experience-weighted attraction, over agents; 0 under other rules.", false,
       [](const Totals& t) { return ratio(t.sums.ewa_experience, t.agents); }, true, Figures::ewa_experience},
  };
}

}  // namespace shoal::metrics
