#pragma once
// Bytes that come up soon are fetched ahead: walking over ties, those of agents, as most neighbours are near
// and the others would stop the walk; and those of the next block of agents, as the processor's own
// prefetching starts anew in every column. Changes no result.

#include <algorithm>
#include <cstddef>

#include "network/network.hpp"
#include "population/columns.hpp"

namespace shoal {

/// Fetches the bytes at `bytes + stride j` of the agent j that is observed some ties after `e`.
inline void fetch_ahead(const Network& network, std::size_t e, const void* bytes, std::size_t stride = 1) {
  constexpr std::size_t distance = 32;
  const std::size_t at = std::min(e + distance, network.neighbours.size() - 1);
  __builtin_prefetch(static_cast<const char*>(bytes) + stride * network.neighbours[at]);
}

/// Fetches what follows a block of a column, and says whether it will be written.
template <bool writes, class T>
void fetch_next_block(const T* column) {
  constexpr std::size_t line = 64;
  const char* next = reinterpret_cast<const char*>(column + block_size);
  for (std::size_t b = 0; b < block_size * sizeof(T); b += line) __builtin_prefetch(next + b, writes);
}

}  // namespace shoal
