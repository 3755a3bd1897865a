#pragma once
// From a scenario's `network` section to a Network. One entry point; generators and readers are behind it.

#include <cstdint>
#include <string>
#include <vector>

#include "network/network.hpp"
#include "network/params.hpp"

namespace shoal::network {

/// Builds the network of `params` for `agents` agents (0: as many as the file has). A function of its
/// arguments alone.
/// @throws config::InvalidInput: an edge list or community file that cannot be used, parameters that no
/// network can meet
Network build(const NetworkParams& params, AgentIndex agents, std::uint64_t seed);

/// Whether `build` may give another network for another seed: false where it draws nothing, neither ties nor
/// communities, layers or weights. What only a file would tell counts as drawn.
bool depends_on_seed(const NetworkParams& params);

/// What generators and readers hand over: ties in the user's numbering and what is known about agents.
struct Draft {
  AgentIndex agents = 0;
  bool directed = false;
  std::vector<Tie> ties;             ///< an undirected tie once, in either direction
  std::vector<float> weights;        ///< parallel to ties, or empty
  std::vector<std::uint8_t> layers;  ///< parallel to ties, or empty
  std::vector<std::string> layer_names;
  std::vector<std::uint32_t> community;  ///< by agent, any numbers; empty: one community
  std::vector<std::string> community_names;
  bool communities_detected = false;  ///< found from the ties alone
  std::vector<std::string> labels;
  std::vector<Role> roles;
  std::vector<std::string> notes;  ///< what a reader changed or assumed, as sentences for the user
};

/// Sorts agents by community (stable), builds the rows in linear time, rows ascending. Ties must already be
/// unique and valid.
Network assemble(Draft draft);

/// SHA-256 (hex) of structure, weights, communities and roles in the user's numbering order, for manifests.
std::string fingerprint(const Network& network);

/// Bytes that a built network of this size will hold, and the peak while building it; for the guard rail
/// before a run.
struct MemoryEstimate {
  double agents = 0;  ///< as given, or as many as the network's file may name
  double held_bytes = 0;
  double peak_bytes = 0;
  double bit_row_bytes = 0;       ///< of dense communities as bits (bit_rows.hpp), where a run packs signals
  double position_row_bytes = 0;  ///< of small ones as positions, where it looks those up
};
MemoryEstimate estimate_memory(const NetworkParams& params, AgentIndex agents);

}  // namespace shoal::network
