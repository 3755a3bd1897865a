#pragma once
// p values of several tests at once.

#include <span>
#include <vector>

namespace shoal::statistics {

/// Holm's step-down adjustment (Holm 1979, Scand. J. Stat. 6, 65): rejecting where the adjusted p < alpha
/// keeps the chance of any false rejection below alpha, whatever the dependence between tests. NaN stays NaN
/// and does not count.
std::vector<double> holm(std::span<const double> p_values);

}  // namespace shoal::statistics
