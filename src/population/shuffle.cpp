#include "population/shuffle.hpp"

#include <algorithm>
#include <numeric>

namespace shoal::population {

std::vector<AgentIndex> in_random_order(std::vector<AgentIndex> agents, const Network& network,
                                        std::uint64_t seed, random::Purpose purpose) {
  struct Ticket {
    std::uint64_t draw;
    AgentIndex user, agent;
    auto operator<=>(const Ticket&) const = default;
  };
  std::vector<Ticket> tickets;
  tickets.reserve(agents.size());
  for (const AgentIndex i : agents) {
    const AgentIndex user = network.agent_of[i];
    const random::Words w = random::draw(seed, purpose, user);
    tickets.push_back({std::uint64_t{w[0]} << 32 | w[1], user, i});
  }
  std::sort(tickets.begin(), tickets.end());
  std::transform(tickets.begin(), tickets.end(), agents.begin(), [](const Ticket& t) { return t.agent; });
  return agents;
}

std::vector<AgentIndex> everybody(const Network& network) {
  std::vector<AgentIndex> all(network.agents);
  std::iota(all.begin(), all.end(), AgentIndex{0});
  return all;
}

std::vector<AgentIndex> by_audience(const Network& network) {
  std::vector<TieIndex> audience(network.agents, 0);
  for (const AgentIndex observed : network.neighbours) ++audience[observed];
  std::vector<AgentIndex> agents = everybody(network);
  std::sort(agents.begin(), agents.end(), [&](AgentIndex i, AgentIndex j) {
    if (audience[i] != audience[j]) return audience[i] > audience[j];
    return network.agent_of[i] < network.agent_of[j];
  });
  return agents;
}

}  // namespace shoal::population
