#pragma once
// The rule copy, and whom imitators meet: pure maths, and the phases (docs/mechanisms/copying.md).

#include <cstring>

#include "maths/elementary.hpp"
#include "mechanisms/copying.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// What stands for "no product" in a choice.
inline constexpr std::size_t nothing_shown = static_cast<std::size_t>(-1);

/// appeal (prior + n)^exponent; n >= 0 models show the product.
inline double copy_weight(double appeal, double prior, double n, double exponent) {
  return appeal * (exponent == 1 ? prior + n : maths::pow(prior + n, exponent));
}

/// The first product whose purchase agent j shows.
inline std::size_t shown_product(const Step& step, AgentIndex j) {
  const std::size_t products = step.model.products.size();
  const Signal* s = step.shown + j * products;
  std::size_t k = 0;
  for (; k + 8 <= products; k += 8) {  // eight products at a time: most show nothing
    std::uint64_t eight;
    std::memcpy(&eight, s + k, sizeof eight);
    if ((eight & 0x0101010101010101u * signal::bought) != 0) break;
  }
  for (; k < products; ++k)
    if (s[k] & signal::bought) return k;
  return nothing_shown;
}

/// The appeal of what agent j shows; 1 where it shows nothing.
inline float fitness(const Step& step, AgentIndex j) {
  const std::size_t k = shown_product(step, j);
  return k == nothing_shown ? 1.0f : step.model.products[k].appeal;
}

/// Where the agent of a user's number stands, anybody being met.
inline AgentIndex position(const Model& model, std::uint32_t user) {
  return model.position_of.empty() ? user : model.position_of[user];
}

/// One of those whom agent i observes, drawn with one word in proportion to tie weight, and where
/// `by_fitness` to fitness too; i observes somebody.
AgentIndex neighbour_met(const Step& step, AgentIndex i, std::uint32_t word, bool by_fitness);

/// Of the update at hand under birth_death: whose act is passed on, and to whom.
struct Replacement {
  AgentIndex agent, parent;
};
Replacement draw_replacement(const Step& step);

void copy(const Step& step, Block& block);
/// Gives products that nobody shows to this tick's innovators, one each, in the order of the users' numbers.
void invent(const TickStep& tick);

}  // namespace shoal
