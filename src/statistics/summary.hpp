#pragma once
// Mean and spread of a sample.

#include <cstddef>
#include <span>

#include "statistics/result.hpp"

namespace shoal::statistics {

struct Summary {
  std::size_t n = 0;
  double mean = none;
  double sd = none;                      ///< of the sample (n - 1); NaN below 2
  double ci_low = none, ci_high = none;  ///< of the mean, by Student's t; NaN below 2
};

/// Two passes in order; the same bits for the same order of values. `confidence` in (0, 1).
Summary summarise(std::span<const double> values, double confidence = 0.95);

/// Mean of the values; NaN of none.
double mean(std::span<const double> values);
/// Sum of squared deviations from the mean, with the correction for the rounding of the mean.
double squared_deviations(std::span<const double> values, double mean);

}  // namespace shoal::statistics
