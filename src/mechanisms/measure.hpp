#pragma once
// Levels at the end of a tick, summed over the agents of a block (model.md 7).

#include "mechanisms/step.hpp"

namespace shoal {

/// Sum in a fixed order (eight interleaved partial sums, then a fixed tree): the same bits on every vector
/// width.
double ordered_sum(const float* values, std::uint32_t count);
/// The same of two columns in one pass.
std::array<double, 2> ordered_sums(const float* these, const float* those, std::uint32_t count);

/// Adds what the block's agents just observed (exposure, drive) to its tally.
void measure_acts(const Step& step, Block& block);

/// Sets the levels of the block's tally: memory, values, beliefs ... as means over products, summed over
/// agents.
void measure_levels(const Step& step, Block& block);

}  // namespace shoal
