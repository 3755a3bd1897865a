#include "statistics/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace shoal::statistics {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double mean_of_outputs(const SaltelliOutputs& y, std::span<const std::uint32_t> rows) {
  double sum = 0;
  for (const std::uint32_t j : rows) sum += y.a[j] + y.b[j];
  return sum / (2 * static_cast<double>(rows.size()));
}

}  // namespace

double output_variance(const SaltelliOutputs& y, std::span<const std::uint32_t> rows) {
  const double mean = mean_of_outputs(y, rows);
  double squares = 0;
  for (const std::uint32_t j : rows)
    squares += (y.a[j] - mean) * (y.a[j] - mean) + (y.b[j] - mean) * (y.b[j] - mean);
  return squares / (2 * static_cast<double>(rows.size()));
}

SobolIndices sobol_indices(const SaltelliOutputs& y, std::size_t factor,
                           std::span<const std::uint32_t> rows) {
  const double mean = mean_of_outputs(y, rows), variance = output_variance(y, rows);
  if (!(variance > 0)) return {undefined, undefined};
  const std::vector<double>& mixed = y.mixed[factor];
  double first = 0, total = 0;
  for (const std::uint32_t j : rows) {
    first += (y.b[j] - mean) * (mixed[j] - y.a[j]);
    total += (y.a[j] - mixed[j]) * (y.a[j] - mixed[j]);
  }
  const auto n = static_cast<double>(rows.size());
  return {first / n / variance, total / (2 * n) / variance};
}

ElementaryEffects elementary_effects(std::span<const double> effects) {
  if (effects.empty()) return {undefined, undefined, undefined};
  const auto n = static_cast<double>(effects.size());
  ElementaryEffects e;
  for (const double x : effects) e.mu += x / n, e.mu_star += std::fabs(x) / n;
  if (effects.size() < 2) return e.sigma = undefined, e;
  for (const double x : effects) e.sigma += (x - e.mu) * (x - e.mu);
  e.sigma = std::sqrt(e.sigma / (n - 1));
  return e;
}

double quantile(std::vector<double>& values, double p) {
  if (values.empty()) return undefined;
  std::sort(values.begin(), values.end());
  const double at = p * (static_cast<double>(values.size()) - 1);
  const auto low = static_cast<std::size_t>(at);
  const std::size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (at - static_cast<double>(low)) * (values[high] - values[low]);
}

}  // namespace shoal::statistics
