#include "engine/by_hand.support.hpp"

#include <algorithm>

#include "mechanisms/measure.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/registry.hpp"
#include "mechanisms/report.hpp"

namespace shoal {
namespace {

Model prepared(const World& world, const std::function<void(Model&)>& prepare) {
  Model model = make_model(world.scenario, world.network, world.population);
  prepare(model);
  return model;
}

}  // namespace

ByHand::ByHand(const World& world, const std::function<void(Model&)>& prepare)
    : model(prepared(world, prepare)),
      state(make_state(model, world.scenario.population.seed_adopters)),
      blocks(block_count(world.network.agents)),
      scratch_(model.products.size()) {
  for (BlockTally& tally : blocks) {
    tally.products.resize(model.products.size());
    tally.rating_sum.resize(model.products.size());
    tally.segment_purchases.resize(world.population.segment_names.size());
    tally.segment_impulse.resize(world.population.segment_names.size());
  }
}

void ByHand::step() {
  ++tick_;
  refill_budgets(model, state, tick_);
  if (model.learning.beliefs.enabled && model.learning.beliefs.social == SocialBelief::degroot)
    for (std::size_t b = 0; b < attribute_count; ++b) state.belief[b].swap(state.belief_seen[b]);
  for (const TickPhase& phase : opening_phases())
    if (phase.enabled(model)) phase.apply({model, state, tick_, totals_});
  for (auto& happened : state.communities.happened) happened = {};
  const Step now{model, state, tick_, tick_, state.shown.data(), state.showing.data()};
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const auto first = static_cast<AgentIndex>(b * block_size);
    Block block{first, std::min<AgentIndex>(block_size, model.population.agents - first), scratch_,
                blocks[b]};
    block.tally.clear();
    scratch_.purchases.clear();
    for (const Phase& phase : phases())
      if (phase.enabled(model)) phase.apply(now, block);
    tally_purchases(now, block);
    measure_acts(now, block);
    measure_levels(now, block);
  }
  state.shown.swap(state.showing);
  for (const TickPhase& phase : closing_phases())
    if (phase.enabled(model)) phase.apply({model, state, tick_, totals_});
}

std::int64_t ByHand::purchases() const {
  std::int64_t sum = 0;
  for (const BlockTally& tally : blocks) sum += tally.counts.planned + tally.counts.impulse;
  return sum;
}

}  // namespace shoal
