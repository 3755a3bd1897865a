#pragma once
// The phases of group buys (docs/mechanisms/group_buy.md).

#include "mechanisms/step.hpp"

namespace shoal {

/// Opens an offer in the ticks from, from + every, ... Once per tick, before agents act.
void open_group_buy(const TickStep& step);

/// Who brings others to the offer at hand in this tick: members of living communities that committed before.
void find_hosts(const TickStep& step);
/// In the tick after the window: those who committed buy, or get their money back.
void settle(const Step& step, Block& block);
/// While the offer is open: agents consider it and commit.
void commit(const Step& step, Block& block);

/// Gives every committed agent its money back and closes the offer; for an intervention that ends group buys.
void cancel_group_buy(const Model& model, State& state);

}  // namespace shoal
