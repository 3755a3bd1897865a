#pragma once
// What an agent with a need compares: the products that it may buy and knows, by their utilities (model.md
// 4.4). Of one agent, and of several agents of a block at once.

#include "mechanisms/step.hpp"
#include "mechanisms/utility.hpp"

namespace shoal {

/// Fills scratch.utility, `not_considered` (choice.hpp) for what agent `a` of the block does not consider;
/// whether it considers anything. `searched`: it has looked for products that it did not know.
bool compare(const Step& step, Block& block, std::uint32_t a, bool searched);

/// The same for several agents, into scratch.utilities as fill_utilities does. scratch.mask becomes 1 where
/// the n-th of them has searched.
void compare_together(const Step& step, Block& block, Comparing who);

}  // namespace shoal
