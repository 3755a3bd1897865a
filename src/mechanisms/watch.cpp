#include "mechanisms/watch.hpp"

#include <algorithm>
#include <bit>

#include "maths/wide.hpp"
#include "mechanisms/join.hpp"
#include "mechanisms/live.hpp"
#include "mechanisms/tie_counts.hpp"
#include "mechanisms/watch_strata.hpp"
#include "mechanisms/watch_ties.hpp"
#include "network/tie_bytes.hpp"
#include "network/tie_words.hpp"

namespace shoal {
namespace {

/// Counts of a sign as numbers, 0 where an agent sees nothing (`sees` is 0; null: all see).
void store_counts(const std::uint64_t* lanes, unsigned sign, const float* sees, std::uint32_t size,
                  float* out) {
  const auto store = [=](auto weight) {
    maths::in_widest_vectors([=] {
      for (std::uint32_t a = 0; a < size; ++a)
        out[a] =
            weight(a) * static_cast<float>(static_cast<std::int32_t>(lanes[a] >> (8 * sign) & most_in_lane));
    });
  };
  sees == nullptr ? store([](std::uint32_t) { return 1.0f; })
                  : store([sees](std::uint32_t a) { return sees[a]; });
}

// A row of more than 255 ties: counts of a byte would overflow.
void count_long_row(const Step& step, std::span<const AgentIndex> row, Scratch& scratch, std::uint32_t a) {
  for (std::size_t k = 0; k < scratch.products; ++k) {
    std::array<std::uint32_t, shown_count> count{};
    for (const AgentIndex j : row) {
      const Signal s = step.shown[j * scratch.products + k];
      for (int sign = 0; sign < shown_count; ++sign) count[static_cast<std::size_t>(sign)] += s >> sign & 1u;
    }
    for (int sign = 0; sign < shown_count; ++sign)
      scratch.seen(static_cast<Shown>(sign), k)[a] =
          static_cast<float>(count[static_cast<std::size_t>(sign)]);
  }
}

std::size_t members_among(const Step& step, std::span<const AgentIndex> row) {
  const std::size_t products = step.model.products.size();
  return static_cast<std::size_t>(std::count_if(row.begin(), row.end(), [&](AgentIndex j) {
    return (step.shown[j * products] & signal::member) != 0;
  }));
}

// All ties count alike: whole numbers, several signs at once.
void watch_counts(const Step& step, Block& block) {
  const Network& network = step.model.network;
  Scratch& scratch = block.scratch;
  const std::size_t products = scratch.products;
  const TieIndex* offsets = network.offsets.data() + block.first;
  float* sees = nullptr;
  if (!step.state.member.empty()) {
    sees = scratch.mask.data();
    find_reached(step, block, sees);
  }
  count_words({step.shown, products, std::size_t{network.agents} * products}, network.neighbours.data(),
              offsets, block.size, scratch.lanes.data(), block_size);
  for (std::size_t k = 0; k < products; ++k)
    for (unsigned sign = 0; sign < shown_count; ++sign)
      if (step.model.watched >> sign & 1)
        store_counts(scratch.lanes.data() + k * block_size, sign, sees, block.size,
                     scratch.seen(static_cast<Shown>(sign), k));
  if (sees != nullptr)
    store_counts(scratch.lanes.data(), shown_count, sees, block.size, scratch.total.data());
  else
    count_ties(offsets, block.size, scratch.total.data());
  if (BlockTies(step, block).longest_row() <= most_in_lane) return;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const auto row = network.row(block.first + a);
    if (row.size() <= most_in_lane || (sees != nullptr && sees[a] == 0.0f)) continue;
    count_long_row(step, row, scratch, a);
    if (sees != nullptr) scratch.total[a] = static_cast<float>(members_among(step, row));
  }
}

}  // namespace

Signs watched_signs(const Model& model) {
  const DecisionParams& decision = model.decision;
  const LearningParams& learning = model.learning;
  const ImpulseParams& impulse = decision.impulse;
  const bool by_rule = decision.rule == DecisionRule::threshold || decision.rule == DecisionRule::hazard ||
                       decision.rule == DecisionRule::cascade;
  const bool recognised = model.share.enabled && model.share.recognition > 0;
  const bool vicarious = learning.observation.enabled && learning.observation.vicarious_rate > 0;
  const bool hearing = learning.beliefs.enabled && learning.beliefs.social == SocialBelief::bayes &&
                       learning.beliefs.precision.word_of_mouth > 0;
  const bool boosted = learning.reinforcement.enabled && learning.reinforcement.recommendation_boost > 0;
  const bool urged = decision.rule == DecisionRule::logit && impulse.enabled;
  const bool outsiders = has_outsiders(model);
  Signs signs = 0;
  if (by_rule || recognised || learning.observation.enabled) signs |= signal::bought;
  if (urged && impulse.norm > 0) signs |= signal::on_impulse;
  if (vicarious) signs |= signal::pleased | signal::displeased;
  if (hearing || boosted || outsiders || (urged && impulse.support > 0)) signs |= signal::recommends;
  if (hearing) signs |= signal::complains;
  if (urged && impulse.comparison > 0) signs |= signal::owns;
  if (outsiders) signs |= signal::member;
  return signs;
}

bool watching(const Model& model) { return watched_signs(model) != 0; }

bool countable(const Model& model) {
  return model.network.weights.empty() && model.learning.observation.sample == 0 && !model.single_turns;
}

bool counted_as_words(std::size_t products, Signs signs) {
  return products > 1 && !std::has_single_bit(signs) && has_word_counts();
}

bool counts_on_planes(const Model& model, const State& state) {
  return countable(model) &&
         (!counted_as_words(model.products.size(), model.watched) || looking_up(model, state));
}

bool looking_up(const Model& model, const State& state) {
  return model.learning.observation.admiration > 1 && !state.role.empty();
}

void watch(const Step& step, Block& block) {
  const bool packed =
      step.planes != nullptr && (step.state.member.empty() || (step.planes->signs() & signal::member) != 0);
  if (!step.model.network.weights.empty() || step.model.learning.observation.sample > 0)
    watch_ties(step, block, 0, block.size);
  else if (looking_up(step.model, step.state))
    watch_strata(step, block);
  else
    packed ? watch_packed(step, block) : watch_counts(step, block);
}

}  // namespace shoal
