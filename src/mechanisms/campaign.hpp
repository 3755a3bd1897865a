#pragma once
// The phases of campaigns (docs/mechanisms/campaigns.md).

#include "mechanisms/step.hpp"

namespace shoal {

/// Finds out which campaigns are on in the tick, what they do to communities and what they cost. Runs once
/// per tick, before agents act; leaves what is done to communities at zero where nothing is on.
void open_campaigns(const TickStep& step);
/// What campaigns do to the agents that they target: stimulus, price, warmth.
void target(const Step& step, Block& block);
/// Targeted hubs recommend.
void endorse(const Step& step, Block& block);

}  // namespace shoal
