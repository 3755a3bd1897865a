#pragma once
// A set of agents as a plane of bits, for counting how many of them each agent observes (tie_counts.hpp).

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "maths/nonzero.hpp"
#include "network/network.hpp"
#include "network/tie_bits.hpp"

namespace shoal {

class AgentSet {
 public:
  /// Room for agents 0 .. agents - 1; nobody is in the set.
  void allocate(AgentIndex agents) { words_.assign(agents / 64 + 2, 0); }
  bool allocated() const { return !words_.empty(); }
  /// Takes in exactly those of agents 0 .. agents - 1 of whom `is_in` holds.
  template <class IsIn>
  void assign(AgentIndex agents, IsIn&& is_in) {
    for (AgentIndex first = 0; first < agents; first += 64) {
      const AgentIndex last = std::min(agents - first, AgentIndex{64});
      std::uint64_t word = 0;
      for (AgentIndex b = 0; b < last; ++b) word |= std::uint64_t{is_in(first + b)} << b;
      words_[first / 64] = word;
    }
  }
  /// Takes in exactly those of agents 0 .. agents - 1 whose byte is not 0.
  void assign_marked(AgentIndex agents, const std::uint8_t* bytes) {
    maths::nonzero(bytes, agents, words_.data());
  }
  /// Calls f(agent) of all in the set, in ascending order.
  template <class F>
  void for_each(F&& f) const {
    maths::for_each_bit(words_, f);
  }
  /// How many of agents first .. last - 1 are in the set.
  std::int64_t count(AgentIndex first, AgentIndex last) const {
    std::int64_t sum = 0;
    for (AgentIndex at = first; at < last; at += 64) {
      const std::uint64_t those = last - at >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (last - at)) - 1;
      sum += std::popcount(bits_from(words_.data(), at) & those);
    }
    return sum;
  }
  /// Bit i % 64 of word i / 64 is agent i; one word stands behind the last.
  const std::uint64_t* plane() const { return words_.data(); }

 private:
  std::vector<std::uint64_t> words_;
};

/// Whether phases count members of a set among neighbours; of a Model or a Scenario.
template <class Params>
bool counts_sets(const Params& params) {
  return params.resellers.enabled || params.group_buy.enabled;
}

}  // namespace shoal
