#pragma once
// A mean or a proportion against a value that is known: of theory, or published.

#include <span>

#include "statistics/result.hpp"

namespace shoal::statistics {

/// Null: the mean is within `margin` of `value`, where one observation has standard deviation `sd`. With d =
/// mean - value: z = d / (sd / sqrt n) without a margin; with one, |d| is shortened by it, to no less than 0.
/// Effect: the mean; size: d / sd.
Result mean_with_sd(std::span<const double> values, double value, double sd, double margin, Tail tail,
                    double confidence);

/// Null: the mean is within `margin` of `value`; the standard deviation comes from the sample: Student's t.
Result mean_without_sd(std::span<const double> values, double value, double margin, Tail tail,
                       double confidence);

/// Null: the standard deviation of one observation is `value` > 0, whatever the distribution: z = log(s /
/// value) / sqrt((k - 1) / 4n) with the sample's kurtosis k = m4 / m2^2 (Cramer 1946, 28.3, on the log scale;
/// a normal sample has k = 3). For large n. Effect: s, the sample's; size: s / value.
Result standard_deviation(std::span<const double> values, double value, Tail tail, double confidence);

/// Null: the probability of success is within `margin` of `value`. `sd` is the standard deviation of one
/// trial, NaN for sqrt(value (1 - value)). z as for a mean; without `sd` and margin and with trials * value *
/// (1 - value) < 10 p is that of the exact binomial, doubled if two-sided. Interval: Wilson (1927). Effect:
/// the share of successes; size: Cohen's h, 2 asin sqrt share - 2 asin sqrt value. n: trials.
Result proportion(double successes, double trials, double value, double sd, double margin, Tail tail,
                  double confidence);

}  // namespace shoal::statistics
