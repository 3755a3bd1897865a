#pragma once
// Several bytes of every observed agent at once: each of their bits says whether the agent is in a set, and a
// row of ties is counted for up to 64 sets in one go.

#include <cstddef>
#include <cstdint>

#include "network/network.hpp"

namespace shoal {

/// What agents show: agent j's bytes are bytes[j * stride .. j * stride + stride - 1].
struct BytesOfAgents {
  const std::uint8_t* bytes;
  std::size_t stride;  ///< at least 1
  std::size_t size;    ///< bytes in all
};

/// Ties of some observers: row a's are neighbours[begin[a] .. end[a] - 1], most_in_lane (tie_bytes.hpp) at
/// most.
struct Rows {
  const Network& network;
  const TieIndex *begin, *end;
  std::uint32_t count;
};

/// Whether the processor has the instructions for count_words.
bool has_word_counts();

/// Sets byte b of lanes[k * lanes_stride + a], for each byte k of an agent and each row a, to the number of
/// its ties to agents whose byte k has bit b.
void count_words(const BytesOfAgents& of, const Rows& rows, std::uint64_t* lanes, std::size_t lanes_stride);

}  // namespace shoal
