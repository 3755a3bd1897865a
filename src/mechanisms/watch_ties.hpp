#pragma once
// Watching tie by tie: the form that serves every network and setting.

#include "mechanisms/step.hpp"

namespace shoal {

// Eight floats added as one. Element-wise, in the order of the ties: the same bits on every vector width.
using Eight = float __attribute__((vector_size(32)));

/// As `watch`, for the block's agents [begin, end): all ties or a sample of them, with the weights of the
/// ties and of admiration.
void watch_ties(const Step& step, Block& block, std::uint32_t begin, std::uint32_t end);

}  // namespace shoal
