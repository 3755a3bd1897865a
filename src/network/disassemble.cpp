#include "network/disassemble.hpp"

#include <algorithm>
#include <numeric>

namespace shoal::network {

Draft disassemble(const Network& network) {
  const AgentIndex agents = network.agents;
  Draft draft;
  draft.agents = agents;
  draft.directed = network.directed;
  draft.layer_names = network.layer_names;
  draft.community_names = network.community_names;
  draft.labels = network.labels;
  draft.notes = network.notes;
  draft.communities_detected = network.communities_detected;
  draft.community.resize(agents);
  draft.roles.resize(network.roles.size());
  std::vector<AgentIndex> position(agents);
  for (AgentIndex i = 0; i < agents; ++i) {
    const AgentIndex agent = network.agent_of[i];
    position[agent] = i;
    draft.community[agent] = network.community[i];
    if (!network.roles.empty()) draft.roles[agent] = network.roles[i];
  }

  std::vector<TieIndex> row;  // places of the ties of one agent, by the number of the observed
  for (AgentIndex agent = 0; agent < agents; ++agent) {
    const AgentIndex i = position[agent];
    const auto observed = [&](TieIndex k) { return network.agent_of[network.neighbours[k]]; };
    row.resize(network.degree(i));
    std::iota(row.begin(), row.end(), network.offsets[i]);
    std::sort(row.begin(), row.end(), [&](TieIndex a, TieIndex b) { return observed(a) < observed(b); });
    for (const TieIndex k : row) {
      if (!network.directed && observed(k) < agent) continue;
      draft.ties.push_back({agent, observed(k)});
      if (!network.weights.empty()) draft.weights.push_back(network.weights[k]);
      if (!network.layers.empty()) draft.layers.push_back(network.layers[k]);
    }
  }
  return draft;
}

}  // namespace shoal::network
