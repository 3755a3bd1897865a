#pragma once
// The ties that a network's other form, of dense or of small communities, cannot hold: each is looked up by
// itself.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "network/network.hpp"

namespace shoal {

/// Ties of agents whose communities are stored in another form, in the order of their observers.
struct LeavingTies {
  static constexpr std::size_t most_leaving = 255;  ///< ties of one agent

  std::vector<std::uint8_t> leaving;       ///< [N, then 7 zeros] such ties of agent i
  std::vector<std::size_t> block_offsets;  ///< [blocks + 1] into the next: the first tie of a block
  std::vector<AgentIndex> observed;        ///< by observer

  /// Calls list(i, tie) for one agent after another in blocks of `block`; it calls tie(j) for each such tie
  /// of agent i. There are `ties` of them.
  template <class List>
  void fill(AgentIndex agents, AgentIndex block, std::size_t ties, List&& list) {
    leaving.assign(agents + std::size_t{7}, 0);
    observed.reserve(ties);
    for (AgentIndex i = 0; i < agents; ++i) {
      if (i % block == 0) block_offsets.push_back(observed.size());
      list(i, [&](AgentIndex j) {
        leaving[i] += 1;
        observed.push_back(j);
      });
    }
    block_offsets.push_back(observed.size());
  }

  std::size_t bytes() const {
    return leaving.size() + sizeof(std::size_t) * block_offsets.size() + sizeof(AgentIndex) * observed.size();
  }
};

}  // namespace shoal
