#pragma once
// The ties of small communities as bytes: where in its community a neighbour stands. What the members show is
// then a table of a few vectors, in which one to four instructions look up 64 ties (tie_bytes.hpp says how
// eight sets are counted at once). Rows of bits (bit_rows.hpp) are met set by set; these are met once for
// eight.

#include <boost/align/aligned_allocator.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "network/leaving_ties.hpp"
#include "network/network.hpp"

namespace shoal {

/// Ties that leave a community, or for which its rows have no room, are kept with LeavingTies.
struct PositionRows : LeavingTies {
  static constexpr std::uint8_t nobody = 255;  ///< where a row is longer than what it holds
  static constexpr AgentIndex most_members = nobody;
  static constexpr AgentIndex together = 8;  ///< agents of which one word each lies together
  static constexpr std::size_t word_bytes = 8, most_words = 32;

  std::vector<std::uint8_t> width;  ///< [C] words of a row; 0: the community is not stored so
  std::vector<std::size_t> first;   ///< [C] place in `positions`
  /// [communities][members / 8, rounded up][width][8 members][8 positions]; lines of the cache
  std::vector<std::uint8_t, boost::alignment::aligned_allocator<std::uint8_t, 64>> positions;

  bool empty() const { return positions.empty(); }
  std::size_t bytes() const;
};

/// Positions for communities of at most `most_members`, as wide as is cheapest; empty where there are none,
/// where ties have weights, or where rows of bits or a list count `sets` (2 to 8) sets faster.
PositionRows make_position_rows(const Network& network, AgentIndex block, unsigned sets);

/// Words of a row of the cheapest width that takes no more memory than a list, of a community of which
/// agents_by_degree[d] agents have d ties inside; 0: none.
std::size_t width_of_positions(std::span<const double> agents_by_degree);
/// Ties of them for which rows of `width` words have no room.
double ties_left_out(std::span<const double> agents_by_degree, std::size_t width);

/// One community of rows.
struct PositionsOfCommunity {
  const std::uint8_t* positions;
  std::size_t width;
  AgentIndex members;
};

/// Adds to byte p of lanes[a - begin], of the members [begin, end) of a community, how many of those whom
/// member a observes there have bit p of their bytes. shown: [members].
void add_positions(const PositionsOfCommunity& community, const std::uint8_t* shown, AgentIndex begin,
                   AgentIndex end, std::uint64_t* lanes);

}  // namespace shoal
