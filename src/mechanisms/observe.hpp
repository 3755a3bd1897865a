#pragma once
// Observational learning: pure maths of the four subprocesses, and the phase
// (docs/mechanisms/observation.md).

#include "maths/elementary.hpp"
#include "mechanisms/observation.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// E: the noticed share of observed neighbours that bought; 0 without neighbours.
inline float exposed(float attention, float bought, float total) {
  return total > 0.0f ? attention * (bought / total) : 0.0f;
}

/// M after a tick; `take` is 1 - keep.
inline float retained(float memory, float exposure, float keep, float take) {
  return keep * memory + take * exposure;
}

/// W after a tick: moves towards (pleased - displeased) / bought if any buyer was observed, fades otherwise.
inline float vicarious_update(float w, float bought, float pleased, float displeased, float rate,
                              float fade) {
  const float outcome = (pleased - displeased) / (bought > 0.0f ? bought : 1.0f);
  return bought > 0.0f ? w + rate * (outcome - w) : fade * w;
}

/// The share of a posterior's mean that comes from an observed signal of precision `observed`; the belief has
/// precision `tau`.
inline float observed_weight(float observed, float tau) { return observed / (observed + tau); }

/// M^g / (M^g + (1 - M)^g), with 0 and 1 kept as they are (Boyd & Richerson 1985).
inline float conformist(float m, float g) {
  const float lo = 1e-7f, hi = 1.0f - 6e-8f;
  const float inside = m < lo ? lo : (m > hi ? hi : m);
  const float h = maths::logistic(g * (maths::log(inside) - maths::log(1.0f - inside)));
  return m <= 0.0f ? 0.0f : (m >= 1.0f ? 1.0f : h);
}

/// Attention, retention, vicarious reinforcement and the observational drive of a block.
void observe(const Step& step, Block& block);

}  // namespace shoal
