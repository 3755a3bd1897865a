#pragma once
// What every test of this room gives. NaN: the test has no such number, or the data do not determine it.

#include <cstddef>
#include <limits>

namespace shoal::statistics {

/// The alternative to the null hypothesis.
enum class Tail { two_sided, greater, less };

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Result {
  std::size_t n = 0;     ///< independent units
  double effect = none;  ///< in units of the data
  double ci_low = none, ci_high = none;
  double size = none;  ///< standardised effect
  double statistic = none;
  double df = none;  ///< degrees of freedom, where the statistic has any
  double p = none;
};

}  // namespace shoal::statistics
