#pragma once
// Impulse purchase: pure maths of the urge and its attribution, and the phase (docs/mechanisms/impulse.md).

#include "maths/elementary.hpp"
#include "mechanisms/impulse.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// The positive terms of an urge by cause (model.md 4.5): what an impulse purchase can be attributed to.
struct UrgeTerms {
  float trait, motive, stimulus, social;
};

/// The cause of an impulse purchase: the largest term; earlier causes win ties.
inline metrics::Cause attribute_to(const UrgeTerms& t) {
  metrics::Cause cause = metrics::Cause::trait;
  float largest = t.trait;
  if (t.motive > largest) cause = metrics::Cause::motive, largest = t.motive;
  if (t.stimulus > largest) cause = metrics::Cause::stimulus, largest = t.stimulus;
  if (t.social > largest) cause = metrics::Cause::social;
  return cause;
}

/// Probability that an urge becomes a purchase: past self-control, then past the normative evaluation (Rook &
/// Fisher 1995).
inline float impulse_probability(float urge, float norm, float approval) {
  return maths::logistic(urge) * (1.0f - norm * (1.0f - approval));
}

/// Impulse purchases of a block, of the agents that made no planned one.
void feel(const Step& step, Block& block);

}  // namespace shoal
