#pragma once
// Watching where people look up to higher strata and ties count alike otherwise: whole numbers of every sign
// per stratum of the observed, then a weighted sum over the four strata.

#include "mechanisms/step.hpp"

namespace shoal {

/// Weight of an observed agent by how many strata it stands above the observer.
std::array<float, strata_count> admiration_by_distance(const ObservationParams& params);

/// As `watch`, where roles are looked up to, ties have no weights and all are watched. Dense communities are
/// counted by bits where planes of signals and strata are at hand (Step::planes); sums of signs that nobody
/// needs stay as they are there.
void watch_strata(const Step& step, Block& block);

}  // namespace shoal
