#include "experiment/rule.hpp"

#include <algorithm>
#include <cmath>

#include "statistics/summary.hpp"

namespace shoal::experiment {

Needed needed_replicates(const Replicates& replicates, const MeasureOf& measure) {
  const auto least = static_cast<std::uint64_t>(replicates.at_least.value);
  const auto most = static_cast<std::uint64_t>(replicates.at_most.value);
  if (!replicates.until) return {most, true};
  std::vector<double> values;
  std::uint64_t n = 0;
  while (n < most) {
    const std::uint64_t next = std::min(most, n + least);
    for (; n < next; ++n) {
      const std::optional<double> value = measure(n);
      if (!value) return {next, false};
      if (!std::isnan(*value)) values.push_back(*value);
    }
    const auto summary = statistics::summarise(values, replicates.until->confidence);
    const double half_width = (summary.ci_high - summary.ci_low) / 2;
    if (half_width <= replicates.until->half_width) break;  // not where it is undefined
  }
  return {n, true};
}

}  // namespace shoal::experiment
