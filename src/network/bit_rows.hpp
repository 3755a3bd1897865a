#pragma once
// The ties of dense communities as bits. Where a community is small against its ties, row i of a 0/1 matrix
// over its agents takes fewer bytes than a list, and a few `and`s with the agents that bought count its
// observed buyers. Ties that leave the community are listed, block by block of agents.

#include <cstdint>
#include <vector>

#include "network/network.hpp"

namespace shoal {

struct BitRows {
  std::vector<std::uint8_t> width;  ///< [C] words of a row; 0: the community is not stored as bits
  std::vector<std::size_t> first;   ///< [C] position in `words`
  /// [communities][width][agents of the community]: bit q of word w of agent i: i observes agent 64 w + q of
  /// its community
  std::vector<std::uint64_t> words;
  std::vector<std::size_t> block_offsets;  ///< [blocks + 1] into the next two
  std::vector<std::uint16_t> observer;     ///< position in its block; ascending within a block
  std::vector<AgentIndex> observed;        ///< an agent outside the observer's community

  bool empty() const { return words.empty(); }
  std::size_t bytes() const;
};

/// Bits for the communities in which they take no more memory than their ties take as a list; empty where
/// there are none, or where ties have weights (bits have none).
BitRows make_bit_rows(const Network& network, AgentIndex block);

/// Agents of one community, as bits: those whose observers are counted.
struct BitColumn {
  const std::uint64_t* words;  ///< [width]
  std::size_t width;
};

/// Sets count[0 .. agents - 1] to how many of `those` each agent observes; `rows` is the first word of the
/// first of the agents, and word w of it stands `stride` further than word w - 1.
void count_observed(const std::uint64_t* rows, std::size_t stride, BitColumn those, std::uint32_t agents,
                    std::uint32_t* count);

/// 64 bits of a plane from position `at` on; two words must stand there.
inline std::uint64_t bits_from(const std::uint64_t* plane, AgentIndex at) {
  const std::uint64_t* word = plane + at / 64;
  const unsigned shift = at % 64;
  return word[0] >> shift | word[1] << 1 << (63 - shift);
}

}  // namespace shoal
