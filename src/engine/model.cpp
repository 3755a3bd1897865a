#include "engine/model.hpp"

#include <algorithm>
#include <numeric>

#include "engine/communities.hpp"
#include "mechanisms/inherit.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/read.hpp"
#include "mechanisms/reinforce.hpp"
#include "mechanisms/routine.hpp"
#include "mechanisms/watch.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

// P(need) = need_i 2 utilitarian_i; 1 where that is more.
Column make_need(const Scenario& scenario, const Population& population) {
  const auto standard = static_cast<float>(scenario.decision.planned.need);
  const auto& own = population.segment_need;
  const Column& utilitarian = population.trait(Trait::utilitarian_motivation);
  if (!utilitarian.varies() &&
      std::none_of(own.begin(), own.end(), [](const auto& n) { return n.has_value(); }))
    return Column::constant(standard * (2.0f * utilitarian[0]));
  Column column = Column::varying(population.agents, standard);
  for (AgentIndex i = 0; i < population.agents; ++i)
    column[i] = own[population.segment.empty() ? 0 : population.segment[i]].value_or(standard) *
                (2.0f * utilitarian[i]);
  return column;
}

Column make_threshold(const Distribution& d, const Scenario& scenario, const Network& network) {
  if (d.constant()) return Column::constant(static_cast<float>(d.a));
  Column column = Column::varying(network.agents);
  constexpr auto purpose = static_cast<std::uint32_t>(random::Purpose::threshold);
  Sampler(d).column(scenario.population_seed(), purpose, network.agent_of.data(), network.agents,
                    column.block(0));
  return column;
}

/// A threshold to which a trait is added.
Column raised(Column threshold, const Column& by, AgentIndex agents) {
  if (!by.varies() && by[0] == 0) return threshold;
  Column sum = Column::varying(agents);
  for (AgentIndex i = 0; i < agents; ++i) sum[i] = threshold[i] + by[i];
  return sum;
}

std::vector<TieIndex> make_ties_by_number(const Scenario& scenario, const Network& network) {
  const bool drawn = scenario.learning.observation.sample > 0 ||
                     scenario.decision.rule == DecisionRule::imitate ||
                     scenario.decision.rule == DecisionRule::copy || scenario.resellers.enabled;
  const auto& number = network.agent_of;
  if (!drawn || network.in_users_order()) return {};
  std::vector<TieIndex> ties(network.ties());
  std::iota(ties.begin(), ties.end(), TieIndex{0});
  for (AgentIndex i = 0; i < network.agents; ++i)
    std::sort(ties.begin() + network.offsets[i], ties.begin() + network.offsets[i + 1],
              [&](TieIndex a, TieIndex b) {
                return number[network.neighbours[a]] < number[network.neighbours[b]];
              });
  return ties;
}

/// Where the agents of the users' numbers stand, for rules under which anybody may be met.
std::vector<AgentIndex> make_positions(const Scenario& scenario, const Network& network) {
  const DecisionRule rule = scenario.decision.rule;
  const auto& number = network.agent_of;
  if (rule != DecisionRule::copy && rule != DecisionRule::imitate) return {};
  std::vector<AgentIndex> positions(network.agents);
  for (AgentIndex i = 0; i < network.agents; ++i) positions[number[i]] = i;
  return positions;
}

/// A product that imitators show is as fit as those who show nothing where its appeal is 1.
bool appeals_differ(const MarketParams& market) {
  return std::ranges::any_of(market.products, [](const ProductParams& p) { return p.appeal != 1; });
}

/// The quarter of each agent's income; of equal incomes all stand in the lowest of their quarters.
std::vector<std::uint8_t> make_income_quarter(const Population& population) {
  const Column& income = population.trait(Trait::income);
  if (!income.varies() || population.agents == 0) return {};
  std::vector<float> sorted(population.agents);
  for (AgentIndex i = 0; i < population.agents; ++i) sorted[i] = income[i];
  std::array<float, 3> from{};  // lowest income above each boundary's place
  for (std::size_t q = 0; q < 3; ++q) {
    const auto place = sorted.begin() + static_cast<std::ptrdiff_t>((q + 1) * sorted.size() / 4);
    std::nth_element(sorted.begin(), place, sorted.end());
    from[q] = *place;
  }
  std::vector<std::uint8_t> quarter(population.agents);
  for (AgentIndex i = 0; i < population.agents; ++i)
    quarter[i] =
        static_cast<std::uint8_t>((income[i] >= from[0]) + (income[i] >= from[1]) + (income[i] >= from[2]));
  return quarter;
}

bool has_fans(const ProductParams& product) { return !product.loyalty.constant() || product.loyalty.a > 0; }

/// Loyalty before the first purchase (docs/mechanisms/experience.md).
void make_fans(const Model& model, Matrix& loyalty) {
  for (std::size_t k = 0; k < model.products.size(); ++k) {
    const ProductParams& product = model.market.products[k];
    if (!has_fans(product)) continue;
    const auto purpose = static_cast<std::uint32_t>(random::Purpose::loyalty) + static_cast<std::uint32_t>(k);
    Sampler(product.loyalty)
        .column(model.population_seed, purpose, model.network.agent_of.data(), model.population.agents,
                loyalty.at(0, k));
  }
}

WorldState draw_world(const Scenario& scenario) {
  const WorldState state = scenario.decision.bayes.state;
  if (state != WorldState::random) return state;
  const auto words = random::draw(scenario.dynamics_seed(), random::Purpose::state, 0);
  return words[0] >> 31 ? WorldState::good : WorldState::bad;
}

/// A model of which only the parameters are known yet.
Model parameters_of(const Scenario& scenario, const Network& network, const Population& population) {
  return {.network = network,
          .population = population,
          .market = scenario.market,
          .learning = scenario.learning,
          .decision = scenario.decision,
          .experience = scenario.experience,
          .share = scenario.share,
          .reviews = scenario.reviews,
          .community = scenario.community,
          .group_buy = scenario.group_buy,
          .resellers = scenario.resellers,
          .membership = scenario.membership,
          .platform = scenario.platform,
          .roles = scenario.roles};
}

}  // namespace

Model make_model(const Scenario& scenario, const Network& network, const Population& population) {
  Model model = parameters_of(scenario, network, population);
  model.seed = scenario.dynamics_seed();
  model.population_seed = scenario.population_seed();
  model.campaigns = make_campaigns(scenario.campaigns, scenario.campaign_kinds, scenario.market, network,
                                   population.segment_names);
  model.income_quarter = make_income_quarter(population);
  model.need = make_need(scenario, population);
  model.ties_by_number = make_ties_by_number(scenario, network);
  model.numbered_in_order = network.in_users_order();
  if (!model.numbered_in_order) model.position_of = make_positions(scenario, network);
  model.appeals_differ = appeals_differ(scenario.market);
  model.single_turns = scenario.schedule != Schedule::synchronous;
  model.world = draw_world(scenario);
  for (const ProductParams& p : scenario.market.products)
    model.products.push_back({.price = static_cast<float>(p.price),
                              .hedonic = static_cast<float>(p.hedonic),
                              .brand = static_cast<float>(p.brand),
                              .stimulus = static_cast<float>(p.stimulus),
                              .appeal = static_cast<float>(p.appeal),
                              .level = {static_cast<float>(p.quality), static_cast<float>(p.service),
                                        static_cast<float>(p.value_for_money)},
                              .launch = static_cast<std::uint32_t>(p.launch)});
  const ObservationParams& observation = scenario.learning.observation;
  if (observation.enabled && observation.rule == ObservationRule::threshold)
    model.follow_threshold = make_threshold(observation.threshold, scenario, network);
  if (scenario.decision.rule == DecisionRule::threshold)
    model.adopt_threshold = raised(make_threshold(scenario.decision.threshold.level, scenario, network),
                                   population.trait(Trait::resistance), network.agents);
  for (std::size_t k = 0; k < scenario.market.products.size(); ++k)
    if (scenario.market.products[k].name == scenario.group_buy.product) model.group_product = k;
  for (AgentIndex first = 0; first < network.agents; first += block_size)
    model.community_of_block.push_back(network.community[first]);
  model.watched = watched_signs(model);
  model.burden = make_burden(model);
  model.notices_in_passing = may_notice_in_passing(model);
  return model;
}

Signs watched_signs(const Scenario& scenario) {
  const Network nobody_tied;
  const Population nobody_there;
  return watched_signs(parameters_of(scenario, nobody_tied, nobody_there));
}

bool vicarious_moves(const Model& model) {
  const ObservationParams& observation = model.learning.observation;
  return observation.enabled && (observation.vicarious_rate > 0 || observation.forgetting > 0);
}

bool loyalty_moves(const Model& model) {
  return model.experience.loyalty_gain > 0 || model.experience.loyalty_loss > 0 ||
         std::ranges::any_of(model.market.products, has_fans);
}

State make_state(const Model& model, const SeedAdopterParams& seeds) {
  const AgentIndex agents = model.population.agents;
  const std::size_t products = model.products.size();
  const LearningParams& learning = model.learning;
  State state;
  if (learning.observation.enabled) {
    state.memory.allocate(agents, products, 0);
    state.vicarious_value.allocate(agents, products, 0);
  }
  if (learning.reinforcement.enabled) {
    state.value.allocate(agents, products, initial_value(learning.reinforcement, products));
    if (learning.reinforcement.rule == ReinforcementRule::ewa)
      state.ewa_experience.assign(padded(agents),
                                  static_cast<float>(learning.reinforcement.ewa.initial_experience));
  }
  if (learning.beliefs.enabled) {
    const Column& prior = model.population.trait(Trait::prior_belief);
    for (const Attribute attribute : learning.beliefs.attributes) {
      const auto b = static_cast<std::size_t>(attribute);
      state.belief[b].allocate(agents, products, 0);
      for (std::size_t k = 0; k < products; ++k)
        for (AgentIndex i = 0; i < agents; ++i) state.belief[b](i, k) = prior[i];
      state.precision[b].allocate(agents, products, static_cast<float>(learning.beliefs.prior.precision));
      if (learning.beliefs.social == SocialBelief::degroot && !model.single_turns)
        state.belief_seen[b] = state.belief[b];
    }
    if (learning.beliefs.told == Told::level) {
      state.told.allocate(agents, products, 0);
      if (!model.single_turns) state.telling = state.told;
    }
  }
  state.loyalty.allocate(agents, products, 0);
  make_fans(model, state.loyalty);
  state.vicarious_moves = vicarious_moves(model);
  state.loyalty_moves = loyalty_moves(model);
  state.participation.assign(padded(agents), 0);
  if (model.decision.planned.lasts > 0) state.bought_at.assign(std::size_t{agents} * products, 0);
  if (model.decision.budget.enabled) state.budget.assign(padded(agents), 0);
  if (model.share.enabled && model.share.recognition > 0) {
    state.recognition.assign(padded(agents), 0);
    state.recommended.assign(agents, 0);
    state.recommended_then.assign(agents, 0);
  }
  if (model.decision.rule == DecisionRule::bayes) state.acted_at.assign(agents, 0);

  start_reviews(model, state);
  state.campaign_cost.assign(products, 0);
  if (model.group_buy.enabled) {
    state.group.committed_at.assign(agents, 0);
    state.group.invited.assign(agents, 0);
    state.group.orders.assign(model.network.communities(), 0);
    if (!model.single_turns) state.group.hosts.allocate(agents);
  }
  if (model.resellers.enabled) {
    state.resellers.selling.assign(agents, 0);
    state.resellers.shops.allocate(agents);
    state.resellers.next.assign(agents, 0);
    state.resellers.earned.assign(agents, 0);
    state.resellers.in_community.assign(model.network.communities(), 0);
  }

  state.trust = Column::constant(static_cast<float>(model.community.trust));
  state.belonging = Column::constant(static_cast<float>(model.community.belonging));
  state.role = model.network.roles;

  state.shown.assign(std::size_t{agents} * products, signal::member);
  state.idle = state.shown;
  state.all_own.assign(block_count(agents), 0);
  if (!model.single_turns) state.showing = state.shown;
  const bool durable = act_stays_visible(model.decision);
  for (std::size_t n = 0; n < model.population.seed_adopters.size(); ++n) {
    const AgentIndex i = model.population.seed_adopters[n];
    const std::size_t at = i * products + model.population.seed_product(n, seeds);
    state.shown[at] = signal::bought | signal::owns | signal::member;
    state.idle[at] = durable ? state.shown[at] : Signal{signal::owns | signal::member};
  }
  found_communities(model, state);
  if (model.decision.rule == DecisionRule::copy)
    state.communities.bought.assign(model.network.communities() * products, 0);
  if (has_strategies(model)) draw_strategies(model, state);
  return state;
}

}  // namespace shoal
