#include "statistics/chi_square.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "statistics/distributions.hpp"

namespace shoal::statistics {
namespace {

/// The noncentrality under which a statistic of at most `x` has probability `p`; 0 where even none is enough.
double noncentrality(double x, double df, double p) {
  if (!(noncentral_chi_square_lower(x, df, 0) > p)) return 0;
  double low = 0, high = std::max(1.0, x);
  while (noncentral_chi_square_lower(x, df, high) > p) low = high, high *= 2;
  for (int i = 0; i < 200 && low < high; ++i) {
    const double middle = (low + high) / 2;
    if (middle == low || middle == high) break;
    const double reached = noncentral_chi_square_lower(x, df, middle);
    if (std::isnan(reached)) return none;
    (reached > p ? low : high) = middle;
  }
  return high;
}

}  // namespace

ChiSquare chi_square(std::span<const double> counts, std::span<const double> probabilities,
                     double confidence) {
  assert(counts.size() == probabilities.size());
  double n = 0;
  for (const double c : counts) n += c;
  ChiSquare out;
  Result& r = out.result;
  r.n = static_cast<std::size_t>(n);
  if (!(n > 0)) return out;
  double x = 0, df = -1;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = n * probabilities[i];
    if (expected > 0) {
      x += (counts[i] - expected) * (counts[i] - expected) / expected;
      out.least_expected = std::isnan(out.least_expected) ? expected : std::min(out.least_expected, expected);
      ++df;
    } else if (counts[i] > 0) {
      x = std::numeric_limits<double>::infinity();
    }
  }
  r.statistic = x;
  r.effect = r.size = std::sqrt(x / n);
  r.df = df;
  if (df < 1) {  // one category is certain
    r.p = std::isinf(x) ? 0 : 1;
    return out;
  }
  r.p = chi_square_upper(x, df);
  constexpr double computable = 1e5;  // beyond, the series of the noncentral distribution takes too long
  if (x < computable) {
    const double tail = (1 - confidence) / 2;
    r.ci_low = std::sqrt(noncentrality(x, df, 1 - tail) / n);
    r.ci_high = std::sqrt(noncentrality(x, df, tail) / n);
  }
  return out;
}

}  // namespace shoal::statistics
