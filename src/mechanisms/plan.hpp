#pragma once
// Planned purchase: pure maths of the comparison, and the phase (docs/mechanisms/planned.md).

#include "mechanisms/choice.hpp"
#include "mechanisms/chosen.hpp"
#include "mechanisms/planned.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// What reading did to a decision (model.md 4.3). `moved`: the largest change of belief among the products
/// read about.
metrics::ReaderOutcome reader_outcome(Choice before, Choice after, float moved, float epsilon);

/// Whether an agent may have no need in a tick.
inline bool may_lack_need(const Model& model) { return model.need.varies() || model.need[0] < 1.0f; }

/// Draws the luck of every agent's decision, of each kind that the scenario asks for.
void draw_decisions(const Step& step, Block& block);

/// The block's agents in whom a need arises, but those who bought in a group; counts them. Uses scratch.mask.
Chosen find_needy(const Step& step, Block& block);

/// Planned purchases of a block.
void plan(const Step& step, Block& block);

}  // namespace shoal
