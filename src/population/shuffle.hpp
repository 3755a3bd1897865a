#pragma once
// A random order of agents that depends on the user's numbers alone.

#include <vector>

#include "network/network.hpp"
#include "random/philox.hpp"

namespace shoal::population {

/// The agents at the internal positions `agents`, ordered by an addressed draw of each one's user number
/// (ties by that number). The order of two agents does not depend on which others there are, nor on internal
/// order.
std::vector<AgentIndex> in_random_order(const std::vector<AgentIndex>& agents, const Network& network,
                                        std::uint64_t seed, random::Purpose purpose);

/// The first `count` of them in that order, but these in no particular order: a set, found in linear time.
std::vector<AgentIndex> first_in_random_order(const std::vector<AgentIndex>& agents, std::size_t count,
                                              const Network& network, std::uint64_t seed,
                                              random::Purpose purpose);

/// All internal positions, ascending.
std::vector<AgentIndex> everybody(const Network& network);

/// All agents, those whom most others observe first; ties by the user's number.
std::vector<AgentIndex> by_audience(const Network& network);

}  // namespace shoal::population
