#pragma once
// Choice among products by their utilities: of one agent, and of all agents of a block at once. The same
// arithmetic in the same order, so the same bits (model.md 4.4; docs/mechanisms/planned.md).

#include <cstdint>
#include <span>

namespace shoal {

/// Index of "buys nothing" in a choice.
inline constexpr std::size_t no_product = static_cast<std::size_t>(-1);
/// Utility of a product that is not considered.
inline constexpr float not_considered = -3.4e38f;

struct Choice {
  std::size_t product = no_product;
  float probability = 1;  ///< of what was chosen
};

/// Softmax choice from one uniform number u in [0, 1): products in order, then the outside option (utility 0)
/// if there is one. Products whose utility is `not_considered` are left out; with nothing to choose from,
/// nothing is chosen.
Choice choose(std::span<const float> utility, float temperature, bool outside, float u);

/// The same for agents 0 .. size - 1, with the utilities of product k from utilities[k * stride] on and
/// the uniform numbers of `word`: product[a] is what agent a chooses, or `products` where it chooses nothing.
/// All columns have room for a multiple of 64 agents.
void choose_all(const float* utilities, std::size_t stride, std::size_t products, std::uint32_t size,
                float temperature, bool outside, const std::uint32_t* word, std::uint32_t* product);

}  // namespace shoal
