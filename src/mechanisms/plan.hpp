#pragma once
// Planned purchase: pure maths of the comparison, and the phase (docs/mechanisms/planned.md).

#include "mechanisms/choice.hpp"
#include "mechanisms/planned.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// What reading did to a decision (model.md 4.3). `moved`: the largest change of belief among the products
/// read about.
metrics::ReaderOutcome reader_outcome(Choice before, Choice after, float moved, float epsilon);

/// Draws the four words of every agent's decision: need, choice, impulse, search or target.
void draw_decisions(const Step& step, Block& block);

/// Planned purchases of a block.
void plan(const Step& step, Block& block);

}  // namespace shoal
