#pragma once
// Who has bought before the first tick.

#include <cstdint>
#include <vector>

#include "network/network.hpp"
#include "population/population.hpp"

namespace shoal::population {

/// Internal positions, ascending.
/// @throws config::InvalidInput: agents, roles or communities that the network does not have, more adopters
/// than there are to choose from
std::vector<AgentIndex> choose_seed_adopters(const SeedAdopterParams& params, const Network& network,
                                             std::uint64_t seed);

/// Which of its products each of these agents has adopted, in their order; empty where all have the same.
std::vector<std::uint8_t> choose_seed_products(const SeedAdopterParams& params,
                                               const std::vector<AgentIndex>& agents, const Network& network,
                                               std::uint64_t seed);

}  // namespace shoal::population
