#pragma once
// Whose turn it is where agents act one at a time.

#include <vector>

#include "network/network.hpp"
#include "scenario/scenario.hpp"

namespace shoal {

class Turns {
 public:
  /// @throws config::InvalidInput: more updates than can be addressed
  Turns(const Scenario& scenario, const Network& network);
  /// Sequential: the agent whose turn tick 1, 2, ... is; after the last agent the first follows again.
  AgentIndex at(std::uint32_t tick) const { return sequence_[(tick - 1) % sequence_.size()]; }
  /// Asynchronous: the agent of the n-th random update of a tick.
  AgentIndex draw(std::uint32_t tick, AgentIndex n) const;

 private:
  std::uint64_t seed_;
  std::vector<AgentIndex>
      sequence_;  ///< internal positions in order of the users' numbers, shuffled if asked for
};

}  // namespace shoal
