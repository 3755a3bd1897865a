#pragma once
// The community network: who observes whom.
//
// Stored as compressed sparse rows over agents in *internal* order, in which every community is one
// contiguous range. Row i lists the agents that i observes, ascending. The user's own numbering survives in
// `agent_of` and `labels`: outputs and random streams use it, so that neither depends on how communities were
// found.

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "network/uncleared.hpp"

namespace shoal {

using AgentIndex = std::uint32_t;  ///< internal position of an agent, 0..N-1
using TieIndex =
    std::uint32_t;  ///< position of a stored tie (an observation i <- j); at most 2^32 - 1 of them

/// Strata of a community, as shown in the two high bits of a signal.
enum class Role : std::uint8_t { mass = 0, active = 1, core = 2, hub = 3 };

struct Network {
  AgentIndex agents = 0;
  bool directed = false;             ///< false: every tie is stored in both directions
  std::vector<TieIndex> offsets;     ///< [N + 1]; row i is [offsets[i], offsets[i + 1])
  Uncleared<AgentIndex> neighbours;  ///< [ties] observed agent, ascending within a row
  std::vector<float> weights;        ///< [ties] in (0, 1]; empty: all 1
  std::vector<std::uint8_t> layers;  ///< [ties] index into layer_names; empty: one layer
  std::vector<std::string> layer_names;

  std::vector<std::uint32_t> community;       ///< [N] ascending over internal order
  std::vector<AgentIndex> community_offsets;  ///< [C + 1] first agent of each community
  std::vector<std::string> community_names;   ///< [C]; empty: "0", "1", ...
  bool communities_detected = false;          ///< found from the ties alone
  std::vector<AgentIndex> agent_of;           ///< [N] internal position -> the user's agent number
  std::vector<std::string> labels;  ///< [N] by the user's agent number: names in the file; empty: the number
  std::vector<Role> roles;          ///< [N] set by the generator; empty: all mass
  std::vector<std::string> notes;   ///< what readers of files changed or assumed, as sentences for the user

  std::size_t ties() const { return neighbours.size(); }
  std::size_t communities() const { return community_offsets.empty() ? 0 : community_offsets.size() - 1; }
  TieIndex degree(AgentIndex i) const { return offsets[i + 1] - offsets[i]; }
  std::span<const AgentIndex> row(AgentIndex i) const {
    return {neighbours.data() + offsets[i], neighbours.data() + offsets[i + 1]};
  }
  /// Every agent stands where the user's number puts it: agent_of is 0, 1, 2 ...
  bool in_users_order() const { return std::is_sorted(agent_of.begin(), agent_of.end()); }
  Role role(AgentIndex i) const { return roles.empty() ? Role::mass : roles[i]; }
};

/// One tie as generators and readers produce it: `observer` observes `observed`; undirected ties are given
/// once.
struct Tie {
  AgentIndex observer;
  AgentIndex observed;
};

}  // namespace shoal
