#include "mechanisms/routine.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "maths/elementary.hpp"
#include "mechanisms/join.hpp"
#include "mechanisms/live.hpp"
#include "mechanisms/measure.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/read.hpp"
#include "mechanisms/reinforce.hpp"
#include "mechanisms/surround.hpp"
#include "mechanisms/undergo.hpp"
#include "random/philox.hpp"

namespace shoal {

bool routine(const Model& m) {
  const bool one = m.products.size() == 1 && !(m.products[0].brand > 0);
  const DecisionParams& decision = m.decision;
  const bool planned = decision.rule == DecisionRule::logit && decision.adoption == Adoption::repeat &&
                       decision.planned.enabled && decision.planned.outside && decision.planned.lasts == 0 &&
                       !decision.impulse.enabled && !decision.budget.enabled;
  const ReinforcementParams& reinforcement = m.learning.reinforcement;
  const bool delta = reinforcement.enabled && reinforcement.rule == ReinforcementRule::delta &&
                     reinforcement.recommendation_boost == 0 && reinforcement.forgetting == 0;
  const bool nothing_else = !m.learning.beliefs.enabled && !m.share.enabled && m.campaigns.empty() &&
                            !m.group_buy.enabled && !m.resellers.enabled && !has_outsiders(m) &&
                            !m.community.bonds.enabled && !m.roles.enabled && !keeps_impressions(m);
  const bool indifferent = m.experience.loyalty_gain == 0 && m.experience.loyalty_loss == 0;
  return one && planned && delta && nothing_else && indifferent && m.learning.observation.enabled &&
         !m.single_turns;
}

double sum_in_order(const float* values, std::uint32_t count) {
  constexpr auto least = std::bit_cast<std::uint32_t>(0x1p-19f), beyond = std::bit_cast<std::uint32_t>(2.0f);
  std::uint32_t delicate = 0;
  for (std::uint32_t n = 0; n < count; ++n) {
    const std::uint32_t size = std::bit_cast<std::uint32_t>(values[n]) & 0x7fffffff;
    delicate |= (size - least >= beyond - least ? 1u : 0u) & (size != 0 ? 1u : 0u);
  }
  if (delicate == 0) return ordered_sum(values, count);
  double sum = 0;
  for (std::uint32_t n = 0; n < count; ++n) sum += double{values[n]};
  return sum;
}

namespace {

/// Ones where an agent has a need and knows the product, in scratch.mask.
void find_needy(const Step& step, Block& block) {
  const Model& model = step.model;
  Scratch& scratch = block.scratch;
  const std::uint32_t size = block.size;
  const float search = static_cast<float>(model.decision.planned.search),
              notice = static_cast<float>(model.decision.planned.notice);
  const float* need = model.need.block(block.first);
  const float* memory = step.state.memory.at(block.first, 0);
  const float* production = model.population.trait(Trait::production).block(block.first);
  float* mask = scratch.mask.data();
  for (std::uint32_t a = 0; a < size; ++a)
    mask[a] = random::uniform(scratch.words[0][a]) < need[a] ? 1.0f : 0.0f;
  if (!step.state.removed.empty())
    for (std::uint32_t a = 0; a < size; ++a)
      if (step.state.removed[block.first + a] != 0) mask[a] = 0;
  std::uint32_t needs = 0;
  for (std::uint32_t a = 0; a < size; ++a) needs += mask[a] != 0.0f ? 1 : 0;
  block.tally.counts.needs += needs;
  if (step.tick < model.products[0].launch) {
    std::fill_n(mask, size, 0.0f);
  } else if (search < 1.0f) {
    for (std::uint32_t a = 0; a < size; ++a) {
      const bool knows =
          (random::uniform(scratch.words[3][a]) < search) | (production[a] * memory[a] >= notice);
      mask[a] = knows ? mask[a] : 0.0f;
    }
  }
}

/// Utilities of the product, in scratch.urge. Terms as in `utility`, in its order.
void compare(const Step& step, Block& block) {
  const PlannedParams::Weights& w = step.model.decision.planned.weights;
  const State& state = step.state;
  const std::uint32_t size = block.size;
  const auto by_value = static_cast<float>(w.value), by_drive = static_cast<float>(w.observation),
             by_price = static_cast<float>(w.price);
  const float* value = state.value.at(block.first, 0);
  const float* drive = block.scratch.drive.data();
  const float* price = block.scratch.price.data();
  const float* income = step.model.population.trait(Trait::income).block(block.first);
  float* u = block.scratch.urge.data();
  for (std::uint32_t a = 0; a < size; ++a) u[a] = by_value * value[a] + by_drive * drive[a];
  const auto add = [&](double weight, const float* term) {  // nothing times a number adds nothing
    if (weight == 0) return;
    const auto by = static_cast<float>(weight);
    for (std::uint32_t a = 0; a < size; ++a) u[a] += by * term[a];
  };
  add(w.vicarious, state.vicarious_value.at(block.first, 0));
  add(w.loyalty, state.loyalty.at(block.first, 0));
  for (std::uint32_t a = 0; a < size; ++a) u[a] -= by_price * price[a] / income[a];
}

/// Who of the needy buys: `choose` for one product and the outside option, of whose two weights the larger
/// is 1.
void choose_all(const Step& step, Block& block) {
  const float temperature = static_cast<float>(step.model.decision.planned.temperature);
  const float* u = block.scratch.urge.data();
  const std::uint32_t* word = block.scratch.words[1].data();
  float* mask = block.scratch.mask.data();
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const float e = maths::exp((u[a] < 0 ? u[a] : -u[a]) / temperature);
    const float buy = u[a] < 0 ? e : 1.0f, pass = u[a] < 0 ? 1.0f : e;
    mask[a] = random::uniform(word[a]) * (pass + buy) < buy ? mask[a] : 0.0f;
  }
}

/// Positions of the buyers in scratch.best; how many.
std::uint32_t list_buyers(Block& block) {
  Scratch& scratch = block.scratch;
  std::uint32_t buyers = 0;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    scratch.best[buyers] = a;
    buyers += scratch.mask[a] != 0.0f ? 1 : 0;
  }
  return buyers;
}

/// Everything that `buy` counts. Signals of ownership are up to date afterwards.
void count_purchases(const Step& step, Block& block, std::uint32_t buyers) {
  const Model& model = step.model;
  State& state = step.state;
  const std::uint32_t* who = block.scratch.best.data();
  Signal* idle = state.idle.data() + block.first;
  metrics::Counts& counts = block.tally.counts;
  metrics::ProductTotals& product = block.tally.products[0];
  const float notice = static_cast<float>(model.decision.planned.notice);
  const float* memory = state.memory.at(block.first, 0);
  const float* production = model.population.trait(Trait::production).block(block.first);
  std::uint32_t first_time = 0, by_peers = 0;
  for (std::uint32_t n = 0; n < buyers; ++n) {
    first_time += (idle[who[n]] & signal::owns) == 0 ? 1 : 0;
    by_peers += production[who[n]] * memory[who[n]] >= notice ? 1 : 0;
  }
  if (!model.income_quarter.empty() && first_time > 0)
    for (std::uint32_t n = 0; n < buyers; ++n)
      if ((idle[who[n]] & signal::owns) == 0)
        counts.first_time_by_income[model.income_quarter[block.first + who[n]]] += 1;
  if (first_time > 0)
    for (std::uint32_t n = 0; n < buyers; ++n) idle[who[n]] |= signal::owns;
  const auto channel = [&](metrics::Channel which, std::uint32_t count) {
    counts.by_channel[static_cast<int>(which)] += count;
    product.by_channel[static_cast<int>(which)] += count;
  };
  channel(metrics::Channel::peers, by_peers);
  channel(metrics::Channel::search, buyers - by_peers);
  counts.planned += buyers;
  product.planned += buyers;
  product.purchases += buyers;
  counts.first_time += first_time;
  product.first_time += first_time;
  counts.repeat += buyers - first_time;
  block.tally.first_buyers += first_time;
  if (model.population.segment.empty())
    block.tally.segment_purchases[0] += buyers;
  else
    for (std::uint32_t n = 0; n < buyers; ++n)
      block.tally.segment_purchases[model.population.segment[block.first + who[n]]] += 1;
}

/// What the purchases were like, by buyer.
struct Experienced {
  float* satisfaction;
  float* reward;
  std::uint32_t* signal;  ///< what the buyer shows
};

void experience_all(const Step& step, Block& block, std::uint32_t buyers, Experienced to) {
  const Model& model = step.model;
  const ExperienceParams& params = model.experience;
  Scratch& scratch = block.scratch;
  const std::uint32_t* who = scratch.best.data();
  std::uint32_t* subject = scratch.count.data();
  for (std::uint32_t n = 0; n < buyers; ++n) subject[n] = model.network.agent_of[block.first + who[n]];
  random::draw_columns(model.seed, random::Purpose::experience, subject, step.moment, buyers,
                       scratch.words[0].data(), scratch.words[1].data(), scratch.words[2].data(),
                       scratch.words[3].data());
  const float level = model.products[0].level[0];
  float* quality = to.reward;
  if (params.noise == QualityNoise::bernoulli)
    for (std::uint32_t n = 0; n < buyers; ++n)
      quality[n] = random::uniform(scratch.words[0][n]) < level ? 1.0f : 0.0f;
  else
    for (std::uint32_t n = 0; n < buyers; ++n)
      quality[n] = received(params, level, scratch.words[0][n], scratch.words[1][n]);
  const Column& expected = model.population.trait(Trait::prior_belief);
  if (expected.varies())
    for (std::uint32_t n = 0; n < buyers; ++n)
      to.satisfaction[n] = quality[n] - expected[block.first + who[n]];
  else
    for (std::uint32_t n = 0; n < buyers; ++n) to.satisfaction[n] = quality[n] - expected[0];
  for (std::uint32_t n = 0; n < buyers; ++n) to.reward[n] = reward_of(params, quality[n], to.satisfaction[n]);

  const float margin = static_cast<float>(params.margin);
  constexpr std::uint32_t any_buyer = signal::bought | signal::owns | signal::member;
  std::uint32_t pleased = 0, displeased = 0;
  for (std::uint32_t n = 0; n < buyers; ++n) {
    const std::uint32_t gains = to.satisfaction[n] > margin ? 1u : 0u,
                        loses = to.satisfaction[n] < -margin ? 1u : 0u;
    pleased += gains;
    displeased += loses;
    to.signal[n] = any_buyer | gains * signal::pleased | loses * signal::displeased;
  }
  metrics::ProductTotals& totals = block.tally.products[0];
  block.tally.counts.pleased += pleased;
  block.tally.counts.displeased += displeased;
  totals.pleased += pleased;
  totals.displeased += displeased;
  const double satisfaction = sum_in_order(to.satisfaction, buyers);
  block.tally.sums.satisfaction += satisfaction;
  totals.satisfaction += satisfaction;
  block.tally.sums.reward += sum_in_order(to.reward, buyers);
}

void learn_all(const Step& step, Block& block, std::uint32_t buyers, const float* reward) {
  const ReinforcementParams& params = step.model.learning.reinforcement;
  const std::uint32_t* who = block.scratch.best.data();
  float* value = step.state.value.at(block.first, 0);
  const float* own = step.model.population.trait(Trait::learning_rate).block(block.first);
  const auto learn = [&](auto rate_of) {
    for (std::uint32_t n = 0; n < buyers; ++n) {
      float& v = value[who[n]];
      v = delta_rule(v, reward[n], boosted_rate(rate_of(n, reward[n] >= v), 0.0f, 0.0f));
    }
  };
  if (!params.rate_gain && !params.rate_loss)
    return learn([&](std::uint32_t n, bool) { return own[who[n]]; });
  learn([&](std::uint32_t n, bool gain) {
    const auto& given = gain ? params.rate_gain : params.rate_loss;
    return given ? static_cast<float>(*given) : own[who[n]];
  });
}

/// Signals, participation, and what communities count.
void publish_all(const Step& step, Block& block, std::uint32_t buyers, const std::uint32_t* signals) {
  const Model& model = step.model;
  State& state = step.state;
  const std::uint32_t* who = block.scratch.best.data();
  Signal* showing = step.showing + block.first;
  std::memcpy(showing, state.idle.data() + block.first, block.size);
  for (std::uint32_t b = 0; b < buyers; ++b) showing[who[b]] = static_cast<Signal>(signals[b]);
  std::uint32_t n = 0;
  for_each_community(step, block, [&](std::uint32_t c, std::uint32_t, std::uint32_t end) {
    std::uint32_t bought = 0, pleased = 0, displeased = 0;
    for (; n < buyers && who[n] < end; ++n) {
      ++bought;
      pleased += signals[n] / signal::pleased & 1;
      displeased += signals[n] / signal::displeased & 1;
    }
    metrics::CommunityCounts& community = state.communities.happened[c];
    add_to(community.buyers, bought);
    add_to(community.purchases, bought);
    add_to(community.member_purchases, bought);
    add_to(community.pleased, pleased);
    add_to(community.displeased, displeased);
  });
  const float rate = static_cast<float>(model.experience.participation_rate), keep = 1.0f - rate;
  if (rate == 0.0f) return;
  float* participation = state.participation.data() + block.first;
  for (std::uint32_t a = 0; a < block.size; ++a) participation[a] = keep * participation[a];
  for (std::uint32_t b = 0; b < buyers; ++b) participation[who[b]] += rate;
}

}  // namespace

void decide_routinely(const Step& step, Block& block) {
  const Model& model = step.model;
  Scratch& scratch = block.scratch;
  auto& w = scratch.words;
  random::draw_columns(model.seed, random::Purpose::decision, model.network.agent_of.data() + block.first,
                       step.moment, block.size, w[0].data(), w[1].data(), w[2].data(), w[3].data());
  find_needy(step, block);
  compare(step, block);
  choose_all(step, block);
  const std::uint32_t buyers = list_buyers(block);
  count_purchases(step, block, buyers);
  const Experienced experienced{scratch.urge.data(), scratch.best_urge.data(), w[1].data()};
  experience_all(step, block, buyers, experienced);
  learn_all(step, block, buyers, experienced.reward);
  publish_all(step, block, buyers, experienced.signal);
}

}  // namespace shoal
