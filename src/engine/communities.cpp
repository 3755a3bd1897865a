#include "engine/communities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "config/source.hpp"
#include "maths/share.hpp"
#include "mechanisms/live.hpp"
#include "population/shuffle.hpp"

namespace shoal {
namespace {

[[noreturn]] void refuse(std::string path, std::string message) {
  throw config::InvalidInput({{{}, std::move(path), std::move(message)}});
}

std::vector<double> drawn(const Model& model, const Distribution& d, random::Purpose first,
                          std::size_t further = 0) {
  std::vector<double> values(model.network.communities(), d.a);
  if (!d.constant())
    for (std::size_t c = 0; c < values.size(); ++c)
      values[c] = sample(d, model.population_seed,
                         static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(further),
                         static_cast<std::uint32_t>(c));
  return values;
}

std::size_t find_community(const Network& network, const std::string& name, std::size_t group,
                           std::size_t at) {
  const auto& names = network.community_names;
  if (const auto found = std::find(names.begin(), names.end(), name); found != names.end())
    return static_cast<std::size_t>(found - names.begin());
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (names.empty() && error == std::errc() && end == name.data() + name.size() &&
      number < network.communities())
    return number;
  refuse(fmt::format("community.groups.{}.communities.{}", group, at),
         names.empty() ? fmt::format("there is no community '{}'; they are numbered 0 to {}", name,
                                     network.communities() - 1)
                       : fmt::format("there is no community '{}'; the network names its communities", name));
}

void each_of_groups(const Model& model, auto&& set) {
  const auto& groups = model.community.groups;
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (std::size_t n = 0; n < groups[g].communities.size(); ++n)
      set(groups[g], find_community(model.network, groups[g].communities[n], g, n));
}

/// All agents, the first choice first.
std::vector<AgentIndex> candidates(const Model& model) {
  const MembershipParams::Initial& initial = model.membership.initial;
  const Network& network = model.network;
  auto agents = population::in_random_order(population::everybody(network), network, model.population_seed,
                                            random::Purpose::initial_member);
  if (initial.by == MemberChoice::role) {
    std::erase_if(agents, [&](AgentIndex i) { return network.role(i) != initial.role; });
    if (agents.empty())
      refuse("membership.initial.role",
             fmt::format("no agent of the network has the role '{}'; generators star, "
                         "core_periphery and tiered give roles",
                         config::name_of(initial.role)));
  }
  if (initial.by == MemberChoice::highest_degree) {
    std::vector<TieIndex> audience(network.agents, 0);
    for (const AgentIndex observed : network.neighbours) ++audience[observed];
    std::sort(agents.begin(), agents.end(), [&](AgentIndex i, AgentIndex j) {
      return audience[i] != audience[j] ? audience[i] > audience[j]
                                        : network.agent_of[i] < network.agent_of[j];
    });
  }
  return agents;
}

void choose_members(const Model& model, State& state) {
  const MembershipParams::Initial& initial = model.membership.initial;
  const Network& network = model.network;
  const bool everybody =
      !initial.share && !initial.count && !initial.per_community && initial.by != MemberChoice::role;
  if (!model.membership.enabled || everybody) return;
  std::fill(state.member.begin(), state.member.end(), std::uint8_t{0});
  const auto agents = candidates(model);
  if (initial.count && static_cast<std::uint64_t>(*initial.count) > agents.size())
    refuse("membership.initial.count",
           fmt::format("found {}; there are {} agents to choose from", initial.count->value, agents.size()));
  std::vector<std::int64_t> room(network.communities());
  for (std::size_t c = 0; c < room.size(); ++c) {
    room[c] = network.community_offsets[c + 1] - network.community_offsets[c];
    if (initial.share)
      room[c] = static_cast<std::int64_t>(maths::share_of(*initial.share, static_cast<double>(room[c])));
    if (initial.per_community) room[c] = std::min(room[c], initial.per_community->value);
  }
  std::int64_t left = initial.count ? initial.count->value : network.agents;
  for (const AgentIndex i : agents) {
    std::int64_t& places = room[network.community[i]];
    if (left == 0) break;
    if (places == 0) continue;
    places -= 1;
    left -= 1;
    state.member[i] = 1;
  }
}

void draw_fit(const Model& model, State& state) {
  const Network& network = model.network;
  state.fit = Column::varying(network.agents);
  for (AgentIndex i = 0; i < network.agents; ++i) {
    const double interest = state.communities.element(Element::interest, network.community[i]);
    const auto words = random::draw(model.population_seed, random::Purpose::interest, network.agent_of[i]);
    state.fit[i] = static_cast<float>(interest + (1.0 - interest) * double{random::uniform(words[0])});
  }
}

void tie_bonds(const Model& model, State& state) {
  const Network& network = model.network;
  const BondParams::Newcomer& newcomer = model.community.bonds.newcomer;
  state.belonging = Column::varying(network.agents, static_cast<float>(newcomer.belonging));
  state.trust = Column::varying(network.agents, static_cast<float>(newcomer.trust));
  state.displeasure.assign(padded(network.agents), 0);
  state.layers = Column::constant(1.0f);
  if (network.layers.empty()) return;
  state.layers = Column::varying(network.agents, 1.0f);
  for (AgentIndex i = 0; i < network.agents; ++i) {
    std::array<bool, 256> tied{};
    for (TieIndex e = network.offsets[i]; e < network.offsets[i + 1]; ++e) tied[network.layers[e]] = true;
    state.layers[i] = std::max(1.0f, static_cast<float>(std::count(tied.begin(), tied.end(), true)));
  }
}

}  // namespace

void draw_levels(const Model& model, Communities& communities) {
  const CommunityParams& params = model.community;
  communities.openness = drawn(model, params.openness, random::Purpose::openness);
  for (std::size_t e = 0; e < element_count; ++e)
    communities.elements[e] = drawn(model, params.elements.level[e], random::Purpose::element, e);
  each_of_groups(model, [&](const CommunityGroup& group, std::size_t c) {
    if (group.openness) communities.openness[c] = *group.openness;
    for (std::size_t e = 0; e < element_count; ++e)
      if (group.level[e]) communities.elements[e][c] = *group.level[e];
  });
}

void found_communities(const Model& model, State& state) {
  const CommunityParams& params = model.community;
  const Network& network = model.network;
  const std::size_t count = network.communities();
  Communities& communities = state.communities;
  draw_levels(model, communities);
  communities.activity.assign(count, params.activity);
  if (params.life.enabled) {
    communities.activity = drawn(model, params.life.founding, random::Purpose::founding);
    each_of_groups(model, [&](const CommunityGroup& group, std::size_t c) {
      if (group.founding) communities.activity[c] = *group.founding;
    });
  }
  communities.warmth.assign(count, params.warmth);
  communities.happened.resize(count);
  for (auto* zero : {&communities.fatigue, &communities.content, &communities.event_warmth,
                     &communities.pressure, &communities.promotion, &communities.reach, &communities.slope})
    zero->assign(count, 0);
  for (auto* zero : {&communities.age, &communities.since, &communities.below, &communities.dissolved})
    zero->assign(count, 0);
  communities.stage.assign(count, metrics::Stage::formation);
  communities.curiosity.assign(count, 0);
  const Column& novelty = model.population.trait(Trait::novelty_seeking);
  for (AgentIndex i = 0; i < network.agents; ++i)
    communities.curiosity[network.community[i]] += double{novelty[i]};
  for (std::size_t c = 0; c < count; ++c)
    communities.curiosity[c] /=
        std::max<double>(1, network.community_offsets[c + 1] - network.community_offsets[c]);
  communities.level = communities.peak = communities.activity;

  if (model.roles.enabled) {
    if (state.role.empty()) state.role.assign(network.agents, Role::mass);
    AgentIndex largest = 0;
    for (std::size_t c = 0; c < count; ++c)
      largest = std::max(largest, network.community_offsets[c + 1] - network.community_offsets[c]);
    communities.ranking.reserve(largest);
  }
  if (params.bonds.enabled) tie_bonds(model, state);
  if (params.bonds.enabled || model.membership.enabled) draw_fit(model, state);
  if (has_outsiders(model)) state.member.assign(network.agents, 1);
  if (model.membership.enabled) {
    choose_members(model, state);
    state.joined_at.assign(network.agents, 0);
    const std::size_t products = model.products.size();
    for (AgentIndex i = 0; i < network.agents; ++i)
      if (state.member[i] == 0)
        std::fill_n(state.shown.begin() + static_cast<std::ptrdiff_t>(i * products), products, Signal{0});
  }
  communities.members.assign(count, 0);
  for (AgentIndex i = 0; i < network.agents; ++i)
    communities.members[network.community[i]] += state.member.empty() || state.member[i] != 0;
}

}  // namespace shoal
