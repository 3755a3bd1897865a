#pragma once
// What follows from the purchases of the pass in routine.hpp, in columns of the block: a column holds 0 where
// an agent did not buy, so that nothing branches.

#include "mechanisms/chosen.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// Counts, experiences, learns from and publishes the purchases of the buyers.
void carry_through(const Step& step, Block& block, const Chosen& buyers);

/// Sum of values, added from the first to the last, in less time where the order cannot matter: all of them
/// multiples of 2^-42 below 2 in size, so that no sum of a block of them is rounded.
double sum_in_order(const float* values, std::uint32_t count);

}  // namespace shoal
