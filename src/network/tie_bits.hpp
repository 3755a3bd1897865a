#pragma once
// Ties as a stream of bits: one bit per tie, in the order of the list, that says whether the observed agent
// is in a set. The bits of many rows are looked up first, then each row's ones are counted: no loop per row
// whose length the processor must guess.

#include <cstddef>
#include <cstdint>

#include "network/network.hpp"

namespace shoal {

/// Ties that lie so far ahead are fetched: a block's list ends where other work begins.
inline constexpr std::size_t ties_ahead = 512;
/// Agents that lie so far ahead have their rows fetched: between two blocks much else is done, of which the
/// processor's own prefetching loses its way.
inline constexpr std::size_t rows_ahead = 1024;

/// Whether agent j is in the set that a plane of bits says.
inline bool bit(const std::uint64_t* plane, AgentIndex j) { return plane[j / 64] >> (j % 64) & 1; }

/// 64 bits of a plane from position `at` on; two words must stand there.
inline std::uint64_t bits_from(const std::uint64_t* plane, std::size_t at) {
  const std::uint64_t* word = plane + at / 64;
  const unsigned shift = at % 64;
  return word[0] >> shift | word[1] << 1 << (63 - shift);
}

/// Bits on a plane of the agents observed[0 .. count - 1], in order, into `out`, which has room for them in
/// whole words.
void look_up(const std::uint64_t* plane, const AgentIndex* observed, std::size_t count, std::uint64_t* out);

/// Sets count[a], a < rows, to the ones of row a, whose bits are offsets[a] - offsets[0] to offsets[a + 1] -
/// offsets[0] - 1. Eight words may be read behind the bits.
void count_ones(const std::uint64_t* bits, const TieIndex* offsets, std::uint32_t rows, std::uint32_t* count);

/// Adds to count[a], a < rows, the ones of row a, of length[a] bits; rows follow each other from position 0
/// on. Two words may be read behind the bits.
void add_ones(const std::uint64_t* bits, const std::uint8_t* length, std::uint32_t rows,
              std::uint32_t* count);

}  // namespace shoal
