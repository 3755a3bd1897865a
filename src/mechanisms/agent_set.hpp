#pragma once
// A set of agents as a plane of bits, for counting how many of them each agent observes (tie_counts.hpp).

#include <algorithm>
#include <cstdint>
#include <vector>

#include "network/network.hpp"

namespace shoal {

class AgentSet {
 public:
  /// Room for agents 0 .. agents - 1; nobody is in the set.
  void allocate(AgentIndex agents) { words_.assign(agents / 64 + 2, 0); }
  bool allocated() const { return !words_.empty(); }
  void clear() { std::fill(words_.begin(), words_.end(), 0); }
  void add(AgentIndex i) { words_[i / 64] |= std::uint64_t{1} << (i % 64); }
  /// Bit i % 64 of word i / 64 is agent i; one word stands behind the last.
  const std::uint64_t* plane() const { return words_.data(); }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace shoal
