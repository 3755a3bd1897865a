#pragma once
// The life of communities: pure maths, and the phases (docs/mechanisms/community.md).

#include <algorithm>

#include "mechanisms/step.hpp"

namespace shoal {

/// A level in [0, 1] after gaining `gain` of what it lacks and losing `loss` of what it has.
inline double level_after(double level, double gain, double loss) {
  const double after = level + std::min(gain, 1.0) * (1.0 - level) - std::min(loss, 1.0) * level;
  return std::clamp(after, 0.0, 1.0);
}

/// What moved a community in the last tick, per member.
struct Moved {
  double talkers = 0, sharers = 0, pleased = 0, displeased = 0;
};

/// Drive of activity; `novelty` is exp(-age / tau_n).
double activity_drive(const LifeParams& params, const Communities& communities, std::size_t c,
                      const Moved& moved, double novelty);

/// The stage after a tick in a smoothed level and slope, with hysteresis; never `dead`.
struct Course {
  double level, slope, peak;
  std::int64_t since;  ///< ticks in the stage
};
metrics::Stage next_stage(const LifeParams::Stages& params, metrics::Stage stage, const Course& course);

/// Members as of the end of the last tick. Opening phase, wherever there may be outsiders.
void count_members(const TickStep& step);
/// Activity, warmth, fatigue, stage, death. Opening phase.
void live(const TickStep& step);
/// Members who talk. Block phase.
void talk(const Step& step, Block& block);

/// Whether the state keeps who is a member: somebody may be an outsider.
inline bool has_outsiders(const Model& model) {
  return model.membership.enabled || model.community.life.enabled;
}

}  // namespace shoal
