#pragma once
// Counting from the other end: where few agents show a sign, each of them adds one at everybody who observes
// it. Whole numbers, so that the counts are those of watching, whichever end they come from.

#include <cstdint>
#include <vector>

#include "mechanisms/planes.hpp"
#include "network/network.hpp"

namespace shoal {

class Pushed {
 public:
  /// Gets ready for a network whose ties are mutual, so that a row lists the observers too; otherwise, and
  /// where an agent has too many ties, nothing is ever pushed.
  void allocate(const Network& network);
  bool possible() const { return !count_.empty(); }

  /// Lists the agents on a plane if they are few against `one_in` agents; whether the tick's counts are
  /// pushed.
  bool begin(const std::uint64_t* plane, AgentIndex agents, AgentIndex one_in);
  bool active() const { return active_; }
  void end() { active_ = false; }

  /// Adds at the observers in [first, last); ranges that share no agent may be served at the same time.
  void push(const Network& network, AgentIndex first, AgentIndex last);
  /// The counts of agents first .. first + size - 1 into `out`; they are 0 afterwards.
  void take(AgentIndex first, std::uint32_t size, std::uint32_t* out);

 private:
  bool active_ = false;
  std::vector<AgentIndex> showing_;
  std::vector<std::uint16_t> count_;  ///< [N] neighbours that show the sign; 0 between ticks
};

}  // namespace shoal
