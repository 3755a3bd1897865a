#pragma once
// Several bytes of every observed agent at once: each of their bits says whether the agent is in a set. Eight
// bytes of an agent are a word; the words of many rows' ties are looked up first, then a row is counted for
// 64 sets in one go.

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

/// Sets byte b of lanes[k * lanes_stride + a], for each byte k of an agent and each row a < rows, to the
/// number of its ties to agents whose byte k has bit b. Row a is neighbours[offsets[a] .. offsets[a + 1] -
/// 1]; what becomes of rows of more than most_in_lane ties (tie_bytes.hpp) is left open.
void count_words(const BytesOfAgents& of, const AgentIndex* neighbours, const TieIndex* offsets,
                 std::uint32_t rows, std::uint64_t* lanes, std::size_t lanes_stride);

}  // namespace shoal
