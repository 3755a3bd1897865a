#include "metrics/indices.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "metrics/arithmetic.hpp"

namespace shoal::metrics {

double gini(std::span<const std::int64_t> amounts) {
  std::vector<std::int64_t> ascending(amounts.begin(), amounts.end());
  std::ranges::sort(ascending);
  const auto n = static_cast<double>(ascending.size());
  double total = 0, ranked = 0;
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    const auto amount = static_cast<double>(ascending[i]);
    total += amount;
    ranked += static_cast<double>(i + 1) * amount;
  }
  if (!(total > 0)) return undefined;
  return 2 * ranked / (n * total) - (n + 1) / n;
}

double herding_index(std::span<const std::int64_t> buyers, std::span<const std::int64_t> agents) {
  const auto n = static_cast<double>(std::reduce(agents.begin(), agents.end()));
  const auto bought = static_cast<double>(std::reduce(buyers.begin(), buyers.end()));
  const auto communities = std::ranges::count_if(agents, [](std::int64_t n_c) { return n_c > 0; });
  if (communities < 2 || bought <= 0 || bought >= n) return undefined;
  const double p = bought / n;
  double spread = 0;
  for (std::size_t c = 0; c < agents.size(); ++c) {
    if (agents[c] == 0) continue;
    const auto n_c = static_cast<double>(agents[c]);
    const double difference = static_cast<double>(buyers[c]) / n_c - p;
    spread += n_c * difference * difference;
  }
  return spread / static_cast<double>(communities - 1) / (p * (1 - p));
}

}  // namespace shoal::metrics
