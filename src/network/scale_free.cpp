// Barabási & Albert (1999): agents arrive one by one and tie themselves to m distinct earlier ones, chosen in
// proportion to their degree.
//
// The first m + 1 agents are all tied to each other, so that everybody has at least m ties. A draw in
// proportion to degree is a uniform draw among the ends of all ties so far; a target drawn twice is drawn
// again. Agent i draws at (seed, network_row, i). Agents are numbered by arrival: low numbers have many ties.

#include <fmt/format.h>

#include "network/generator.hpp"
#include "random/philox.hpp"

namespace shoal::network {
namespace {

void check(const NetworkParams& p, std::int64_t agents, Misfits& out) {
  const std::int64_t m = p.scale_free.ties_per_agent;
  if (m >= agents)
    out.push_back({"scale_free.ties_per_agent",
                   fmt::format("found {}; it must be below the number of agents, {}", m, agents)});
}

double expected_ties(const NetworkParams& p, double agents) {
  const auto m = static_cast<double>(p.scale_free.ties_per_agent);
  return m * (m + 1) / 2 + m * (agents - m - 1);
}

double scratch_bytes(const NetworkParams&, double agents) { return agents * sizeof(AgentIndex); }

Draft generate(const NetworkParams& p, AgentIndex agents, std::uint64_t seed) {
  Draft draft;
  draft.agents = agents;
  auto& ties = draft.ties;
  ties.reserve(static_cast<std::size_t>(expected_ties(p, agents)));
  const auto m = static_cast<AgentIndex>(p.scale_free.ties_per_agent);
  for (AgentIndex i = 0; i <= m; ++i)
    for (AgentIndex j = i + 1; j <= m; ++j) ties.push_back({i, j});
  std::vector<AgentIndex> last_chosen_by(agents, 0);
  for (AgentIndex i = m + 1; i < agents; ++i) {
    random::Stream draws(seed, random::Purpose::network_row, i);
    const auto ends = static_cast<std::uint32_t>(2 * ties.size());
    for (AgentIndex chosen = 0; chosen < m;) {
      const std::uint32_t end = draws.below(ends);
      const AgentIndex j = end % 2 == 0 ? ties[end / 2].observer : ties[end / 2].observed;
      if (last_chosen_by[j] == i) continue;
      last_chosen_by[j] = i;
      ties.push_back({i, j});
      ++chosen;
    }
  }
  return draft;
}

}  // namespace

constexpr GeneratorEntry scale_free_generator{check, expected_ties, generate, scratch_bytes};

}  // namespace shoal::network
