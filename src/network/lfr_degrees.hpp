#pragma once
// The first half of the LFR benchmark: community sizes, degrees, and who sits where.

#include <cstdint>
#include <vector>

#include "network/blocks.hpp"
#include "network/params.hpp"

namespace shoal::network {

/// Community sizes from the power law, addressed (seed, network_size, attempt). The last one is trimmed so
/// that they sum to `agents`; where too little is left for it, the rest goes to the others one by one, or
/// they give it what it lacks.
std::vector<AgentIndex> lfr_sizes(const NetworkParams::Lfr& p, AgentIndex agents, std::uint64_t seed,
                                  std::uint32_t attempt);

/// Agents in communities, with their ties inside and outside.
struct LfrDegrees {
  std::vector<Range> communities;
  std::vector<std::uint32_t> inside, outside;  ///< by agent
};

/// Draws degrees (seed, network_degree, i) and seats them at random where the community is larger than the
/// inside degree, most demanding first. Where drawn sizes leave somebody without a seat, sizes are drawn
/// again.
/// @throws config::InvalidInput after 100 attempts
LfrDegrees lfr_degrees(const NetworkParams::Lfr& p, AgentIndex agents, std::uint64_t seed);

}  // namespace shoal::network
