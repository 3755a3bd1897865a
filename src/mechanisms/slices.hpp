#pragma once
// Watching for up to 64 runs on one network at once. A few bytes per agent hold whether it shows the sign
// that is watched, a bit per run: what a run by itself counts in as many signs or products
// (network/tie_words.hpp) is counted here in as many runs, in one pass over the ties. Whole numbers: the same
// counts as one run after the other, whichever way they watch.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "network/network.hpp"
#include "population/columns.hpp"

namespace shoal {

/// Up to this many runs are counted at once.
inline constexpr std::size_t most_slices = 64;

/// Counts of one block in all runs; buffers of one worker.
class SliceCounts {
 public:
  /// Of one run, as numbers; `out` has room for a block.
  void take(std::size_t run, std::uint32_t size, std::uint32_t* out) const;

 private:
  friend class Slices;
  /// An agent of more ties than a byte can count, by its place in the block.
  struct LongRow {
    std::uint32_t agent;
    std::array<std::uint32_t, most_slices> count;  ///< by run
  };
  /// [bytes of an agent][block_size]: byte r % 8 of word [r / 8][a] is run r's count of agent a
  std::vector<std::uint64_t> lanes_;
  std::vector<LongRow> long_rows_;
};

/// What the agents show in all runs.
class Slices {
 public:
  /// Room for so many agents and runs, most_slices of these at most; nothing is shown yet.
  void allocate(AgentIndex agents, std::size_t runs);
  /// Bytes for so many agents.
  static double bytes(double agents, std::size_t runs) {
    return agents * static_cast<double>(bytes_for(runs));
  }

  /// Takes in a plane per run (bit i % 64 of word i / 64 is agent i) of agents first .. first + size - 1;
  /// null: the run shows nothing. `first` is a multiple of 64, and blocks that share no 64 agents may be
  /// packed at the same time.
  void pack(std::span<const std::uint64_t* const> planes, AgentIndex first, std::uint32_t size);

  /// Counts among those whom agents first .. first + size - 1 observe, size <= block_size; all ties count
  /// alike.
  void count(const Network& network, AgentIndex first, std::uint32_t size, SliceCounts& counts) const;

 private:
  /// Of an agent: 1, 2, 4 or 8.
  static std::size_t bytes_for(std::size_t runs) { return std::bit_ceil((runs + 7) / 8); }
  void count_long_row(const Network& network, AgentIndex agent, SliceCounts::LongRow& row) const;

  std::size_t bytes_per_agent_ = 1;
  std::vector<std::uint8_t> bytes_;  ///< [N][bytes_per_agent]
};

/// One run's place in counts that were taken for several.
struct SliceOf {
  const SliceCounts* counts = nullptr;  ///< null: the run counts by itself
  std::size_t run = 0;
};

}  // namespace shoal
