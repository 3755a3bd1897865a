#include "mechanisms/routine_purchases.hpp"

#include <algorithm>
#include <bit>

#include "maths/wide.hpp"
#include "mechanisms/chosen.hpp"
#include "mechanisms/measure.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/reinforce.hpp"
#include "mechanisms/report.hpp"
#include "mechanisms/routine.hpp"
#include "mechanisms/surround.hpp"
#include "mechanisms/undergo.hpp"
#include "random/philox.hpp"

namespace shoal {

namespace {

/// Not 0 where adding up such numbers in another order might round otherwise: beyond 2, or finer than 2^-42.
inline std::uint32_t delicate(float value) {
  constexpr auto least = std::bit_cast<std::uint32_t>(0x1p-19f), beyond = std::bit_cast<std::uint32_t>(2.0f);
  const std::uint32_t size = std::bit_cast<std::uint32_t>(value) & 0x7fffffff;
  return (size - least >= beyond - least ? 1u : 0u) & (size != 0 ? 1u : 0u);
}

double sum_one_by_one(const float* values, std::uint32_t count) {
  double sum = 0;
  for (std::uint32_t n = 0; n < count; ++n) sum += double{values[n]};
  return sum;
}

}  // namespace

double sum_in_order(const float* values, std::uint32_t count) {
  std::uint32_t any = 0;
  for (std::uint32_t n = 0; n < count; ++n) any |= delicate(values[n]);
  return any == 0 ? ordered_sum(values, count) : sum_one_by_one(values, count);
}

namespace {

/// How many buyers knew the product from observing peers.
std::uint32_t count_led_by_peers(const Step& step, const Block& block) {
  const Model& model = step.model;
  const float notice = static_cast<float>(model.decision.planned.notice);
  const float* memory = step.state.memory.at(block.first, 0);
  const float* production = model.population.trait(Trait::production).block(block.first);
  std::uint32_t by_peers = 0;
  maths::in_widest_vectors([=, mask = block.scratch.mask.data(), size = block.size, &by_peers] {
    std::uint32_t count = 0;
    for (std::uint32_t a = 0; a < size; ++a)
      count += known_by_observation(production[a], memory[a], notice) & (mask[a] != 0.0f) ? 1 : 0;
    by_peers = count;
  });
  return by_peers;
}

/// Everything that `buy` and `tally_purchases` count. Signals of ownership are up to date afterwards.
void count_purchases(const Step& step, Block& block, const Chosen& buyers) {
  const Model& model = step.model;
  State& state = step.state;
  Signal* idle = state.idle.data() + block.first;
  metrics::Counts& counts = block.tally.counts;
  metrics::ProductTotals& product = block.tally.products[0];
  std::uint8_t& all_own = state.all_own[block.first / block_size];
  Chosen newcomers;
  if (all_own == 0) {
    const Chosen owners = Chosen::showing(idle, block.size, signal::owns);
    newcomers = buyers.without(owners);
    all_own = owners.count() + newcomers.count() == block.size;
  }
  const std::uint32_t purchases = buyers.count(), first_time = newcomers.count();
  if (!model.income_quarter.empty())
    newcomers.for_each(
        [&](std::uint32_t a) { counts.first_time_by_income[model.income_quarter[block.first + a]] += 1; });
  newcomers.for_each([&](std::uint32_t a) { idle[a] |= signal::owns; });
  const auto channel = [&](metrics::Channel which, std::uint32_t count) {
    counts.by_channel[static_cast<int>(which)] += count;
    product.by_channel[static_cast<int>(which)] += count;
  };
  if (step.reads(metrics::Figures::channels)) {
    const std::uint32_t by_peers = count_led_by_peers(step, block);
    channel(metrics::Channel::peers, by_peers);
    channel(metrics::Channel::search, purchases - by_peers);
  }
  counts.planned += purchases;
  product.planned += purchases;
  product.purchases += purchases;
  counts.first_time += first_time;
  product.first_time += first_time;
  counts.repeat += purchases - first_time;
  block.tally.first_buyers += first_time;
  if (model.population.segment.empty())
    block.tally.segment_purchases[0] += purchases;
  else
    buyers.for_each([&](std::uint32_t a) {
      block.tally.segment_purchases[model.population.segment[block.first + a]] += 1;
    });
}

/// How the pass learns: what it need not keep or add up it does not.
struct Learning {
  const Step& step;
  Block& block;
  bool kept;  ///< satisfaction and reward are needed as columns

  bool summed() const { return step.reads(metrics::Figures::satisfaction | metrics::Figures::reward); }
};

/// What a purchase brings.
struct Outcome {
  float satisfaction, reward;

  Outcome(const ExperienceParams& params, float quality, float expected)
      : satisfaction(quality - expected), reward(reward_of(params, quality, satisfaction)) {}
};

/// Learns from the rewards of those who bought; satisfaction goes to scratch.best_urge and reward to
/// scratch.urge where they are kept, 0 for all others. `outcome_of` gives what a purchase of an agent would
/// bring, `rate_of` its learning rate, and whether it gained. Returns whether sums of satisfaction or reward
/// may depend on the order of adding, if they are to be formed.
template <bool kept, bool summed, class OutcomeOf, class RateOf>
bool learn_by(const Learning& learning, OutcomeOf outcome_of, RateOf rate_of) {
  const auto& [step, block, _] = learning;
  const float* __restrict mask = block.scratch.mask.data();
  float* __restrict satisfaction = block.scratch.best_urge.data();
  float* __restrict reward = block.scratch.urge.data();
  float* __restrict value = step.state.value.at(block.first, 0);
  std::uint32_t any = 0;
  const std::uint32_t size = block.size;
  for (std::uint32_t a = 0; a < size; ++a) {
    const bool buys = mask[a] != 0.0f;
    const auto [s, r] = outcome_of(a);
    const float v = value[a];
    const float learned = delta_rule(v, r, boosted_rate(rate_of(a, r >= v), 0.0f, 0.0f));
    value[a] = buys ? learned : v;
    if constexpr (kept) satisfaction[a] = buys ? s : 0.0f;
    if constexpr (kept) reward[a] = buys ? r : 0.0f;
    if constexpr (summed) any |= delicate(satisfaction[a]) | delicate(reward[a]);
  }
  return any != 0;
}

template <class OutcomeOf, class RateOf>
bool learn_at(const Learning& learning, OutcomeOf outcome_of, RateOf rate_of) {
  bool any = false;
  maths::in_widest_vectors([=, &any] {
    any = learning.summed() ? learn_by<true, true>(learning, outcome_of, rate_of)
          : learning.kept   ? learn_by<true, false>(learning, outcome_of, rate_of)
                            : learn_by<false, false>(learning, outcome_of, rate_of);
  });
  return any;
}

template <class OutcomeOf>
bool learn_of(const Learning& learning, OutcomeOf outcome_of) {
  const ReinforcementParams& params = learning.step.model.learning.reinforcement;
  const float* own = learning.step.model.population.trait(Trait::learning_rate).block(learning.block.first);
  const bool gains = params.rate_gain.has_value(), losses = params.rate_loss.has_value();
  if (!gains && !losses) return learn_at(learning, outcome_of, [=](std::uint32_t a, bool) { return own[a]; });
  const auto gain = static_cast<float>(params.rate_gain.value_or(0)),
             loss = static_cast<float>(params.rate_loss.value_or(0));
  return learn_at(learning, outcome_of, [=](std::uint32_t a, bool gained) {
    return gained ? (gains ? gain : own[a]) : (losses ? loss : own[a]);
  });
}

/// Of a quality that is 1 with probability `level`, else 0.
bool learn_of_luck(const Learning& learning, float level, const std::uint32_t* luck) {
  const ExperienceParams params = learning.step.model.experience;
  const Column& beliefs = learning.step.model.population.trait(Trait::prior_belief);
  if (beliefs.varies())
    return learn_of(learning, [=, expected = beliefs.block(learning.block.first)](std::uint32_t a) {
      return Outcome(params, random::uniform(luck[a]) < level ? 1.0f : 0.0f, expected[a]);
    });
  const Outcome good(params, 1, beliefs[0]), bad(params, 0, beliefs[0]);
  return learn_of(learning, [=](std::uint32_t a) {
    const bool lucky = random::uniform(luck[a]) < level;  // one by one, or GCC makes no vectors of it
    Outcome outcome = bad;
    outcome.satisfaction = lucky ? good.satisfaction : bad.satisfaction;
    outcome.reward = lucky ? good.reward : bad.reward;
    return outcome;
  });
}

/// Quality received, and what is learned from it.
bool receive_and_learn(const Learning& learning, const Chosen& buyers) {
  const auto& [step, block, _] = learning;
  const ExperienceParams params = step.model.experience;
  const float level = step.model.products[0].level[0];
  std::uint32_t *high = block.scratch.words[0].data(), *low = block.scratch.words[1].data();
  draw_fetching_ahead(step, block, random::Purpose::experience, 0, high, {1, draws_of_pass});
  if (params.noise == QualityNoise::bernoulli) return learn_of_luck(learning, level, high);
  draw_for_all(step, block, random::Purpose::experience, 1, low);
  float* quality = block.scratch.utilities.data();  // of no use here otherwise
  std::fill_n(quality, block.size, 0.0f);
  buyers.for_each([&](std::uint32_t a) { quality[a] = received(params, level, high[a], low[a]); });
  const float* expected = step.model.population.trait(Trait::prior_belief).block(block.first);
  return learn_of(learning, [=](std::uint32_t a) { return Outcome(params, quality[a], expected[a]); });
}

/// Experience and learning of all, and their sums.
void learn_all(const Learning& learning, const Chosen& buyers) {
  const bool one_by_one = receive_and_learn(learning, buyers);
  if (!learning.summed()) return;
  Block& block = learning.block;
  const float *satisfaction = block.scratch.best_urge.data(), *reward = block.scratch.urge.data();
  std::array<double, 2> sums;
  if (one_by_one)
    sums = {sum_in_order(satisfaction, block.size), sum_in_order(reward, block.size)};
  else
    sums = ordered_sums(satisfaction, reward, block.size);
  block.tally.sums.satisfaction += sums[0];
  block.tally.products[0].satisfaction += sums[0];
  block.tally.sums.reward += sums[1];
}

void count_in_communities(const Step& step, const Block& block, const Chosen& buyers, const Chosen& pleased,
                          const Chosen& displeased) {
  const std::vector<AgentIndex>& offsets = step.model.network.community_offsets;
  for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
    metrics::CommunityCounts sum;
    sum.buyers = sum.purchases = sum.member_purchases = buyers.count(begin, end);
    sum.pleased = pleased.count(begin, end);
    sum.displeased = displeased.count(begin, end);
    add_happened(step.state.communities.happened[c], sum, end - begin == offsets[c + 1] - offsets[c]);
  });
}

/// Who is pleased, and what communities count.
void count_outcomes(const Step& step, Block& block, const Chosen& buyers) {
  const bool in_communities = counts_communities(step.model, step.read);
  if (!in_communities && !step.reads(metrics::Figures::outcomes)) return;
  const Signal* showing = step.showing + block.first;
  const Chosen pleased = Chosen::showing(showing, block.size, signal::pleased),
               displeased = Chosen::showing(showing, block.size, signal::displeased);
  if (in_communities) count_in_communities(step, block, buyers, pleased, displeased);
  if (!step.reads(metrics::Figures::outcomes)) return;
  const std::uint32_t many_pleased = pleased.count(), many_displeased = displeased.count();
  metrics::ProductTotals& totals = block.tally.products[0];
  block.tally.counts.pleased += many_pleased;
  block.tally.counts.displeased += many_displeased;
  totals.pleased += many_pleased;
  totals.displeased += many_displeased;
}

/// Whether anybody looks at the signs of agents but the next tick's planes, which get their bits at once.
bool signs_are_read(const Step& step, const Block& block) {
  using enum metrics::Figures;
  return step.reads(agents | outcomes | communities) || step.state.planes.foreseen(block.first) == nullptr;
}

/// Signs of all, and what is counted of them.
void publish_signs(const Step& step, Block& block, const Chosen& buyers) {
  const float margin = static_cast<float>(step.model.experience.margin);
  constexpr std::uint32_t any_buyer = signal::bought | signal::owns | signal::member;
  Signal* showing = step.showing + block.first;
  maths::in_widest_vectors([=, idle = step.state.idle.data() + block.first, size = block.size,
                            mask = block.scratch.mask.data(), satisfaction = block.scratch.best_urge.data()] {
    Signal* __restrict to = showing;
    for (std::uint32_t a = 0; a < size; ++a) {
      const std::uint32_t shows = any_buyer | (satisfaction[a] > margin ? signal::pleased : 0u) |
                                  (satisfaction[a] < -margin ? signal::displeased : 0u);
      to[a] = static_cast<Signal>(idle[a] | (mask[a] != 0.0f ? shows : 0u));
    }
  });
  count_outcomes(step, block, buyers);
}

void take_part(const Step& step, Block& block) {
  const float rate = static_cast<float>(step.model.experience.participation_rate), keep = 1.0f - rate;
  if (rate == 0.0f) return;
  maths::in_widest_vectors([=, participation = step.state.participation.data() + block.first,
                            mask = block.scratch.mask.data(), size = block.size] {
    for (std::uint32_t a = 0; a < size; ++a)
      participation[a] = keep * participation[a] + (mask[a] != 0.0f ? rate : 0.0f);
  });
}

}  // namespace

void carry_through(const Step& step, Block& block, const Chosen& buyers) {
  buyers.mark(block.size, block.scratch.mask.data());
  count_purchases(step, block, buyers);
  const bool signs = signs_are_read(step, block);
  learn_all({step, block, signs}, buyers);
  if (std::uint64_t* next = step.state.planes.foreseen(block.first))  // nobody else's purchase stays visible
    std::copy_n(buyers.words().begin(), (block.size + 63) / 64, next);
  if (signs) publish_signs(step, block, buyers);
  take_part(step, block);
}

}  // namespace shoal
