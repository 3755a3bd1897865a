#include "mechanisms/utility.hpp"

#include <algorithm>

#include "maths/elementary.hpp"
#include "maths/wide.hpp"
#include "mechanisms/believe.hpp"
#include "mechanisms/reinforce.hpp"

namespace shoal {
namespace {

/// Calls add(term) for each term of the utility of product k that is on, in order; term(a) is what it adds to
/// that of the block's agent a.
template <class Add>
void for_each_term(const Step& step, const Block& block, std::size_t k, Add add) {
  const Model& model = step.model;
  const PlannedParams::Weights& w = model.decision.planned.weights;
  const State& state = step.state;
  const Product& product = model.products[k];
  const float* income = model.population.trait(Trait::income).block(block.first);
  // A term of weight 0 is nothing, whatever its column holds: it is left out, and the column is not read.
  const auto add_weighted = [&](double weight, auto column) {
    if (weight != 0)
      add([by = static_cast<float>(weight), column](std::uint32_t a) { return by * column(a); });
  };
  const auto held = [](const float* column) { return [column](std::uint32_t a) { return column[a]; }; };
  const LearningParams& learning = model.learning;
  if (learning.beliefs.enabled) {
    add_weighted(w.quality, held(state.belief[0].at(block.first, k)));
    if (holds(learning.beliefs, Attribute::service))
      add_weighted(w.service, held(state.belief[1].at(block.first, k)));
    if (holds(learning.beliefs, Attribute::value_for_money))
      add_weighted(w.value_for_money, held(state.belief[2].at(block.first, k)));
    if (w.uncertainty != 0)
      add([by = static_cast<float>(w.uncertainty), precision = state.precision[0].at(block.first, k)](
              std::uint32_t a) { return -(by / precision[a]); });
  }
  if (learning.reinforcement.enabled)
    add_weighted(w.value, [rule = learning.reinforcement.rule, value = state.value.at(block.first, k)](
                              std::uint32_t a) { return value_term(rule, value[a]); });
  if (learning.observation.enabled) {
    add_weighted(w.observation, held(block.scratch.drive.data() + k * block_size));
    add_weighted(w.vicarious, held(state.vicarious_value.at(block.first, k)));
  }
  add_weighted(w.loyalty, held(state.loyalty.at(block.first, k)));
  if (product.brand > 0 && w.brand != 0)
    add([by = static_cast<float>(w.brand) * product.brand, income](std::uint32_t a) {
      return by * maths::log(income[a]);
    });
  if (w.price != 0)
    add([by = static_cast<float>(w.price), price = block.scratch.price.data() + k * block_size,
         income](std::uint32_t a) { return -(by * price[a] / income[a]); });
}

}  // namespace

float utility(const Step& step, const Block& block, std::uint32_t a, std::size_t k) {
  float u = 0;
  for_each_term(step, block, k, [&u, a](auto term) { u += term(a); });
  return u;
}

void fill_utilities(const Step& step, Block& block, Comparing who) {
  for (std::size_t k = 0; k < block.scratch.products; ++k) {
    float* of_k = block.scratch.row(block.scratch.utilities, k);
    std::fill_n(of_k, who.count, 0.0f);
    with_positions(who, [&](auto at) {
      for_each_term(step, block, k, [of_k, at, count = who.count](auto term) {
        maths::in_widest_vectors([=] {
          float* __restrict u = of_k;
          for (std::uint32_t n = 0; n < count; ++n) u[n] += term(at(n));
        });
      });
    });
  }
}

}  // namespace shoal
