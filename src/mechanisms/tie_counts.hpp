#pragma once
// How many of the agents that a block's agents observe are in a set, given as a plane of bits. Within dense
// communities a row of bits meets the bits of its members; other ties look up one bit each.

#include <algorithm>
#include <cstdint>
#include <span>

#include "mechanisms/step.hpp"
#include "mechanisms/surround.hpp"
#include "network/bit_rows.hpp"
#include "network/position_rows.hpp"
#include "network/tie_bits.hpp"
#include "network/tie_bytes.hpp"

namespace shoal {

/// Ties of rows that begin at offsets[0 .. size].
void count_ties(const TieIndex* offsets, std::size_t size, float* total);

/// One of up to eight sets of agents that are counted together.
struct CountedSet {
  std::uint8_t lane;           ///< the byte of a lane in which it is counted (tie_bytes.hpp)
  const std::uint64_t* plane;  ///< its agents; one word stands behind the last; null: all agents
  float* to;                   ///< [block.size] what is counted
};

/// The ties of one block's agents: bits of dense communities (Model::bits), or positions of small ones
/// (Model::positions), and listed ones.
struct BlockTies : TieForms {
  const Step& step;
  const Block& block;
  const Network& network;

  /// `by_position`: positions are looked up instead of meeting bits.
  BlockTies(const Step& step_, const Block& block_, bool by_position = false)
      : TieForms(forms_of(step_.model, by_position)),
        step(step_),
        block(block_),
        network(step.model.network) {}

  /// Ties that are looked up before they are counted.
  static constexpr std::size_t at_once = 32768;

  /// Calls f(community, begin, end, width) for the block's agents [begin, end); width 0: ties are listed.
  template <class F>
  [[gnu::always_inline]] void for_each_segment(F&& f) const {
    if (leaving == nullptr) return f(0u, 0u, block.size, std::size_t{0});
    for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
      f(c, begin, end, positions != nullptr ? std::size_t{positions->width[c]} : std::size_t{bits->width[c]});
    });
  }

  /// Calls f(position in the block, neighbour) for every one of the leaving ties.
  template <class F>
  void for_each_leaving(F&& f) const {
    if (leaving == nullptr) return;
    std::size_t e = leaving->block_offsets[block.first / block_size];
    const std::uint8_t* many = leaving->leaving.data() + block.first;
    std::uint16_t who[at_once];  // observers of many ties first: no loop per row whose length must be guessed
    for (std::uint32_t a = 0; a < block.size;) {
      std::size_t ties = 0;
      for (; a < block.size && ties + BitRows::most_leaving <= at_once; ties += many[a++]) {
        std::fill_n(who + ties, 4, static_cast<std::uint16_t>(a));
        if (many[a] > 4) std::fill_n(who + ties + 4, many[a] - 4, static_cast<std::uint16_t>(a));
      }
      for (std::size_t n = 0; n < ties; ++n) f(who[n], leaving->observed[e + n]);
      e += ties;
    }
  }

  /// Sets count[begin .. end - 1] to how many of `those`, members of the dense community c as bits, each of
  /// the block's agents [begin, end) observes.
  void count_those(std::uint32_t c, std::uint32_t begin, std::uint32_t end, const RowWord* those,
                   std::uint32_t* count) const;
  /// Counts inside dense communities, 0 elsewhere; count: [block.size].
  void count_inside(const std::uint64_t* plane, std::uint32_t* count) const;
  /// Counts over all ties; count: [block.size]. One word of the plane stands behind its last.
  void count(const std::uint64_t* plane, std::uint32_t* count) const;
  /// Counts eight sets at once over all ties that are not bits; lanes: [block.size] (tie_bytes.hpp).
  /// Agent j is in the sets that the bits of bytes[j * stride] say; where there are positions, stride is 1.
  void count_lanes(const std::uint8_t* bytes, std::size_t stride, std::uint64_t* lanes) const;
  /// The counts of up to eight sets over all ties, of which `lanes` hold those that are not bits. `within`:
  /// of the sets, only agents on this plane are counted.
  void add_inside(const std::uint64_t* lanes, std::span<const CountedSet> sets,
                  const std::uint64_t* within = nullptr) const;
  /// Ties of the agent that has most.
  TieIndex longest_row() const;

 private:
  /// Adds to lanes what positions say; bytes: [N].
  void add_positions(const std::uint8_t* bytes, std::uint64_t* lanes) const;
  template <class F>
  void in_parts_of_listed(F&& f) const;
  template <class F>
  void in_parts_of_leaving(F&& f) const;
};

}  // namespace shoal
