#pragma once
// Planned purchases of one product, their experience, learning and signals in one pass over the block, where
// nothing else is on. The same equations and the same draws as the phases draw, plan, experience, reinforce
// and publish, in columns instead of one purchase after the other: what pays where many agents buy in a tick.

#include "mechanisms/step.hpp"

namespace shoal {

/// Whether the pass can stand for the phases.
bool routine(const Model& model);

/// Decides, experiences, learns and publishes.
void decide_routinely(const Step& step, Block& block);

/// Sum of values, added from the first to the last, in less time where the order cannot matter: all of them
/// multiples of 2^-42 below 2 in size, so that no sum of a block of them is rounded.
double sum_in_order(const float* values, std::uint32_t count);

}  // namespace shoal
