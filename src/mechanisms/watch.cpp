#include "mechanisms/watch.hpp"

#include <algorithm>
#include <bit>

#include "maths/wide.hpp"
#include "mechanisms/join.hpp"
#include "mechanisms/live.hpp"
#include "mechanisms/watch_strata.hpp"
#include "mechanisms/watch_ties.hpp"
#include "network/tie_bytes.hpp"
#include "network/tie_words.hpp"

namespace shoal {
namespace {

void store_counts(Scratch& scratch, std::size_t k, std::uint32_t size, Signs signs) {
  for (unsigned sign = 0; sign < shown_count; ++sign)
    if (signs >> sign & 1)
      maths::in_widest_vectors([=, shift = 8 * sign, lanes = scratch.lanes.data() + k * block_size,
                                out = scratch.seen(static_cast<Shown>(sign), k)] {
        for (std::uint32_t a = 0; a < size; ++a)
          out[a] = static_cast<float>(static_cast<std::int32_t>(lanes[a] >> shift & most_in_lane));
      });
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

// All ties count alike: whole numbers, up to eight signs per addition.
void watch_counts(const Step& step, Block& block) {
  const Network& network = step.model.network;
  Scratch& scratch = block.scratch;
  const std::size_t products = scratch.products;
  const bool outsiders = !step.state.member.empty();
  const TieIndex* offsets = network.offsets.data() + block.first;
  const auto idle = [&](std::uint32_t a) { return outsiders && out_of_reach(step, block.first + a); };
  TieIndex end[block_size];
  bool long_rows = false;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const bool too_long = offsets[a + 1] - offsets[a] > most_in_lane;
    const bool none = too_long || idle(a);
    end[a] = none ? offsets[a] : offsets[a + 1];
    long_rows = long_rows || too_long;
    scratch.total[a] = static_cast<float>(none && !too_long ? 0 : offsets[a + 1] - offsets[a]);
  }
  const std::size_t bytes = std::size_t{network.agents} * products;
  count_words({step.shown, products, bytes}, {network, offsets, end, block.size}, scratch.lanes.data(),
              block_size);
  const Signs signs = step.model.watched;
  for (std::size_t k = 0; k < products; ++k) store_counts(scratch, k, block.size, signs);
  if (outsiders)
    for (std::uint32_t a = 0; a < block.size; ++a)
      scratch.total[a] = static_cast<float>(static_cast<std::int32_t>(scratch.lanes[a] >> 56));
  if (!long_rows) return;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const auto row = idle(a) ? std::span<const AgentIndex>{} : network.row(block.first + a);
    if (row.size() <= most_in_lane) continue;
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

bool counts_on_planes(const Model& model, const State& state) {
  const bool many = model.products.size() > 1 && !std::has_single_bit(model.watched);
  return countable(model) && model.watched != 0 && (!many || looking_up(model, state) || !has_word_counts());
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
