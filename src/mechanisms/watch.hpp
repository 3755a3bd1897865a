#pragma once
// Watching: the one step whose cost grows with the number of ties. Sums the signals of observed neighbours,
// all signs in one pass.

#include "mechanisms/step.hpp"

namespace shoal {

/// Whether any mechanism that is on uses the sums.
bool watching(const Model& model);

/// Fills Scratch::total and Scratch::shown for the agents of the block: sum_j w_ij pi_ij [sign shown by j],
/// over all observed neighbours or a sample of them (learning.observation.sample, without replacement).
void watch(const Step& step, Block& block);

}  // namespace shoal
