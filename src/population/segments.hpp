#pragma once
// Who belongs to which segment.

#include <cstdint>
#include <vector>

#include "network/network.hpp"
#include "population/population.hpp"

namespace shoal::population {

/// The segment of each agent by internal position; empty if there is but one. Sizes are the shares, exact up
/// to rounding of each boundary between segments.
std::vector<std::uint8_t> assign_segments(const std::vector<SegmentParams>& segments, const Network& network,
                                          std::uint64_t seed);

}  // namespace shoal::population
