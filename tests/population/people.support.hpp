#pragma once
// What tests of the population room share: small networks, and reading a `population` section.

#include <string>
#include <vector>

#include "network/build.hpp"
#include "population/population.hpp"

namespace people {

/// A ring on which each agent observes both neighbours; communities by the user's number (empty: one).
shoal::Network ring(shoal::AgentIndex agents, std::vector<std::uint32_t> communities = {},
                    std::vector<std::string> labels = {}, std::vector<shoal::Role> roles = {});

/// Reads the keys below `population:` and checks them; relative paths start at `directory`.
/// @throws config::InvalidInput
shoal::PopulationParams read(const std::string& yaml, const std::string& directory = ".");
/// The problems that `read` finds, one per line.
std::string problems(const std::string& yaml);

/// Values of a trait by the user's agent number.
std::vector<float> by_user(const shoal::Population& made, const shoal::Network& network, shoal::Trait trait);

}  // namespace people
