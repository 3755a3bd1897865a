#include "engine/twin.support.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/twin_stream.support.hpp"

namespace shoal::twin {

std::array<std::uint32_t, 4> philox(std::uint64_t seed, std::uint32_t purpose, std::uint32_t agent,
                                    std::uint32_t time, std::uint32_t index) {
  const philox4x32_ctr_t counter = {{agent, time, purpose, index}};
  const philox4x32_key_t key = {{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  const philox4x32_ctr_t out = philox4x32(counter, key);
  return {out.v[0], out.v[1], out.v[2], out.v[3]};
}

double unit(std::uint32_t word) { return std::ldexp(static_cast<double>(word >> 8), -24); }

Twin::Twin(const Scenario& scenario, const Network& network, const Population& population)
    : scenario_(scenario),
      network_(network),
      population_(population),
      agents_(network.agents),
      products_(scenario.market.products.size()),
      seed_(scenario.dynamics_seed()),
      one_at_a_time_(scenario.schedule != Schedule::synchronous) {
  if (scenario.decision.bayes.state == WorldState::random)
    good_world_ = philox(seed_, static_cast<std::uint32_t>(random::Purpose::state), 0, 0)[0] >= 0x80000000u;
  else
    good_world_ = scenario.decision.bayes.state == WorldState::good;

  turns_.resize(agents_);
  for (AgentIndex i = 0; i < agents_; ++i) turns_[network.agent_of[i]] = i;
  if (scenario.schedule == Schedule::sequential && scenario.time.order == TurnOrder::random) {
    TwinStream shuffle(seed_, random::Purpose::order, 0, 0);
    for (std::size_t n = agents_ - 1; n > 0; --n)
      std::swap(turns_[n], turns_[shuffle.below(static_cast<std::uint32_t>(n + 1))]);
  }
  start_learning();
  start_showing();
  start_communities();
  start_strategies();
}

void Twin::start_learning() {
  const auto table = [&](double fill) { return Table(agents_, std::vector<double>(products_, fill)); };
  memory_ = vicarious_ = loyalty_ = table(0);
  for (std::uint32_t k = 0; k < products_; ++k)
    for (AgentIndex i = 0; i < agents_; ++i)
      loyalty_[i][k] = sample(scenario_.market.products[k].loyalty, scenario_.population_seed(),
                              static_cast<std::uint32_t>(random::Purpose::loyalty) + k, network_.agent_of[i]);
  const ReinforcementParams& learning = scenario_.learning.reinforcement;
  double first = learning.initial;
  if (learning.rule == ReinforcementRule::bush_mosteller) first = 1.0 / static_cast<double>(products_);
  if (learning.rule == ReinforcementRule::roth_erev) first = learning.roth_erev.initial;
  value_ = table(first);
  ewa_weight_.assign(agents_, learning.ewa.initial_experience);
  for (std::size_t b = 0; b < 3; ++b) {
    belief_[b] = table(0);
    for (AgentIndex i = 0; i < agents_; ++i)
      for (double& mean : belief_[b][i]) mean = trait(Trait::prior_belief, i);
    precision_[b] = table(scenario_.learning.beliefs.prior.precision);
  }
  budget_.assign(agents_, 0);
  bought_at_ = table(0);
  participation_.assign(agents_, 0);
  recognition_.assign(agents_, 0);
  recommended_.assign(agents_, -1);
  recommended_before_.assign(agents_, -1);
  acted_at_.assign(agents_, 0);
  start_reviews();

  if (population_.trait(Trait::income).varies()) {
    std::vector<double> sorted;
    for (AgentIndex i = 0; i < agents_; ++i) sorted.push_back(trait(Trait::income, i));
    std::sort(sorted.begin(), sorted.end());
    for (AgentIndex i = 0; i < agents_; ++i) {
      int quarter = 0;
      for (const std::size_t q : {1u, 2u, 3u}) quarter += trait(Trait::income, i) >= sorted[q * agents_ / 4];
      income_quarter_.push_back(quarter);
    }
  }

  const auto thresholds = [&](const Distribution& d) {
    std::vector<double> drawn(agents_);
    for (AgentIndex i = 0; i < agents_; ++i)
      drawn[i] = sample(d, scenario_.population_seed(),
                        static_cast<std::uint32_t>(random::Purpose::threshold), network_.agent_of[i]);
    return drawn;
  };
  follow_at_ = thresholds(scenario_.learning.observation.threshold);
  adopt_at_ = thresholds(scenario_.decision.threshold.level);
  for (AgentIndex i = 0; i < agents_; ++i) adopt_at_[i] += trait(Trait::resistance, i);
}

void Twin::start_showing() {
  shown_.assign(agents_, std::vector<Shown>(products_));
  owned_.assign(agents_, std::vector<bool>(products_, false));
  totals_.products.resize(products_);
  for (std::size_t n = 0; n < population_.seed_adopters.size(); ++n) {
    const AgentIndex i = population_.seed_adopters[n];
    const auto adopted = population_.seed_products.empty()
                             ? static_cast<std::size_t>(scenario_.population.seed_adopters.product)
                             : std::size_t{population_.seed_products[n]};
    totals_.products[adopted].adopters += 1;
    shown_[i][adopted].bought = shown_[i][adopted].owns = true;
    owned_[i][adopted] = true;
  }
  own_ = shown_;
  totals_.agents = totals_.members = static_cast<std::int64_t>(agents_);
  totals_.communities = static_cast<std::int64_t>(network_.communities());
  totals_.acting = scenario_.schedule == Schedule::sequential ? 1 : totals_.agents;
  totals_.buyers_ever = static_cast<std::int64_t>(population_.seed_adopters.size());
  totals_.segment_agents.assign(population_.segment_names.size(), 0);
  totals_.community_agents.assign(network_.communities(), 0);
  for (AgentIndex i = 0; i < agents_; ++i) {
    totals_.segment_agents[population_.segment.empty() ? 0 : population_.segment[i]] += 1;
    totals_.community_agents[network_.community[i]] += 1;
  }
}

std::array<std::uint32_t, 4> Twin::words(random::Purpose purpose, AgentIndex i, std::uint32_t index) const {
  return philox(seed_, static_cast<std::uint32_t>(purpose), network_.agent_of[i], time_, index);
}

std::uint32_t Twin::shared(random::Purpose purpose, AgentIndex i, std::uint32_t number) const {
  const AgentIndex agent = network_.agent_of[i];
  return philox(seed_, static_cast<std::uint32_t>(purpose), agent / 4, time_, number)[agent % 4];
}

void Twin::close_call(double margin) {
  if (margin != 0) narrowest_ = std::min(narrowest_, std::abs(margin));
}

bool Twin::happens(double u, double p) {
  if (p > 0 && p < 1) close_call(u - p);
  return u < p;
}

const metrics::Totals& Twin::step() {
  ++tick_;
  totals_.tick = tick_;
  totals_.counts = {};
  totals_.sums = {};
  totals_.segment_purchases.assign(population_.segment_names.size(), 0);
  totals_.segment_impulse.assign(population_.segment_names.size(), 0);
  totals_.community_buyers.assign(network_.communities(), 0);
  for (metrics::ProductTotals& p : totals_.products) {
    metrics::ProductTotals fresh;
    fresh.adopters = p.adopters;
    fresh.cumulative_purchases = p.cumulative_purchases;
    fresh.cumulative_first_time = p.cumulative_first_time;
    fresh.cumulative_acquisition = p.cumulative_acquisition;
    p = fresh;
  }
  for (auto& ratings : new_ratings_) ratings.assign(products_, 0);
  const BudgetParams& budget = scenario_.decision.budget;
  if ((tick_ - 1) % static_cast<std::uint64_t>(budget.period.value) == 0)
    for (AgentIndex i = 0; i < agents_; ++i) budget_[i] = budget.share * trait(Trait::income, i);

  change_environment();
  open_campaigns();
  open_shops();
  open_group();
  open_communities();
  invent();
  switch (scenario_.schedule) {
    case Schedule::synchronous:
      opinion_ = belief_;
      next_ = shown_;
      time_ = tick_;
      for (AgentIndex i = 0; i < agents_; ++i) act(i);
      shown_ = next_;
      carries_ = next_carries_;
      break;
    case Schedule::sequential:
      time_ = tick_;
      act(turns_[(tick_ - 1) % agents_]);
      break;
    case Schedule::asynchronous:
      for (std::uint32_t n = 0; n < agents_; ++n) {
        time_ = static_cast<std::uint32_t>((tick_ - 1) * agents_ + n);
        act(scenario_.decision.rule == DecisionRule::imitate &&
                    scenario_.decision.imitate.update == ImitateUpdate::birth_death
                ? replaced(time_)
                : turns_[TwinStream(seed_, random::Purpose::order, n, tick_)
                             .below(static_cast<std::uint32_t>(agents_))]);
      }
      break;
  }
  inherit();
  measure();
  return totals_;
}

void Twin::act(AgentIndex i) {
  watch(i);
  met_activity_ = places_[network_.community[i]].activity;
  met_warmth_ = places_[network_.community[i]].warmth;
  join(i);
  talk(i);
  observe(i);
  believe(i);
  std::optional<Bought> bought = decide(i);
  if (bought) {
    bought->repeat = owned_[i][bought->product];
    if (bought->paid < 0) bought->paid = price(i, bought->product);
    budget_[i] -= bought->paid;
    bought_at_[i][bought->product] = tick_;
  }
  commit(i, bought);
  if (bought) {
    pay_commission(i, *bought);
    experience(i, *bought);
    if (!payoff_.empty()) payoff_[i] += bought->reward;
    judge(i, *bought);
  }
  reinforce(i, bought);
  recognise(i);
  if (bought) {
    share(i, *bought);
    count(i, *bought);
  }
  recruit(i, bought);
  bond(i, bought);
  show(i, bought);
  endorse(i);
}

// Signals, docs/mechanisms/sharing.md.
void Twin::show(AgentIndex i, const std::optional<Bought>& bought) {
  const DecisionParams& decision = scenario_.decision;
  const bool act_stays = decision.adoption == Adoption::once && decision.rule != DecisionRule::cascade;
  std::vector<Shown> row = own_[i];
  for (Shown& s : row) {
    if (!act_stays) s.bought = s.on_impulse = s.pleased = s.displeased = false;
    s.recommends = s.complains = false;
  }
  if (bought) {
    row[bought->product] = {
        true, bought->impulse, bought->pleased, bought->displeased, bought->recommends, bought->complains,
        true, bought->quality};
    owned_[i][bought->product] = true;
  }
  own_[i] = row;
  (one_at_a_time_ ? shown_ : next_)[i] = member_[i] ? row : std::vector<Shown>(products_);
  next_carries_[i] = member_[i];

  const double c = scenario_.experience.participation_rate;
  participation_[i] = (1 - c) * participation_[i] + (bought || talks_ ? c : 0.0);
}

void Twin::count(AgentIndex i, const Bought& bought) {
  metrics::Counts& counts = totals_.counts;
  metrics::ProductTotals& product = totals_.products[bought.product];
  const std::size_t segment = population_.segment.empty() ? 0 : population_.segment[i];
  product.purchases += 1;
  product.cumulative_purchases += 1;
  product.by_channel[static_cast<int>(bought.channel)] += 1;
  product.discounts += scenario_.market.products[bought.product].price - bought.paid;
  totals_.segment_purchases[segment] += 1;
  totals_.community_buyers[network_.community[i]] += 1;
  if (bought.impulse) {
    counts.impulse += 1;
    product.impulse += 1;
    totals_.segment_impulse[segment] += 1;
    counts.by_cause[static_cast<int>(bought.cause)] += 1;
  } else {
    counts.planned += 1;
    product.planned += 1;
  }
  counts.by_channel[static_cast<int>(bought.channel)] += 1;
  metrics::CommunityCounts& community = places_[network_.community[i]].happened;
  community.buyers += 1;
  community.purchases += 1;
  community.impulse += bought.impulse;
  if (member_[i]) {
    community.member_purchases += 1;
    community.pleased += bought.pleased;
    community.displeased += bought.displeased;
    community.recommendations += bought.recommends;
    community.complaints += bought.complains;
    community.sharers += bought.reviews || bought.recommends || bought.complains;
  }
  if (bought.repeat) {
    counts.repeat += 1;
  } else {
    counts.first_time += 1;
    product.first_time += 1;
    product.cumulative_first_time += 1;
    if (!income_quarter_.empty()) counts.first_time_by_income[income_quarter_[i]] += 1;
    product.adopters += 1;
    if (std::find(owned_[i].begin(), owned_[i].end(), true) == owned_[i].end()) totals_.buyers_ever += 1;
  }
  counts.pleased += bought.pleased;
  counts.displeased += bought.displeased;
  counts.recommendations += bought.recommends;
  counts.complaints += bought.complains;
  product.pleased += bought.pleased;
  product.displeased += bought.displeased;
  product.recommendations += bought.recommends;
  product.complaints += bought.complains;
  product.satisfaction += bought.satisfaction;
  totals_.sums.satisfaction += bought.satisfaction;
  totals_.sums.reward += bought.reward;
}

void Twin::measure() {
  metrics::Sums& sums = totals_.sums;
  const LearningParams& learning = scenario_.learning;
  const double agents = static_cast<double>(agents_), products = static_cast<double>(products_);
  sums.exposure /= products;
  sums.drive /= products;
  for (std::size_t k = 0; k < products_; ++k) {
    metrics::ProductTotals& product = totals_.products[k];
    const ProductParams& params = scenario_.market.products[k];
    product.exposure /= static_cast<double>(totals_.acting);
    for (AgentIndex i = 0; i < agents_; ++i) {
      if (learning.observation.enabled) {
        product.memory += memory_[i][k] / agents;
        sums.memory += memory_[i][k] / products;
        sums.vicarious_value += vicarious_[i][k] / products;
      }
      if (learning.reinforcement.enabled) {
        if (learning.reinforcement.rule == ReinforcementRule::ewa && k == 0)
          sums.ewa_experience += ewa_weight_[i];
        product.value += value_[i][k] / agents;
        sums.value += value_[i][k] / products;
      }
      if (learning.beliefs.enabled) {
        product.belief += belief_[0][i][k] / agents;
        sums.belief += belief_[0][i][k] / products;
        sums.belief_error += std::abs(belief_[0][i][k] - now(k).quality) / products;
        sums.precision += precision_[0][i][k] / products;
      }
      sums.loyalty += loyalty_[i][k] / products;
    }
    if (scenario_.decision.rule == DecisionRule::imitate || scenario_.decision.rule == DecisionRule::copy)
      for (AgentIndex i = 0; i < agents_; ++i) product.holders += shown_[i][k].bought;
    close_reviews(k);
    product.price = params.price;
    product.unit_cost = params.unit_cost;
    product.marketing_cost = (launched(k) ? double{params.marketing_cost} : 0.0) + campaign_cost_[k];
    product.cumulative_acquisition += product.marketing_cost + product.commission;
  }
  measure_communities();
}

}  // namespace shoal::twin
