#include "mechanisms/watch.hpp"

#include <algorithm>

#include "mechanisms/join.hpp"
#include "mechanisms/live.hpp"
#include "mechanisms/watch_strata.hpp"
#include "mechanisms/watch_ties.hpp"

namespace shoal {
namespace {

void store_counts(Scratch& scratch, std::size_t k, std::uint32_t size) {
  const std::uint64_t* lanes = scratch.lanes.data() + k * block_size;
  for (int sign = 0; sign < shown_count; ++sign) {
    float* out = scratch.seen(static_cast<Shown>(sign), k);
    for (std::uint32_t a = 0; a < size; ++a)
      out[a] = static_cast<float>(static_cast<std::int32_t>(lanes[a] >> (8 * sign) & 255));
  }
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

// All ties count alike: whole numbers, seven signs per addition.
void watch_counts(const Step& step, Block& block) {
  const Network& network = step.model.network;
  Scratch& scratch = block.scratch;
  const std::size_t products = scratch.products;
  const Signal* shown = step.shown;
  bool long_rows = false;
  const bool outsiders = !step.state.member.empty();
  const auto row_of = [&](std::uint32_t a) {
    const AgentIndex i = block.first + a;
    return outsiders && out_of_reach(step, i) ? std::span<const AgentIndex>{} : network.row(i);
  };
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const auto row = row_of(a);
    scratch.total[a] = static_cast<float>(row.size());
    if (row.size() > 255) {
      long_rows = true;
      continue;
    }
    if (products == 1) {
      std::uint64_t sum = 0;
      for (const AgentIndex j : row) sum += lanes_of[shown[j]];
      scratch.lanes[a] = sum;
    } else {
      for (std::size_t k = 0; k < products; ++k) scratch.lanes[k * block_size + a] = 0;
      for (const AgentIndex j : row) {
        const Signal* s = shown + j * products;
        for (std::size_t k = 0; k < products; ++k) scratch.lanes[k * block_size + a] += lanes_of[s[k]];
      }
    }
  }
  for (std::size_t k = 0; k < products; ++k) store_counts(scratch, k, block.size);
  if (outsiders)
    for (std::uint32_t a = 0; a < block.size; ++a)
      scratch.total[a] = static_cast<float>(static_cast<std::int32_t>(scratch.lanes[a] >> 56));
  if (!long_rows) return;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const auto row = row_of(a);
    if (row.size() <= 255) continue;
    count_long_row(step, row, scratch, a);
    scratch.total[a] = static_cast<float>(outsiders ? members_among(step, row) : row.size());
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
