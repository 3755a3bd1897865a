#pragma once
// The rule copy, and whom imitators meet: pure maths, and the phases (docs/mechanisms/copying.md).

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
  const std::size_t k = first_bought(step.shown + j * products, products);
  return k < products ? k : nothing_shown;
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

/// Whether agents look at all whom they observe.
inline bool copies_all(const Model& model) {
  return model.decision.rule == DecisionRule::copy && model.decision.copy.models == 0;
}

void copy(const Step& step, Block& block);
/// Gives products that nobody shows to this tick's innovators, one each, in the order of the users' numbers.
void invent(const TickStep& tick);

}  // namespace shoal
