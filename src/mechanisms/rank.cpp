#include "mechanisms/rank.hpp"

#include <algorithm>

#include "maths/share.hpp"

namespace shoal {

Strata strata_of(const RoleParams& params, double structure, std::size_t members) {
  const double n = static_cast<double>(members);
  const auto share = [&](double p) {
    return static_cast<std::size_t>(maths::share_of(std::min(1.0, 2.0 * structure * p), n));
  };
  Strata strata{};
  strata.hubs = std::min(members, static_cast<std::size_t>(params.hubs.value));
  strata.core = std::min(members - strata.hubs, share(params.core));
  strata.active = std::min(members - strata.hubs - strata.core, share(params.active));
  return strata;
}

namespace {

bool due(const Model& model, std::uint32_t tick) {
  const auto every = static_cast<std::uint64_t>(model.roles.every.value);
  if (model.roles.mobility == Mobility::none) return model.network.roles.empty() && tick == every + 1;
  return tick > 1 && (tick - 1) % every == 0;
}

void rank_community(const TickStep& step, std::size_t c) {
  const Model& model = step.model;
  const Network& network = model.network;
  const RoleParams& params = model.roles;
  State& state = step.state;
  std::vector<AgentIndex>& ranking = state.communities.ranking;
  const bool network_hubs = params.hubs == 0;
  ranking.clear();
  for (AgentIndex i = network.community_offsets[c]; i < network.community_offsets[c + 1]; ++i) {
    const bool member = state.member.empty() || state.member[i] != 0;
    if (!member) state.role[i] = Role::mass;
    if (!member) continue;
    if (network_hubs && network.role(i) == Role::hub)
      state.role[i] = Role::hub;
    else
      ranking.push_back(i);
  }
  const Strata strata = strata_of(params, state.communities.element(Element::structure, c), ranking.size());
  const auto above = [&](AgentIndex i, AgentIndex j) {
    const float of_i = state.participation[i], of_j = state.participation[j];
    return of_i != of_j ? of_i > of_j : network.agent_of[i] < network.agent_of[j];
  };
  auto next = ranking.begin();
  const auto appoint = [&](std::size_t count, Role role) {
    const auto last = next + static_cast<std::ptrdiff_t>(count);
    if (last != ranking.end()) std::nth_element(next, last, ranking.end(), above);
    for (; next != last; ++next)
      state.role[*next] = params.mobility == Mobility::upward ? std::max(state.role[*next], role) : role;
  };
  appoint(strata.hubs, Role::hub);
  appoint(strata.core, Role::core);
  appoint(strata.active, Role::active);
  appoint(static_cast<std::size_t>(ranking.end() - next), Role::mass);
}

}  // namespace

void rank(const TickStep& step) {
  if (!due(step.model, step.tick)) return;
  const Communities& communities = step.state.communities;
  for (std::size_t c = 0; c < communities.members.size(); ++c) {
    const bool dead = communities.stage[c] == metrics::Stage::dead;
    if (!dead) rank_community(step, c);
  }
}

}  // namespace shoal
