#pragma once

#include <vector>

#include "metrics/metrics.hpp"
#include "scenario/scenario.hpp"

namespace shoal {

/// What can be measured of a scenario's runs: the catalogue with metrics of its segments and products.
std::vector<metrics::Metric> measurable(const Scenario& scenario);

/// What output.metrics selects of it.
std::vector<metrics::Metric> selected_metrics(const Scenario& scenario);

}  // namespace shoal
