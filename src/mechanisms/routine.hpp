#pragma once
// Planned purchases of one product, their experience, learning and signals in one pass over the block, where
// nothing else is on. The same equations and the same draws as the phases draw, plan, experience, reinforce
// and publish, in columns instead of one purchase after the other: what pays where many agents buy in a tick.

#include "mechanisms/step.hpp"

namespace shoal {

/// Whether the pass can stand for the phases.
bool routine(const Model& model);

/// Weight of the price x price / income, the product's burden on an agent's utility (Model::burden); empty
/// where the pass does not stand for the phases.
Column make_burden(const Model& model);

/// Decides, experiences, learns and publishes.
void decide_routinely(const Step& step, Block& block);

}  // namespace shoal
