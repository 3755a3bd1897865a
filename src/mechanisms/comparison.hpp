#pragma once
// What an agent with a need compares: the products that it may buy and knows, by their utilities (model.md
// 4.4). Of one agent, and of all agents of a block at once where many of them compare.

#include "mechanisms/step.hpp"

namespace shoal {

/// Fills scratch.utility, `not_considered` (choice.hpp) for what agent `a` of the block does not consider;
/// whether it considers anything. `searched`: it has looked for products that it did not know.
bool compare(const Step& step, Block& block, std::uint32_t a, bool searched);

/// The same for all the block's agents, into scratch.utilities: [products][block_size]. scratch.mask becomes
/// 1 where an agent has searched.
void compare_all(const Step& step, Block& block);

}  // namespace shoal
