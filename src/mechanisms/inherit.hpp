#pragma once
// Strategies of learning: pure maths, and the phases (docs/mechanisms/strategies.md).

#include "maths/elementary.hpp"
#include "mechanisms/step.hpp"
#include "mechanisms/strategies.hpp"

namespace shoal {

/// Probability of taking over the strategy of one who earned `theirs`, by one who earned `own`.
inline float takeover(float own, float theirs, float selection) {
  return maths::logistic(selection * (theirs - own));
}

inline bool has_strategies(const Model& model) {
  return model.decision.rule == DecisionRule::copy && model.decision.copy.strategies.enabled;
}

/// Strategies before the first tick, in a state that has none yet.
void draw_strategies(const Model& model, State& state);

/// Whether agent i innovates in its turn, by one word.
bool innovates(const Step& step, AgentIndex i, std::uint32_t word);

/// Adds the rewards of the block's purchases to payoffs.
void earn(const Step& step, Block& block);

/// After all have acted: counts strategies and what they earned, and lets agents be replaced.
void inherit(const TickStep& tick);

}  // namespace shoal
