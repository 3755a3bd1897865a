// Fan economy: every community is a star around its hub; hubs know each other. The hub is the first agent of
// its community; members know nobody but the hub.

#include <fmt/format.h>

#include "network/blocks.hpp"
#include "network/generator.hpp"

namespace shoal::network {
namespace {

void check(const NetworkParams& p, std::int64_t agents, Misfits& out) {
  if (p.star.hubs > agents)
    out.push_back(
        {"star.hubs", fmt::format("found {}; there are only {} agents", std::int64_t{p.star.hubs}, agents)});
}

double expected_ties(const NetworkParams& p, double agents) {
  const auto hubs = static_cast<double>(p.star.hubs);
  return agents - hubs + hubs * (hubs - 1) / 2;
}

Draft generate(const NetworkParams& p, AgentIndex agents, std::uint64_t) {
  const std::vector<Range> communities = even_ranges(agents, p.star.hubs);
  Draft draft;
  draft.agents = agents;
  draft.ties.reserve(static_cast<std::size_t>(expected_ties(p, agents)));
  draft.roles.assign(agents, Role::mass);
  for (std::size_t c = 0; c < communities.size(); ++c) {
    const AgentIndex hub = communities[c].first;
    draft.roles[hub] = Role::hub;
    for (AgentIndex i = hub + 1; i < communities[c].last; ++i) draft.ties.push_back({hub, i});
    for (std::size_t d = c + 1; d < communities.size(); ++d)
      draft.ties.push_back({hub, communities[d].first});
  }
  draft.community = range_of_agents(communities);
  return draft;
}

}  // namespace

constexpr GeneratorEntry star_generator{
    .check = check, .expected_ties = expected_ties, .generate = generate, .has_roles = true, .draws = false};

}  // namespace shoal::network
