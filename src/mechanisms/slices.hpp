#pragma once
// Watching for up to 64 runs on one network at once. One word per agent and sign holds what the agent shows
// in all runs, a bit per run; adding up the words of the agents that somebody observes, digit by digit
// (carry-save adders: Knuth, The Art of Computer Programming 4A, 7.1.3), counts the sign in all runs in one
// pass over the ties. Whole numbers: the same counts as one run after the other, whichever way they watch.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "mechanisms/planes.hpp"
#include "network/network.hpp"
#include "population/columns.hpp"

namespace shoal {

/// A sign of a product that some run watches.
struct SlicedSign {
  unsigned sign;
  std::size_t product;
  bool operator==(const SlicedSign&) const = default;
};

class SliceCounts;

/// What the agents show in all runs.
class Slices {
 public:
  static constexpr std::size_t most_runs = 64;

  /// Room for what is watched in at least one run; nothing is shown yet.
  void allocate(AgentIndex agents, std::vector<SlicedSign> signs);
  const std::vector<SlicedSign>& signs() const { return signs_; }
  /// Bytes for so many agents and signs.
  static double bytes(double agents, std::size_t signs);

  /// Takes in the planes of agents first .. first + size - 1, run by run; null: the run shows nothing.
  /// `first` is a multiple of 64, and blocks that share no 64 agents may be packed at the same time.
  void pack(std::span<const SignalPlanes* const> runs, AgentIndex first, std::uint32_t size);

  /// Counts the signs among those whom agents first .. first + size - 1 observe, size <= block_size; all ties
  /// count alike.
  void count(const Network& network, AgentIndex first, std::uint32_t size, SliceCounts& counts) const;

 private:
  template <std::size_t width>
  void count_by(const Network& network, AgentIndex first, std::uint32_t size, std::size_t slot,
                SliceCounts& counts) const;

  std::vector<SlicedSign> signs_;
  std::size_t stride_ = 0;            ///< words per agent
  std::vector<std::uint64_t> words_;  ///< [N + 1][stride]; the last are 0
};

/// Counts of one block in all runs, digit by digit; buffers of one worker.
class SliceCounts {
 public:
  /// Of one run, as numbers; `out` has room for a block. A sign that no run watches is not asked for.
  void take(unsigned sign, std::size_t product, std::size_t run, std::uint32_t size, float* out) const;

 private:
  friend class Slices;
  const std::uint64_t* digit(std::size_t slot, std::size_t b) const {
    return digits_.data() + (slot * places_ + b) * block_size;
  }
  std::uint64_t* digit(std::size_t slot, std::size_t b) {
    return digits_.data() + (slot * places_ + b) * block_size;
  }

  std::vector<SlicedSign> signs_;
  std::size_t places_ = 0;  ///< binary digits of a count
  /// [signs][places][block_size / 64][64 runs]: bit a % 64 of word [a / 64][r]: that digit of agent a's count
  /// in run r
  std::vector<std::uint64_t> digits_;
  std::vector<std::uint64_t> sums_;  ///< [places][64 agents][width], of 64 agents at a time
};

/// One run's place in counts that were taken for several.
struct SliceOf {
  const SliceCounts* counts = nullptr;  ///< null: the run counts by itself
  std::size_t run = 0;
};

}  // namespace shoal
