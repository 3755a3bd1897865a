#pragma once
// Counts against given probabilities.

#include <span>

#include "statistics/result.hpp"

namespace shoal::statistics {

struct ChiSquare {
  Result result;
  double least_expected = none;  ///< the approximation wants at least 5
};

/// Pearson's chi-square (Pearson 1900). Null: the categories have these probabilities, which sum to 1.
/// Categories of probability 0 give no degree of freedom; a count in one makes the statistic infinite. Effect
/// and size: Cohen's w = sqrt(chi2 / n) (Cohen 1988), with the interval that inverts the noncentral
/// chi-square (Steiger 2004).
ChiSquare chi_square(std::span<const double> counts, std::span<const double> probabilities,
                     double confidence);

}  // namespace shoal::statistics
