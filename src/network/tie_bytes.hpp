#pragma once
// Ties as a stream of bytes: one byte per tie, in the order of the list, whose bits say in which of eight
// sets the observed agent is. The bytes of many rows are looked up first, then all eight sets of a row are
// counted at once, into the eight bytes of a word: its lanes.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "network/network.hpp"

namespace shoal {

/// The bits of a byte as eight bytes 0 or 1, the lowest bit first: adding such words counts eight sets at
/// once.
inline constexpr std::array<std::uint64_t, 256> lanes_of = [] {
  std::array<std::uint64_t, 256> table{};
  for (std::size_t byte = 0; byte < 256; ++byte)
    for (unsigned p = 0; p < 8; ++p) table[byte] |= std::uint64_t{byte >> p & 1} << (8 * p);
  return table;
}();

/// Ties that a lane can count.
inline constexpr std::uint32_t most_in_lane = 255;
/// Bytes that may be read behind those that are counted.
inline constexpr std::size_t behind_bytes = 64;

/// Bytes of[j * stride] of the agents j in observed[0 .. count - 1], in order.
void look_up_bytes(const std::uint8_t* of, std::size_t stride, const AgentIndex* observed, std::size_t count,
                   std::uint8_t* out);

/// Sets byte p of lanes[a], a < rows, to the number of bytes of row a that have bit p. Row a is the bytes
/// offsets[a] - offsets[0] to offsets[a + 1] - offsets[0] - 1; in a row of more than most_in_lane, counts
/// overflow into each other.
void count_lanes(const std::uint8_t* bytes, const TieIndex* offsets, std::uint32_t rows,
                 std::uint64_t* lanes);

/// One byte of every word of lanes, and where it goes as a number.
struct LaneColumn {
  unsigned lane;
  float* to;
};
/// Sets to[a], a < rows, to that byte of lanes[a].
void store_lanes(const std::uint64_t* lanes, std::uint32_t rows, std::span<const LaneColumn> columns);

/// Adds the same to lanes[a], of row a of length[a] bytes; rows follow each other from byte 0 on.
void add_lanes(const std::uint8_t* bytes, const std::uint8_t* length, std::uint32_t rows,
               std::uint64_t* lanes);

}  // namespace shoal
