#pragma once
// Least squares on one dose.

#include <cstddef>
#include <span>
#include <vector>

#include "statistics/result.hpp"

namespace shoal::statistics {

/// Slope of y on x by ordinary least squares. Null: the slope is `null_slope`. t = (b - null) / se, n - 2
/// degrees of freedom (Draper & Smith 1998, ch. 1). Size: Pearson's r. NaN where x does not vary or n < 3.
Result slope(std::span<const double> x, std::span<const double> y, double null_slope, Tail tail,
             double confidence);

/// Points of groups that may differ in level: least squares after every group's means have been subtracted.
class WithinSlope {
 public:
  /// Adds one group; a group in which x does not vary changes nothing.
  void add(std::span<const double> x, std::span<const double> y);
  double value() const;  ///< NaN where x varies in no group

 private:
  double xx_ = 0, xy_ = 0;
};

}  // namespace shoal::statistics
