#pragma once
// Ties as a person counts them, where a network stores most of them twice.

#include <cstddef>

#include "network/network.hpp"

namespace shoal::network {

/// Ties of agents with themselves.
std::size_t loop_count(const Network& network);

/// Ties, undirected ones once, of a network with so many loops.
inline std::size_t tie_count(const Network& network, std::size_t loops) {
  return network.directed ? network.ties()
                          : (network.ties() + loops) / 2;  // an undirected loop is stored once
}
inline std::size_t tie_count(const Network& network) {
  return tie_count(network, network.directed ? 0 : loop_count(network));
}

}  // namespace shoal::network
