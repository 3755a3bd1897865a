#include "statistics/summary.hpp"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.hpp"

namespace shoal::statistics {

double mean(std::span<const double> values) {
  if (values.empty()) return none;
  double sum = 0;
  for (const double x : values) sum += x;
  const double n = static_cast<double>(values.size());
  const double first = sum / n;
  if (!std::isfinite(first)) return first;
  double rest = 0;  // what rounding took; exactly zero for equal values once added
  for (const double x : values) rest += x - first;
  // Equal values have that value as their mean, to the bit: a sample without spread must be seen as one.
  const double second = first + rest / n;
  return std::clamp(second, *std::ranges::min_element(values), *std::ranges::max_element(values));
}

double squared_deviations(std::span<const double> values, double mean) {
  double squares = 0, rest = 0;
  for (const double x : values) squares += (x - mean) * (x - mean), rest += x - mean;
  return std::max(0.0, squares - rest * rest / static_cast<double>(std::max<std::size_t>(values.size(), 1)));
}

Summary summarise(std::span<const double> values, double confidence) {
  Summary s;
  s.n = values.size();
  s.mean = mean(values);
  if (s.n < 2) return s;
  const double n = static_cast<double>(s.n);
  s.sd = std::sqrt(squared_deviations(values, s.mean) / (n - 1));
  const double half = student_quantile(0.5 + confidence / 2, n - 1) * s.sd / std::sqrt(n);
  s.ci_low = s.mean - half;
  s.ci_high = s.mean + half;
  return s;
}

}  // namespace shoal::statistics
