#pragma once
// Pearson's correlation, of one sample and over runs; dispersion of paired samples, which rests on one.

#include <span>

#include "statistics/result.hpp"

namespace shoal::statistics {

/// Pearson's r; NaN where a side does not vary or n < 2.
double pearson(std::span<const double> x, std::span<const double> y);

/// Null: no correlation. t = r sqrt((n - 2) / (1 - r^2)), n - 2 degrees of freedom (Fisher 1915); the
/// interval by Fisher's z = atanh r with standard error 1 / sqrt(n - 3) (Fisher 1921). Effect and size: r.
Result correlation(std::span<const double> x, std::span<const double> y, Tail tail, double confidence);

/// Correlations that were formed within runs, summed up over runs: the mean of Fisher's z, tested against 0
/// by Student's t over runs and transformed back (Silver & Dunlap 1987). The unit is the run, not the points
/// within it, so dependence within a run does no harm. Statistic NaN where a correlation is 1 or -1 exactly.
Result correlation_over_runs(std::span<const double> correlations, Tail tail, double confidence);

/// Null: x and y are equally dispersed. Then x + y and x - y are uncorrelated (Pitman 1939, Biometrika 31, 9;
/// Morgan 1939, Biometrika 31, 13); the correlation is Spearman's, which makes the test hold beyond the
/// normal distribution (McCulloch 1987, Commun. Stat. Theory Methods 16, 1377). t = r sqrt((n - 2) / (1 -
/// r^2)), n - 2 degrees of freedom. Effect: r, above 0 where x is the more dispersed, with Fisher's interval
/// of standard error sqrt(1.06 / (n - 3)) (Fieller, Hartley & Pearson 1957). Size: sd x / sd y.
struct Dispersion {
  Result result;
  double sd_x = none, sd_y = none;  ///< with n - 1
};
Dispersion dispersion(std::span<const double> x, std::span<const double> y, Tail tail, double confidence);

}  // namespace shoal::statistics
