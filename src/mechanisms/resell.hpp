#pragma once
// The phases of resellers (docs/mechanisms/resellers.md).

#include "mechanisms/step.hpp"

namespace shoal {

/// Who resells in this tick; pays out what was earned in the last one; pressure on communities. Once per
/// tick, before agents act.
void open_shops(const TickStep& step);
/// What resellers do to those who observe them.
void solicit(const Step& step, Block& block);
/// Commission on the block's purchases.
void pay_commission(const Step& step, Block& block);
/// Who becomes a reseller and who quits.
void recruit(const Step& step, Block& block);

}  // namespace shoal
