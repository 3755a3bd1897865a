#include "mechanisms/comparison.hpp"

#include <algorithm>

#include "maths/wide.hpp"
#include "mechanisms/choice.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/utility.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

/// Leaves product k out where out(a) holds.
template <class Out>
void leave_out(Block& block, std::size_t k, Out out) {
  maths::in_widest_vectors([=, size = block.size, of_k = block.scratch.row(block.scratch.utilities, k)] {
    float* __restrict u = of_k;
    for (std::uint32_t a = 0; a < size; ++a) u[a] = out(a) ? not_considered : u[a];
  });
}

/// What `available` asks, a column at a time.
void leave_out_unavailable(const Step& step, Block& block, std::size_t k) {
  const Model& model = step.model;
  const State& state = step.state;
  if (step.tick < model.products[k].launch) leave_out(block, k, [](std::uint32_t) { return true; });
  if (!state.removed.empty())
    leave_out(block, k,
              [removed = state.removed.data() + block.first](std::uint32_t a) { return removed[a] != 0; });
  if (model.decision.budget.enabled)
    leave_out(block, k,
              [budget = state.budget.data() + block.first, price = block.scratch.row(block.scratch.price, k)](
                  std::uint32_t a) { return budget[a] < price[a]; });
  if (!state.group.committed_at.empty() && state.group.product == k)
    leave_out(block, k, [committed = state.group.committed_at.data() + block.first](std::uint32_t a) {
      return committed[a] != 0;
    });
  if (model.decision.adoption != Adoption::repeat)
    leave_out(
        block, k,
        [products = model.products.size(), k, idle = state.idle.data() + block.first * model.products.size()](
            std::uint32_t a) { return (idle[a * products + k] & signal::owns) != 0; });
}

/// What is not known: not found, not noticed at peers, not offered by any.
void leave_out_unknown(const Step& step, Block& block, std::size_t k) {
  const Model& model = step.model;
  Scratch& scratch = block.scratch;
  if (scratch.offering) {
    leave_out(block, k, [searched = scratch.mask.data(), &step, &block, k](std::uint32_t a) {
      return searched[a] == 0.0f && !noticed(step, block, a, k) && !is_offered(block.scratch, a, k);
    });
  } else if (!model.learning.observation.enabled) {
    leave_out(block, k, [searched = scratch.mask.data()](std::uint32_t a) { return searched[a] == 0.0f; });
  } else {
    leave_out(block, k,
              [searched = scratch.mask.data(), memory = step.state.memory.at(block.first, k),
               production = model.population.trait(Trait::production).block(block.first),
               notice = static_cast<float>(model.decision.planned.notice)](std::uint32_t a) {
                return (searched[a] == 0.0f) & !known_by_observation(production[a], memory[a], notice);
              });
  }
}

}  // namespace

bool compare(const Step& step, Block& block, std::uint32_t a, bool searched) {
  bool any = false;
  for (std::size_t k = 0; k < block.scratch.products; ++k) {
    const bool considered = available(step, block, a, k) && !still_lasts(step, block.first + a, k) &&
                            (searched || noticed(step, block, a, k) || is_offered(block.scratch, a, k));
    block.scratch.utility[k] = considered ? utility(step, block, a, k) : not_considered;
    any = any || considered;
  }
  return any;
}

void compare_all(const Step& step, Block& block) {
  Scratch& scratch = block.scratch;
  fill_utilities(step, block);
  maths::in_widest_vectors([word = scratch.words[3].data(), to = scratch.mask.data(), size = block.size,
                            search = static_cast<float>(step.model.decision.planned.search)] {
    for (std::uint32_t a = 0; a < size; ++a) to[a] = random::uniform(word[a]) < search ? 1.0f : 0.0f;
  });
  for (std::size_t k = 0; k < scratch.products; ++k) {
    leave_out_unavailable(step, block, k);
    leave_out_unknown(step, block, k);
    if (!step.state.bought_at.empty())
      leave_out(block, k,
                [&step, first = block.first, k](std::uint32_t a) { return still_lasts(step, first + a, k); });
  }
}

}  // namespace shoal
