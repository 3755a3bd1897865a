// From ties to rows, in time linear in agents and ties: no comparison sort, no hash.
//
// Ties are first scattered to the rows of their *observed* end (for undirected networks, of both ends). Going
// through those rows in order and handing each observed agent to its observers fills every observer's row in
// ascending order. Undirected ties of most generators come in an order that leaves the rows ascending at
// once.

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "config/source.hpp"
#include "network/build.hpp"

namespace shoal::network {
namespace {

/// Numbers communities from 0 without gaps, in the order of the given numbers, and names them by those
/// numbers where that is not the same.
void renumber_communities(Draft& draft) {
  auto& community = draft.community;
  if (community.empty()) community.assign(draft.agents, 0);
  std::vector<std::uint32_t> used;
  std::unique_copy(community.begin(), community.end(), std::back_inserter(used));  // most are in order
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  const bool gapless = used.empty() || used.back() + std::size_t{1} == used.size();
  if (gapless && (draft.community_names.empty() || draft.community_names.size() == used.size())) return;
  for (std::uint32_t& c : community)
    c = static_cast<std::uint32_t>(std::lower_bound(used.begin(), used.end(), c) - used.begin());
  std::vector<std::string> names;
  for (const std::uint32_t c : used)
    names.push_back(c < draft.community_names.size() ? draft.community_names[c] : std::to_string(c));
  draft.community_names = std::move(names);
}

/// Fills community, community_offsets, agent_of and roles; returns the internal position of every agent, or
/// nothing where it is the agent's number.
std::vector<AgentIndex> place_agents(Draft& draft, Network& network) {
  renumber_communities(draft);
  const AgentIndex agents = draft.agents;
  std::size_t communities = 0;
  for (const std::uint32_t c : draft.community)
    communities = std::max<std::size_t>(communities, c + std::size_t{1});
  network.community_offsets.assign(communities + 1, 0);
  for (const std::uint32_t c : draft.community) ++network.community_offsets[c + 1];
  std::partial_sum(network.community_offsets.begin(), network.community_offsets.end(),
                   network.community_offsets.begin());
  network.community_names = std::move(draft.community_names);
  network.agent_of.resize(agents);
  if (std::is_sorted(draft.community.begin(), draft.community.end())) {
    std::iota(network.agent_of.begin(), network.agent_of.end(), AgentIndex{0});
    network.community = std::move(draft.community);
    network.roles = std::move(draft.roles);
    return {};
  }
  std::vector<AgentIndex> next(network.community_offsets.begin(), network.community_offsets.end() - 1);
  std::vector<AgentIndex> position(agents);
  network.community.resize(agents);
  network.roles.resize(draft.roles.size());
  for (AgentIndex agent = 0; agent < agents; ++agent) {
    const std::uint32_t c = draft.community[agent];
    const AgentIndex i = next[c]++;
    position[agent] = i;
    network.agent_of[i] = agent;
    network.community[i] = c;
    if (!draft.roles.empty()) network.roles[i] = draft.roles[agent];
  }
  return position;
}

/// Ties gathered by one of their ends.
struct TieRows {
  std::vector<TieIndex> offsets;
  Uncleared<AgentIndex> other;
  std::vector<float> weights;
  std::vector<std::uint8_t> layers;

  void shape(bool weighted, bool layered) {
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    other.resize(offsets.back());
    if (weighted) weights.resize(offsets.back());
    if (layered) layers.resize(offsets.back());
  }
};

/// Ties by their observed end; an undirected tie by both ends (a loop once). Frees the draft's ties.
TieRows scatter(Draft& draft) {
  TieRows rows;
  rows.offsets.assign(draft.agents + std::size_t{1}, 0);
  for (const Tie t : draft.ties) {
    ++rows.offsets[t.observed + std::size_t{1}];
    if (!draft.directed && t.observer != t.observed) ++rows.offsets[t.observer + std::size_t{1}];
  }
  rows.shape(!draft.weights.empty(), !draft.layers.empty());
  std::vector<TieIndex> next(rows.offsets.begin(), rows.offsets.end() - 1);
  const auto put = [&](AgentIndex row, AgentIndex other, std::size_t tie) {
    const TieIndex at = next[row]++;
    rows.other[at] = other;
    if (!rows.weights.empty()) rows.weights[at] = draft.weights[tie];
    if (!rows.layers.empty()) rows.layers[at] = draft.layers[tie];
  };
  for (std::size_t k = 0; k < draft.ties.size(); ++k) {
    const Tie t = draft.ties[k];
    put(t.observed, t.observer, k);
    if (!draft.directed && t.observer != t.observed) put(t.observer, t.observed, k);
  }
  draft.ties = std::vector<Tie>();  // `= {}` would keep the memory
  draft.weights = std::vector<float>();
  draft.layers = std::vector<std::uint8_t>();
  return rows;
}

/// The rows of the other end, each ascending.
TieRows transpose(const TieRows& from, std::vector<TieIndex> offsets) {
  TieRows rows;
  rows.offsets = std::move(offsets);
  rows.other.resize(from.other.size());
  rows.weights.resize(from.weights.size());
  rows.layers.resize(from.layers.size());
  std::vector<TieIndex> next(rows.offsets.begin(), rows.offsets.end() - 1);
  for (AgentIndex i = 0; i + std::size_t{1} < from.offsets.size(); ++i)
    for (TieIndex k = from.offsets[i]; k < from.offsets[i + std::size_t{1}]; ++k) {
      const TieIndex at = next[from.other[k]]++;
      rows.other[at] = i;
      if (!rows.weights.empty()) rows.weights[at] = from.weights[k];
      if (!rows.layers.empty()) rows.layers[at] = from.layers[k];
    }
  return rows;
}

bool ascending(const TieRows& rows) {
  for (std::size_t i = 0; i + 1 < rows.offsets.size(); ++i)
    if (!std::is_sorted(rows.other.begin() + rows.offsets[i], rows.other.begin() + rows.offsets[i + 1]))
      return false;
  return true;
}

void refuse_too_many_ties(const Draft& draft) {
  const std::uint64_t stored = draft.ties.size() * (draft.directed ? std::uint64_t{1} : 2);
  if (stored > 0xffffffffu)
    throw config::InvalidInput(
        {{{},
          "network",
          std::to_string(stored) + " observations to store; at most 4294967295 are possible "
                                   "(an undirected tie counts twice)"}});
}

}  // namespace

Network assemble(Draft draft) {
  refuse_too_many_ties(draft);
  Network network;
  network.agents = draft.agents;
  network.directed = draft.directed;
  network.layer_names = std::move(draft.layer_names);
  network.labels = std::move(draft.labels);
  network.notes = std::move(draft.notes);
  network.communities_detected = draft.communities_detected;
  if (const std::vector<AgentIndex> position = place_agents(draft, network); !position.empty())
    for (Tie& t : draft.ties) t = {position[t.observer], position[t.observed]};
  std::vector<TieIndex> offsets;
  if (draft.directed) {
    offsets.assign(draft.agents + std::size_t{1}, 0);
    for (const Tie t : draft.ties) ++offsets[t.observer + std::size_t{1}];
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  }
  TieRows rows = scatter(draft);
  if (draft.directed || !ascending(rows))
    rows = transpose(rows, draft.directed ? std::move(offsets) : rows.offsets);
  network.offsets = std::move(rows.offsets);
  network.neighbours = std::move(rows.other);
  network.weights = std::move(rows.weights);
  network.layers = std::move(rows.layers);
  return network;
}

}  // namespace shoal::network
