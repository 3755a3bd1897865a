#include "mechanisms/comparison.hpp"

#include "maths/wide.hpp"
#include "mechanisms/choice.hpp"
#include "mechanisms/purchase.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

/// One product, and the agents that compare it.
struct Compared {
  const Step& step;
  Block& block;
  Comparing who;
  std::size_t k;

  /// Leaves it out where out(n, a) holds for the n-th, at position a of the block.
  template <class Out>
  void leave_out(Out out) const {
    with_positions(who, [&](auto at) {
      maths::in_widest_vectors([=, count = who.count, of_k = block.scratch.row(block.scratch.utilities, k)] {
        float* __restrict u = of_k;
        for (std::uint32_t n = 0; n < count; ++n) u[n] = out(n, at(n)) ? not_considered : u[n];
      });
    });
  }
};

/// What `available` asks, a column at a time.
void leave_out_unavailable(const Compared& c) {
  const Model& model = c.step.model;
  const State& state = c.step.state;
  const AgentIndex first = c.block.first;
  const std::size_t k = c.k, products = model.products.size();
  if (c.step.tick < model.products[k].launch) c.leave_out([](std::uint32_t, std::uint32_t) { return true; });
  if (!state.removed.empty())
    c.leave_out(
        [removed = state.removed.data() + first](std::uint32_t, std::uint32_t a) { return removed[a] != 0; });
  if (model.decision.budget.enabled)
    c.leave_out([budget = state.budget.data() + first, price = c.block.scratch.row(c.block.scratch.price, k)](
                    std::uint32_t, std::uint32_t a) { return budget[a] < price[a]; });
  if (!state.group.committed_at.empty() && state.group.product == k)
    c.leave_out([committed = state.group.committed_at.data() + first](std::uint32_t, std::uint32_t a) {
      return committed[a] != 0;
    });
  if (model.decision.adoption != Adoption::repeat)
    c.leave_out([products, k, idle = state.idle.data() + first * products](std::uint32_t, std::uint32_t a) {
      return (idle[a * products + k] & signal::owns) != 0;
    });
  if (!state.bought_at.empty())
    c.leave_out([&step = c.step, first, k](std::uint32_t, std::uint32_t a) {
      return still_lasts(step, first + a, k);
    });
}

/// What is not known: not found, not noticed at peers, not offered by any.
void leave_out_unknown(const Compared& c) {
  const Model& model = c.step.model;
  const Scratch& scratch = c.block.scratch;
  const float* searched = scratch.mask.data();
  if (scratch.offering) {
    c.leave_out([searched, &step = c.step, &block = c.block, k = c.k](std::uint32_t n, std::uint32_t a) {
      return searched[n] == 0.0f && !noticed(step, block, a, k) && !is_offered(block.scratch, a, k);
    });
  } else if (!model.learning.observation.enabled) {
    c.leave_out([searched](std::uint32_t n, std::uint32_t) { return searched[n] == 0.0f; });
  } else {
    c.leave_out(
        [searched, memory = c.step.state.memory.at(c.block.first, c.k),
         production = model.population.trait(Trait::production).block(c.block.first),
         notice = static_cast<float>(model.decision.planned.notice)](std::uint32_t n, std::uint32_t a) {
          return (searched[n] == 0.0f) & !known_by_observation(production[a], memory[a], notice);
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

void compare_together(const Step& step, Block& block, Comparing who) {
  Scratch& scratch = block.scratch;
  fill_utilities(step, block, who);
  with_positions(who, [&](auto at) {
    maths::in_widest_vectors([=, word = scratch.words[3].data(), to = scratch.mask.data(), count = who.count,
                              search = static_cast<float>(step.model.decision.planned.search)] {
      for (std::uint32_t n = 0; n < count; ++n) to[n] = random::uniform(word[at(n)]) < search ? 1.0f : 0.0f;
    });
  });
  const bool all_search = step.model.decision.planned.search >= 1;
  for (std::size_t k = 0; k < scratch.products; ++k) {
    const Compared compared{step, block, who, k};
    leave_out_unavailable(compared);
    if (!all_search) leave_out_unknown(compared);
  }
}

}  // namespace shoal
