#pragma once
// What purchases mean to the communities of those who made them (metrics::CommunityCounts).

#include "mechanisms/step.hpp"

namespace shoal {

/// Adds the block's purchases, and what their buyers then did, to their communities: at the end of all
/// phases, since nobody looks before the next tick.
void report_purchases(const Step& step, const Block& block);

}  // namespace shoal
