#pragma once
// Watching for up to 64 runs on one network at once. One word per agent holds whether it shows the sign that
// is watched, a bit per run; adding up the words of those whom an agent observes, digit by digit (carry-save
// adders: Knuth, The Art of Computer Programming 4A, 7.1.3), counts for all runs in one pass over the ties.
// Whole numbers: the same counts as one run after the other, whichever way they watch.

#include <cstdint>
#include <span>
#include <vector>

#include "network/network.hpp"
#include "population/columns.hpp"

namespace shoal {

/// Counts of one block in all runs, digit by digit; buffers of one worker.
class SliceCounts {
 public:
  /// Of one run, as numbers; `out` has room for a block.
  void take(std::size_t run, std::uint32_t size, std::uint32_t* out) const;

 private:
  friend class Slices;
  std::size_t places_ = 0;  ///< binary digits of a count
  /// [64 runs][places][block_size / 64]: bit a % 64 of word [r][b][a / 64]: digit b of agent a's count in run
  /// r
  std::vector<std::uint64_t> digits_;
  std::vector<std::uint64_t> sums_;  ///< [places][64 agents], of 64 agents at a time
};

/// What the agents show in all runs.
class Slices {
 public:
  static constexpr std::size_t most_runs = 64;

  /// Room for so many agents; nothing is shown yet.
  void allocate(AgentIndex agents) { words_.assign(std::size_t{agents} + 1, 0); }
  /// Bytes for so many agents.
  static double bytes(double agents) { return 8 * (agents + 1); }

  /// Takes in a plane per run (bit i % 64 of word i / 64 is agent i) of agents first .. first + size - 1;
  /// null: the run shows nothing. `first` is a multiple of 64, and blocks that share no 64 agents may be
  /// packed at the same time.
  void pack(std::span<const std::uint64_t* const> planes, AgentIndex first, std::uint32_t size);

  /// Counts among those whom agents first .. first + size - 1 observe, size <= block_size; all ties count
  /// alike.
  void count(const Network& network, AgentIndex first, std::uint32_t size, SliceCounts& counts) const;

 private:
  std::vector<std::uint64_t> words_;  ///< [N + 1]; the last is 0
};

/// One run's place in counts that were taken for several.
struct SliceOf {
  const SliceCounts* counts = nullptr;  ///< null: the run counts by itself
  std::size_t run = 0;
};

}  // namespace shoal
