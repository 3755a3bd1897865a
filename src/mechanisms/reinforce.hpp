#pragma once
// Reinforcement: pure maths of the four rules, and the phase (docs/mechanisms/reinforcement.md).

#include <algorithm>
#include <span>

#include "maths/elementary.hpp"
#include "mechanisms/reinforcement.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// Rescorla & Wagner 1972.
inline float delta_rule(float value, float reward, float rate) { return value + rate * (reward - value); }

/// The learning rate after a peer's recommendation: eta (1 + kappa rec), at most 1.
inline float boosted_rate(float rate, float boost, float recommended) {
  return std::min(1.0f, rate * (1.0f + boost * recommended));
}

/// Camerer & Ho 1999: attraction after payoff `payoff` (received if chosen, forgone if not). `n_old`, `n_new`
/// are N before and after.
inline float ewa_attraction(float attraction, float n_old, float n_new, float phi, float delta, bool chosen,
                            float payoff) {
  const float weight = chosen ? 1.0f : delta;
  return (phi * n_old * attraction + weight * payoff) / n_new;
}

/// Bush & Mosteller 1955: probabilities of all choices after one was rewarded or not. `p` sums to one (or
/// stands alone).
void bush_mosteller(std::span<float> p, std::size_t chosen, bool rewarded, float reward_step,
                    float loss_step);

/// Roth & Erev 1995: propensity after a round; stays above 1e-6, so that every choice remains possible.
inline float roth_erev(float propensity, float forgetting, float reward_if_chosen) {
  return std::max(1e-6f, (1.0f - forgetting) * propensity + reward_if_chosen);
}

/// What a value contributes to utility: itself, or the logarithm of a propensity, so that softmax at
/// temperature 1 chooses in proportion to propensities.
inline float value_term(ReinforcementRule rule, float value) {
  const bool propensity = rule == ReinforcementRule::bush_mosteller || rule == ReinforcementRule::roth_erev;
  return propensity ? maths::log(std::max(value, 1e-6f)) : value;
}

/// Value of every product before the first purchase.
float initial_value(const ReinforcementParams& params, std::size_t products);

/// Learning from the block's purchases of this tick.
void reinforce(const Step& step, Block& block);

}  // namespace shoal
