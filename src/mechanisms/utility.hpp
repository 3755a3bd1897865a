#pragma once
// Utility of a product to an agent (model.md 4.4; docs/mechanisms/planned.md): of one agent, and of several
// agents of a block at once. One list of terms says both, so that the bits are the same.

#include "mechanisms/step.hpp"

namespace shoal {

/// U_ik of agent a of the block, at the price asked of it (Scratch::price).
float utility(const Step& step, const Block& block, std::uint32_t a, std::size_t k);

/// Agents of a block that compare at the same time.
struct Comparing {
  const std::uint32_t* agents;  ///< [count] positions in the block; null: all of it, in order
  std::uint32_t count;
};

/// Calls f(at), where at(n) is the n-th of them.
template <class F>
void with_positions(Comparing who, F f) {
  if (who.agents == nullptr)
    f([](std::uint32_t n) { return n; });
  else
    f([agents = who.agents](std::uint32_t n) { return agents[n]; });
}

/// Utilities of all products to several agents, into scratch.utilities: [products][block_size], the n-th
/// of them at n.
void fill_utilities(const Step& step, Block& block, Comparing who);

}  // namespace shoal
