#include "mechanisms/watch.hpp"

#include <algorithm>
#include <bit>

#include "maths/wide.hpp"
#include "mechanisms/join.hpp"
#include "mechanisms/live.hpp"
#include "mechanisms/watch_strata.hpp"
#include "mechanisms/watch_ties.hpp"

namespace shoal {

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
  return products > 1 && !std::has_single_bit(signs) && maths::has_wide_counts();
}

unsigned sets_by_position(std::size_t products, Signs signs) {
  if (!maths::has_wide_counts() || SignColumns::count_for(products, signs) > SignColumns::most) return 0;
  if (counted_as_words(products, signs)) return 8;  // bits would not be met at all
  const std::size_t sets = std::has_single_bit(signs) ? std::min<std::size_t>(products, 8)
                                                      : static_cast<unsigned>(std::popcount(signs));
  return sets > 1 ? static_cast<unsigned>(sets) : 0;
}

unsigned counted_by_position(const Model& model, const State& state) {
  if (!countable(model) || looking_up(model, state)) return 0;
  return sets_by_position(model.products.size(), model.watched);
}

bool counts_on_planes(const Model& model, const State& state) {
  return countable(model) &&
         (!counted_as_words(model.products.size(), model.watched) || looking_up(model, state));
}

bool looking_up(const Model& model, const State& state) {
  return model.learning.observation.admiration > 1 && !state.role.empty();
}

void watch(const Step& step, Block& block) {
  if (step.state.cliques.in_use()) return watch_cliques(step, block);
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
