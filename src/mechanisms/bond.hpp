#pragma once
// Bonds: pure maths, and the phase (docs/mechanisms/bonds.md).

#include "mechanisms/bonds.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// A level in [0, 1] after gaining a share of what it lacks, or losing a share of what it has.
inline float gained(float level, float share) {
  return level + (share < 1.0f ? share : 1.0f) * (1.0f - level);
}
inline float lost(float level, float share) { return level - (share < 1.0f ? share : 1.0f) * level; }

/// What a community's members have in common.
struct Bonding {
  float growth;  ///< growth (1 + closeness (1 - o_c))
  float warmth;  ///< warmth h_c
  float tiring;  ///< fatigue f_c
};
Bonding bonding_of(const BondParams& params, const Communities& communities, std::size_t c);

/// Growth and loss of belonging in a tick; `close` is fit (1 + layers (n - 1)) (1 + strata r / 3).
inline float belonging_after(float g, const Bonding& bonding, float close, float participation,
                             float inactivity) {
  const float gain = bonding.growth * close * (participation + bonding.warmth);
  return lost(gained(g, gain), inactivity * (1.0f - participation) + bonding.tiring);
}

/// Belonging, trust and displeasure of members, and what their purchases did to them.
void bond(const Step& step, Block& block);

/// Adds to the communities' tallies what their members are at the end of the tick.
void measure_members(const Step& step, Block& block);

}  // namespace shoal
