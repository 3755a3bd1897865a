#pragma once
// Refuses a run that the memory of this machine cannot hold, before anything is allocated.

#include <string>

#include "network/network.hpp"
#include "scenario/scenario.hpp"

namespace shoal::cli {

/// Before the network is built. Where the size of the population is known only from a file, the state is left
/// to the second check. `file` stands in the message. @throws config::InvalidInput with both figures
void require_memory(const Scenario& scenario, const std::string& file);
/// Before the state is allocated. @throws config::InvalidInput with both figures
void require_memory(const Scenario& scenario, const std::string& file, const Network& network);

/// Before a network alone is built. @throws config::InvalidInput with both figures
void require_memory(const NetworkParams& network, AgentIndex agents, const std::string& file);

}  // namespace shoal::cli
