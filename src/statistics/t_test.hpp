#pragma once
// Student's t tests.

#include <span>
#include <vector>

#include "statistics/result.hpp"

namespace shoal::statistics {

/// Student's one-sample t (Student 1908, Biometrika 6, 1). Null: the mean is `null_mean`. t = (mean - null) /
/// (s / sqrt n), n - 1 degrees of freedom. Effect: the mean; size: Cohen's d, (mean - null) / s. The interval
/// is two-sided whatever the tail. Without spread t is 0 or infinite.
Result one_sample_t(std::span<const double> values, double null_mean, Tail tail, double confidence);

/// Paired t: the one-sample test on x - y. Null: the mean difference is `null_difference`. Size: d_z, the
/// mean difference over the standard deviation of differences (Cohen 1988; Lakens 2013). Pairs under common
/// random numbers differ by the treatment alone, so the test needs few of them.
Result paired_t(std::span<const double> x, std::span<const double> y, double null_difference, Tail tail,
                double confidence);

/// Welch's two-sample t (Welch 1947, Biometrika 34, 28), unequal variances. Null: mean x - mean y is
/// `null_difference`. Size: Hedges' g, the difference over the root mean square of the two standard
/// deviations, corrected for small samples by 1 - 3 / (4 m - 1), m = n1 + n2 - 2 (Hedges 1981).
Result welch_t(std::span<const double> x, std::span<const double> y, double null_difference, Tail tail,
               double confidence);

/// x - y, item by item.
std::vector<double> differences(std::span<const double> x, std::span<const double> y);

/// Standard error and degrees of freedom of mean x - mean y after Welch.
struct WelchError {
  double se = none, df = none;
};
WelchError welch_error(std::span<const double> x, std::span<const double> y);

/// difference / se where se may be 0: then 0 or infinite.
double ratio(double difference, double se);

}  // namespace shoal::statistics
