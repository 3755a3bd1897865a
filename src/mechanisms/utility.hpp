#pragma once
// Utility of a product to an agent (model.md 4.4; docs/mechanisms/planned.md): of one agent, and of all
// agents of a block at once where many of them compare. One list of terms says both, so that the bits are the
// same.

#include "mechanisms/step.hpp"

namespace shoal {

/// U_ik of agent a of the block, at the price asked of it (Scratch::price).
float utility(const Step& step, const Block& block, std::uint32_t a, std::size_t k);

/// The same of all the block's agents and products, into scratch.utilities: [products][block_size].
void fill_utilities(const Step& step, Block& block);

}  // namespace shoal
