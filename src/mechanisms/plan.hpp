#pragma once
// Planned purchase: pure maths of the comparison, and the phase (docs/mechanisms/planned.md).

#include <span>

#include "mechanisms/planned.hpp"
#include "mechanisms/step.hpp"

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

/// What reading did to a decision (model.md 4.3). `moved`: the largest change of belief among the products
/// read about.
metrics::ReaderOutcome reader_outcome(Choice before, Choice after, float moved, float epsilon);

/// Draws the four words of every agent's decision: need, choice, impulse, search or target.
void draw_decisions(const Step& step, Block& block);

/// Planned purchases of a block.
void plan(const Step& step, Block& block);

}  // namespace shoal
