#pragma once
// Levels at the end of a tick, summed over the agents of a block (model.md 7).

#include "mechanisms/step.hpp"

namespace shoal {

/// Sum in a fixed order (eight interleaved partial sums, then a fixed tree): the same bits on every vector
/// width.
double ordered_sum(const float* values, std::uint32_t count);

/// Adds the block's levels to its tally: exposure, memory, values, beliefs ... means over products, summed
/// over agents.
void measure(const Step& step, Block& block);

}  // namespace shoal
