#include "mechanisms/purchase.hpp"

#include <algorithm>

namespace shoal {

void buy(const Step& step, Block& block, std::uint32_t a, std::size_t k, bool impulse, metrics::Cause cause,
         metrics::Channel channel) {
  const Model& model = step.model;
  State& state = step.state;
  const AgentIndex i = block.first + a;
  const std::size_t products = model.products.size();
  Signal* idle = state.idle.data() + i * products;
  const float price = block.scratch.price[k * block_size + a];
  const bool repeat = owns(state, i, products, k);
  block.tally.first_buyers +=
      !repeat && std::none_of(idle, idle + products, [](Signal s) { return (s & signal::owns) != 0; });

  if (model.decision.budget.enabled) state.budget[i] -= price;
  idle[k] |= signal::owns;
  if (!state.bought_at.empty()) state.bought_at[i * products + k] = step.tick;

  // In place: a record that is put together elsewhere and copied waits for its small stores to arrive.
  Purchase& purchase = block.scratch.purchases.emplace_back();
  purchase.agent = a;
  purchase.product = static_cast<std::uint16_t>(k);
  purchase.impulse = impulse;
  purchase.repeat = repeat;
  purchase.cause = cause;
  purchase.channel = channel;
  purchase.paid = price;
  if (!state.communities.bought.empty())
    add_one(state.communities.bought[model.network.community[i] * products + k]);
}

bool noticed(const Step& step, const Block& block, std::uint32_t a, std::size_t k) {
  if (!step.model.learning.observation.enabled) return false;
  return known_by_observation(step.model.population.trait(Trait::production).block(block.first)[a],
                              step.state.memory(block.first + a, k),
                              static_cast<float>(step.model.decision.planned.notice));
}

void refill_budgets(const Model& model, State& state, std::uint32_t tick) {
  const BudgetParams& params = model.decision.budget;
  if (!params.enabled || (tick - 1) % static_cast<std::uint64_t>(params.period.value) != 0) return;
  const float share = static_cast<float>(params.share);
  const Column& income = model.population.trait(Trait::income);
  for (AgentIndex first = 0; first < model.population.agents; first += block_size) {
    const float* from = income.block(first);
    float* to = state.budget.data() + first;
    for (AgentIndex a = 0; a < block_size; ++a) to[a] = share * from[a];
  }
}

}  // namespace shoal
