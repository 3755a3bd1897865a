#pragma once
// Networks in which everybody observes everybody else of the community, and nobody more: well-mixed groups.

#include "network/network.hpp"

namespace shoal::network {

/// Whether every agent's ties are one to each other member of its community, all alike. A look at every tie,
/// but nearly always the number of ties tells at once.
bool consists_of_cliques(const Network& network);

}  // namespace shoal::network
