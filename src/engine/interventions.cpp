#include "engine/interventions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "engine/communities.hpp"
#include "maths/share.hpp"
#include "mechanisms/group_buy.hpp"
#include "mechanisms/purchase.hpp"
#include "population/agent_names.hpp"
#include "population/seed_adopters.hpp"
#include "population/shuffle.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

template <class T>
void fill(std::vector<double>& levels, const T& before, const T& after) {
  if (double{before} != double{after}) std::fill(levels.begin(), levels.end(), double{after});
}

void fill(Column& column, AgentIndex agents, double before, double after) {
  if (before == after) return;
  column = column.varies() ? Column::varying(agents, static_cast<float>(after))
                           : Column::constant(static_cast<float>(after));
}

/// Positions of the agents that a removal names.
std::vector<AgentIndex> named(const RemovalParams& params, std::size_t n, const Network& network,
                              config::Problems& problems) {
  const population::AgentNames names(network);
  std::vector<AgentIndex> position_of(network.agents), agents;
  for (AgentIndex i = 0; i < network.agents; ++i) position_of[network.agent_of[i]] = i;
  for (std::size_t a = 0; a < params.agents.size(); ++a) {
    const AgentIndex user = names.find(params.agents[a]);
    if (user == population::AgentNames::none)
      problems.push_back(
          {{}, fmt::format("interventions.{}.remove.agents.{}", n, a), names.unknown(params.agents[a])});
    else
      agents.push_back(position_of[user]);
  }
  std::sort(agents.begin(), agents.end());
  agents.erase(std::unique(agents.begin(), agents.end()), agents.end());
  if (params.community && static_cast<std::uint64_t>(*params.community) >= network.communities())
    problems.push_back({{},
                        fmt::format("interventions.{}.remove.community", n),
                        fmt::format("found {}; the communities of the network are 0 to {}",
                                    params.community->value, network.communities() - 1)});
  return agents;
}

/// Problems of a part that is used elsewhere too, under the path of the intervention.
void add_under(const std::string& path, const config::InvalidInput& error, config::Problems& problems) {
  for (config::Problem problem : error.problems()) {
    const std::string_view usual = "population";
    if (problem.path.starts_with(usual)) problem.path = path + problem.path.substr(usual.size());
    problems.push_back(std::move(problem));
  }
}

}  // namespace

Scenario widest(const Scenario& scenario) {
  Scenario all = scenario;
  for (const auto& stage : scenario.stages) {
    if (!stage) continue;
    LearningParams& learning = all.learning;
    const LearningParams& more = stage->learning;
    learning.observation.enabled |= more.observation.enabled;
    learning.reinforcement.enabled |= more.reinforcement.enabled;
    learning.beliefs.enabled |= more.beliefs.enabled;
    for (const Attribute attribute : more.beliefs.attributes)
      if (!holds(learning.beliefs, attribute)) learning.beliefs.attributes.push_back(attribute);
    if (more.beliefs.social == SocialBelief::degroot) learning.beliefs.social = SocialBelief::degroot;
    if (more.beliefs.told == Told::level) learning.beliefs.told = Told::level;
    auto& lasts = all.decision.planned.lasts;
    if (stage->decision.planned.lasts > lasts) lasts = stage->decision.planned.lasts;
    all.decision.budget.enabled |= stage->decision.budget.enabled;
    if (stage->decision.rule == DecisionRule::bayes) all.decision.rule = DecisionRule::bayes;
    if (stage->share.recognition > all.share.recognition) all.share.recognition = stage->share.recognition;
    all.share.enabled |= stage->share.enabled;
    if (stage->reviews.read > all.reviews.read) all.reviews.read = stage->reviews.read;
    auto& advert = learning.beliefs.precision.advert;
    if (more.beliefs.precision.advert > advert) advert = more.beliefs.precision.advert;
    all.group_buy.enabled |= stage->group_buy.enabled;
    all.resellers.enabled |= stage->resellers.enabled;
  }
  return all;
}

void adapt(State& state, const Model& before, const Model& after) {
  const AgentIndex agents = after.population.agents;
  fill(state.communities.activity, before.community.activity, after.community.activity);
  fill(state.communities.warmth, before.community.warmth, after.community.warmth);
  fill(state.trust, agents, before.community.trust, after.community.trust);
  fill(state.belonging, agents, before.community.belonging, after.community.belonging);
  draw_levels(after, state.communities);
  if (before.reviews.credibility != double{after.reviews.credibility})
    for (Reviews& reviews : state.reviews[0]) reviews.credibility = after.reviews.credibility;
  if (before.reviews.third_party.credibility != double{after.reviews.third_party.credibility})
    for (Reviews& reviews : state.reviews[1]) reviews.credibility = after.reviews.third_party.credibility;
  if (after.decision.budget.enabled && !before.decision.budget.enabled)
    for (AgentIndex i = 0; i < agents; ++i)
      state.budget[i] =
          static_cast<float>(after.decision.budget.share) * after.population.trait(Trait::income)[i];
  const auto averaging = [](const Model& m) {
    return m.learning.beliefs.enabled && m.learning.beliefs.social == SocialBelief::degroot;
  };
  if (averaging(after) && !averaging(before) && !after.single_turns)
    for (std::size_t b = 0; b < attribute_count; ++b) state.belief_seen[b] = state.belief[b];
  if (before.group_buy.enabled && !after.group_buy.enabled) cancel_group_buy(before, state);
  if (!after.resellers.enabled) state.resellers.count = 0;
  state.campaigns_on.clear();
  std::fill(state.campaign_cost.begin(), state.campaign_cost.end(), 0.0);
  for (auto* effect : {&state.communities.content, &state.communities.event_warmth,
                       &state.communities.pressure, &state.communities.promotion, &state.communities.reach})
    std::fill(effect->begin(), effect->end(), 0.0);
}

Interventions::Interventions(const Scenario& scenario, const Network& network,
                             const std::vector<std::string>& segments)
    : scenario_(scenario),
      network_(network),
      order_(in_order(scenario.interventions)),
      named_(scenario.interventions.size()),
      seeds_(scenario.interventions.size()) {
  config::Problems problems;
  for (std::size_t n = 0; n < scenario.interventions.size(); ++n) {
    const InterventionParams& p = scenario.interventions[n];
    if (p.remove) named_[n] = named(*p.remove, n, network, problems);
    try {
      if (p.seed_adopters) {
        const std::uint64_t seed =
            random::derive_seed(scenario.dynamics_seed(), static_cast<std::uint32_t>(p.at.value));
        seeds_[n].agents = population::choose_seed_adopters(*p.seed_adopters, network, seed);
        seeds_[n].products =
            population::choose_seed_products(*p.seed_adopters, seeds_[n].agents, network, seed);
      }
      if (const Scenario* s = stage(n))
        make_campaigns(s->campaigns, s->campaign_kinds, s->market, network, segments);
    } catch (const config::InvalidInput& error) {
      add_under(fmt::format("interventions.{}", n), error, problems);
    }
  }
  if (!problems.empty()) throw config::InvalidInput(std::move(problems));
}

std::vector<std::size_t> Interventions::due(std::uint32_t tick) const {
  std::vector<std::size_t> found;
  for (const std::size_t n : order_)
    if (scenario_.interventions[n].at == std::int64_t{tick}) found.push_back(n);
  return found;
}

std::vector<AgentIndex> Interventions::candidates(const RemovalParams& params, std::size_t n,
                                                  const State& state) const {
  std::vector<AgentIndex> agents;
  if (!params.agents.empty())
    agents = named_[n];
  else if (params.most_observed)
    agents = population::by_audience(network_);
  else
    agents = population::everybody(network_);
  std::erase_if(agents, [&](AgentIndex i) {
    const Role role = state.role.empty() ? Role::mass : state.role[i];
    return is_removed(state, i) || (params.role && role != *params.role) ||
           (params.community && network_.community[i] != static_cast<std::uint64_t>(*params.community));
  });
  return agents;
}

std::int64_t Interventions::remove(std::size_t n, const Model& model, State& state) const {
  const RemovalParams& params = *scenario_.interventions[n].remove;
  std::vector<AgentIndex> agents = candidates(params, n, state);
  std::size_t count = agents.size();
  if (params.share)
    count = static_cast<std::size_t>(maths::share_of(*params.share, static_cast<double>(agents.size())));
  if (params.count) count = std::min(count, static_cast<std::size_t>(params.count->value));
  if (params.most_observed)
    agents.resize(count);
  else
    agents = population::first_in_random_order(
        agents, count, network_,
        random::derive_seed(model.seed, static_cast<std::uint32_t>(scenario_.interventions[n].at.value)),
        random::Purpose::removal);
  if (state.member.empty()) state.member.assign(network_.agents, 1);
  if (state.removed.empty()) state.removed.assign(network_.agents, 0);
  const std::size_t products = model.products.size();
  for (const AgentIndex i : agents) {
    if (state.member[i] != 0) state.communities.members[network_.community[i]] -= 1;
    state.member[i] = 0;
    state.removed[i] = 1;
    for (std::size_t k = 0; k < products; ++k)
      state.shown[i * products + k] = state.idle[i * products + k] = 0;
  }
  return static_cast<std::int64_t>(agents.size());
}

void Interventions::seed(std::size_t n, const Model& model, State& state, metrics::Totals& totals) const {
  const std::size_t products = model.products.size();
  const Seeds& seeds = seeds_[n];
  const bool durable = act_stays_visible(model.decision);
  for (std::size_t a = 0; a < seeds.agents.size(); ++a) {
    const AgentIndex i = seeds.agents[a];
    const std::size_t k = seeds.products.empty()
                              ? static_cast<std::size_t>(scenario_.interventions[n].seed_adopters->product)
                              : seeds.products[a];
    if (is_removed(state, i)) continue;
    Signal* idle = state.idle.data() + i * products;
    const bool owned_any =
        std::any_of(idle, idle + products, [](Signal s) { return (s & signal::owns) != 0; });
    if (!owns(state, i, products, k)) totals.products[k].adopters += 1;
    if (!owned_any) totals.buyers_ever += 1;
    idle[k] |= signal::owns;
    if (durable) idle[k] |= signal::bought;
    if (is_member(state, i)) state.shown[i * products + k] |= signal::bought | signal::owns;
  }
}

}  // namespace shoal
