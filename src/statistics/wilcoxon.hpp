#pragma once
// Wilcoxon's signed-rank test (Wilcoxon 1945, Biometrics Bulletin 1, 80; Hollander & Wolfe 1973).

#include <cstddef>
#include <span>
#include <vector>

#include "statistics/result.hpp"

namespace shoal::statistics {

/// Up to this many differences other than zero the distribution of W is exact.
inline constexpr std::size_t exact_signed_ranks = 50;

/// Null: the differences are symmetric about `null_shift`. W is the sum of the ranks of |d - null_shift| over
/// positive d; differences of zero are left out, tied ones share the mean of their ranks. p is exact given
/// the ties up to 50 differences; beyond it comes from the normal distribution with the variance corrected
/// for ties and with half a step of continuity. Effect: the Hodges-Lehmann estimate, the median of the means
/// of all pairs of differences, with the interval that inverts the test (Bauer 1972). Size: the matched-pairs
/// rank-biserial correlation (W+ - W-) / (W+ + W-) (Kerby 2014).
Result wilcoxon(std::span<const double> differences, double null_shift, Tail tail, double confidence);

/// Ranks from 1; equal values share the mean of their ranks.
std::vector<double> mid_ranks(std::span<const double> values);

/// The k-th smallest (k from 1) of the n (n + 1) / 2 means of pairs, an item with itself too, of `sorted`.
double walsh_average(std::span<const double> sorted, std::size_t k);

}  // namespace shoal::statistics
