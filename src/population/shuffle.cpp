#include "population/shuffle.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace shoal::population {

namespace {

struct Ticket {
  std::uint64_t draw;
  AgentIndex user, agent;
  auto operator<=>(const Ticket&) const = default;
};

std::vector<Ticket> draw_tickets(const std::vector<AgentIndex>& agents, const Network& network,
                                 std::uint64_t seed, random::Purpose purpose) {
  std::vector<Ticket> tickets;
  tickets.reserve(agents.size());
  for (const AgentIndex i : agents) {
    const AgentIndex user = network.agent_of[i];
    const random::Words w = random::draw(seed, purpose, user);
    tickets.push_back({std::uint64_t{w[0]} << 32 | w[1], user, i});
  }
  return tickets;
}

std::vector<AgentIndex> agents_of(std::span<const Ticket> tickets) {
  std::vector<AgentIndex> agents(tickets.size());
  std::ranges::transform(tickets, agents.begin(), &Ticket::agent);
  return agents;
}

}  // namespace

std::vector<AgentIndex> in_random_order(const std::vector<AgentIndex>& agents, const Network& network,
                                        std::uint64_t seed, random::Purpose purpose) {
  std::vector<Ticket> tickets = draw_tickets(agents, network, seed, purpose);
  std::sort(tickets.begin(), tickets.end());
  return agents_of(tickets);
}

std::vector<AgentIndex> first_in_random_order(const std::vector<AgentIndex>& agents, std::size_t count,
                                              const Network& network, std::uint64_t seed,
                                              random::Purpose purpose) {
  if (count >= agents.size()) return agents;
  std::vector<Ticket> tickets = draw_tickets(agents, network, seed, purpose);
  std::nth_element(tickets.begin(), tickets.begin() + static_cast<std::ptrdiff_t>(count), tickets.end());
  return agents_of(std::span(tickets).first(count));
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
