#pragma once
// Beliefs: pure maths and the phase (docs/mechanisms/beliefs.md).

#include "mechanisms/beliefs.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// A Gaussian belief: mean and precision (1 / variance).
struct Belief {
  float mean, precision;
};

/// Bayes' rule for a Gaussian prior and a signal `x` of precision `s` >= 0: precision-weighted mean.
inline Belief posterior(Belief prior, float x, float s) {
  const float precision = prior.precision + s;
  return {s > 0.0f ? (prior.precision * prior.mean + s * x) / precision : prior.mean, precision};
}

/// DeGroot's weighted mean of one's own belief and the neighbours'; own belief where nobody weighs anything.
inline float degroot(float own, float self_weight, float neighbours_sum, float neighbours_weight) {
  const float weight = self_weight + neighbours_weight;
  return weight > 0.0f ? (self_weight * own + neighbours_sum) / weight : own;
}

/// The true level of an attribute of a product.
inline float true_level(const Product& product, Attribute attribute) {
  return product.level[static_cast<std::size_t>(attribute)];
}

/// Where agents write the level that they tell; null where verdicts are told.
inline Matrix* telling(const Model& model, State& state) {
  if (state.told.empty()) return nullptr;
  return model.single_turns ? &state.told : &state.telling;
}

/// Forgetting, then word of mouth or averaging of opinions.
void believe(const Step& step, Block& block);

}  // namespace shoal
