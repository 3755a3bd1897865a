#pragma once
// Sobol' points (Sobol' 1967) in the Gray-code order of Antonov & Saleev (1979), with the direction numbers
// of Joe & Kuo (2008), new-joe-kuo-6, for the first 128 dimensions. Every coordinate is computed from its
// index alone, in whole numbers.

#include <cstdint>

namespace shoal::statistics {

inline constexpr unsigned sobol_dimensions = 128;

/// Coordinate `dimension` (from 0) of point `index` (from 0), times 2^32. Point 0 is the origin, point 1 is
/// (1/2, 1/2, ...).
std::uint32_t sobol(std::uint32_t index, unsigned dimension);

}  // namespace shoal::statistics
