#pragma once
// Bytes that come up soon are fetched ahead: walking over ties, those of agents, as most neighbours are near
// and the others would stop the walk. Changes no result.

#include <algorithm>
#include <cstddef>

#include "network/network.hpp"

namespace shoal {

/// Fetches the bytes at `bytes + stride j` of the agent j that is observed some ties after `e`.
inline void fetch_ahead(const Network& network, std::size_t e, const void* bytes, std::size_t stride = 1) {
  constexpr std::size_t distance = 32;
  const std::size_t at = std::min(e + distance, network.neighbours.size() - 1);
  __builtin_prefetch(static_cast<const char*>(bytes) + stride * network.neighbours[at]);
}

}  // namespace shoal
