#include "scenario/measurable.hpp"

namespace shoal {

std::vector<metrics::Metric> measurable(const Scenario& scenario) {
  return metrics::catalogue(segment_names(scenario.population), product_names(scenario.market));
}

std::vector<metrics::Metric> selected_metrics(const Scenario& scenario) {
  std::vector<std::string> unknown;  // none: `check` has seen to it
  return metrics::select(scenario.output.metrics.names, segment_names(scenario.population),
                         product_names(scenario.market), unknown);
}

}  // namespace shoal
