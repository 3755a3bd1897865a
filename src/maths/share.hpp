#pragma once
// A share of a number of things, in whole things.

#include <cmath>

namespace shoal::maths {

/// `share` >= 0 of `whole`, as the nearest whole number, halves up.
inline double share_of(double share, double whole) { return std::floor(share * whole + 0.5); }

}  // namespace shoal::maths
