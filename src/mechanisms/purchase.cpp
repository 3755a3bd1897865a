#include "mechanisms/purchase.hpp"

namespace shoal {

void buy(const Step& step, Block& block, std::uint32_t a, std::size_t k, bool impulse, metrics::Cause cause,
         metrics::Channel channel) {
  Till(step, block).buy(a, k, impulse, cause, channel);
}

bool noticed(const Step& step, const Block& block, std::uint32_t a, std::size_t k) {
  return Noticing(step, block).of(a, k);
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
