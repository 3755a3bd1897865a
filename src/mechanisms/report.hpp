#pragma once
// What a block's purchases add up to: in its tally, and for the communities of those who made them
// (metrics::CommunityCounts).

#include "mechanisms/step.hpp"

namespace shoal {

/// Adds the block's purchases to its tally, by product, kind, cause, channel and buyer: at the end of all
/// phases, all kinds of buying at once.
void tally_purchases(const Step& step, Block& block);

/// Adds what purchases mean to a community. `alone`: all its agents are in one block, which one thread
/// counts.
void add_happened(metrics::CommunityCounts& to, const metrics::CommunityCounts& more, bool alone);

/// Adds the block's purchases, and what their buyers then did, to their communities: at the end of all
/// phases, since nobody looks before the next tick.
void report_purchases(const Step& step, const Block& block);

}  // namespace shoal
