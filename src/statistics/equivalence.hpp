#pragma once
// Equivalence by two one-sided tests, TOST (Schuirmann 1987, J. Pharmacokinet. Biopharm. 15, 657; Lakens
// 2017, Soc. Psychol. Personal. Sci. 8, 355). Null: the difference lies at or beyond -margin or margin. p is
// the larger of the two; the statistic is the t that belongs to it. The interval has confidence 1 - 2 alpha
// and lies within the margins exactly when p < alpha.

#include <span>

#include "statistics/result.hpp"

namespace shoal::statistics {

/// Of the mean of `values` with `target`; effect: mean - target.
Result one_sample_equivalence(std::span<const double> values, double target, double margin, double alpha);
/// Of the means of pairs.
Result paired_equivalence(std::span<const double> x, std::span<const double> y, double margin, double alpha);
/// Of the means of independent samples, with Welch's standard error.
Result welch_equivalence(std::span<const double> x, std::span<const double> y, double margin, double alpha);

}  // namespace shoal::statistics
