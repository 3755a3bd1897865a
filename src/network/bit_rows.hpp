#pragma once
// The ties of dense communities as bits. Where a community is small against its ties, row i of a 0/1 matrix
// over its agents takes fewer bytes than a list, and a few `and`s with the agents that bought count its
// observed buyers. Ties that leave the community are listed, block by block of agents, and counted per agent.

#include <array>
#include <cstdint>
#include <vector>

#include "network/leaving_ties.hpp"
#include "network/network.hpp"
#include "network/tie_bits.hpp"

namespace shoal {

/// 32 members of a community: smaller words would waste fewer bits, and count fewer ties at a time.
using RowWord = std::uint32_t;

struct BitRows : LeavingTies {
  static constexpr std::size_t word_bits = 32, most_words = 512;

  std::vector<std::uint16_t> width;  ///< [C] words of a row; 0: the community is not stored as bits
  std::vector<std::size_t> first;    ///< [C] position in `words`
  /// [communities][width][agents of the community]: bit q of word w of agent i: i observes agent 32 w + q of
  /// its community
  std::vector<RowWord> words;
  /// [N] ties of agent i, a quarter of its place in Network::offsets; empty where one has more than 255
  std::vector<std::uint8_t> degree;

  bool empty() const { return words.empty(); }
  std::size_t bytes() const;
};

/// Bits for the communities in which they take no more memory than their ties take as a list, and no agent
/// has more than `most_leaving` ties that leave; empty where there are none, or where ties have weights (bits
/// have none).
BitRows make_bit_rows(const Network& network, AgentIndex block);
/// Words of a row where so many agents have so many ties inside; 0: bits take more memory than a list.
std::size_t words_of_bits(std::size_t agents, std::size_t ties);
/// Whether there are any, without making them.
bool has_bit_rows(const Network& network);

/// Calls f(degree), where degree(a) is the number of ties of agent first + a: from bytes where `rows` (null:
/// there are none) have them.
template <class F>
void with_degrees(const Network& network, const BitRows* rows, AgentIndex first, F&& f) {
  if (rows != nullptr && !rows->degree.empty())
    return f([bytes = rows->degree.data() + first](AgentIndex a) { return TieIndex{bytes[a]}; });
  f([offsets = network.offsets.data() + first](AgentIndex a) { return offsets[a + 1] - offsets[a]; });
}

/// Word w of a community's agents on a plane (tie_bits.hpp); `home`: the first of them. What follows the last
/// belongs to others: rows hold 0 there.
inline RowWord members_on(const std::uint64_t* plane, AgentIndex home, std::size_t w) {
  return static_cast<RowWord>(bits_from(plane, home + BitRows::word_bits * w));
}

/// Agents of one community, as bits: those whose observers are counted.
struct BitColumn {
  const RowWord* words;  ///< [width]
  std::size_t width;
};

/// Sets count[0 .. agents - 1] to how many of `those` each agent observes; `rows` is the first word of the
/// first of the agents, and word w of it stands `stride` further than word w - 1.
void count_observed(const RowWord* rows, std::size_t stride, BitColumn those, std::uint32_t agents,
                    std::uint32_t* count);

/// Up to eight such sets, each with where its counts go.
struct BitColumns {
  static constexpr std::size_t most = 8;
  std::size_t count = 0, width = 0;
  const RowWord* words;  ///< [width][count]
  /// The byte of a lane (tie_bytes.hpp) that holds what is counted of the set already.
  std::array<std::uint8_t, most> lane;
  std::array<float*, most> to;
};

/// Sets to[n][0 .. agents - 1] of every set to how many of its agents each agent observes, plus what `lanes`
/// hold of it.
void count_observed(const RowWord* rows, std::size_t stride, const BitColumns& those, std::uint32_t agents,
                    const std::uint64_t* lanes);

}  // namespace shoal
