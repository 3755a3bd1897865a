#pragma once
// The ties of dense communities as bits. Where a community is small against its ties, row i of a 0/1 matrix
// over its agents takes fewer bytes than a list, and a few `and`s with the agents that bought count its
// observed buyers. Ties that leave the community are listed, block by block of agents.

#include <cstdint>
#include <vector>

#include "network/network.hpp"

namespace shoal {

struct BitRows {
  std::vector<std::uint8_t> width;         ///< [C] words of a row; 0: the community is not stored as bits
  std::vector<std::size_t> first;          ///< [C] position in `words` of the row of its first agent
  std::vector<std::uint64_t> words;        ///< bit q of row i: i observes the q-th agent of its community
  std::vector<std::size_t> block_offsets;  ///< [blocks + 1] into the next two
  std::vector<std::uint16_t> observer;     ///< position in its block; ascending within a block
  std::vector<AgentIndex> observed;        ///< an agent outside the observer's community

  bool empty() const { return words.empty(); }
  std::size_t bytes() const;
};

/// Bits for the communities in which they take no more memory than their ties take as a list; empty where
/// there are none, or where ties have weights (bits have none).
BitRows make_bit_rows(const Network& network, AgentIndex block);

}  // namespace shoal
