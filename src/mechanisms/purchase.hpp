#pragma once
// What every way of buying shares: may the agent buy this now, and the record of a purchase.

#include <atomic>

#include "mechanisms/step.hpp"

namespace shoal {

/// Adds to a count that all blocks share. Whole numbers: the order in which threads add does not matter.
inline void add_one(std::int64_t& count) { std::atomic_ref(count).fetch_add(1, std::memory_order_relaxed); }

/// The same for several at once; nothing where there is nothing to add.
inline void add_to(std::int64_t& count, std::int64_t n) {
  if (n != 0) std::atomic_ref(count).fetch_add(n, std::memory_order_relaxed);
}

/// Whether agent i already owns product k.
inline bool owns(const State& state, AgentIndex i, std::size_t products, std::size_t k) {
  return (state.idle[i * products + k] & signal::owns) != 0;
}

/// Whether agent i waits for a group buy of product k.
inline bool is_committed(const State& state, AgentIndex i, std::size_t k) {
  return !state.group.committed_at.empty() && state.group.product == k && state.group.committed_at[i] != 0;
}

/// Whether a neighbour of the block's agent `a` resells product k.
inline bool is_offered(const Scratch& scratch, std::uint32_t a, std::size_t k) {
  return scratch.offering && scratch.offered[k * block_size + a] != 0;
}

/// A durable good is seen in use: where adoption is once, the act itself stays visible. Not under the rule
/// cascade, in which a new adopter has one chance only.
inline bool act_stays_visible(const DecisionParams& decision) {
  return decision.adoption == Adoption::once && decision.rule != DecisionRule::cascade;
}

/// Launched, affordable, and not already adopted where adoption is once.
inline bool available(const Step& step, const Block& block, std::uint32_t a, std::size_t k) {
  const Model& model = step.model;
  const AgentIndex i = block.first + a;
  if (step.tick < model.products[k].launch || is_removed(step.state, i)) return false;
  if (model.decision.budget.enabled && step.state.budget[i] < block.scratch.price[k * block_size + a])
    return false;
  if (is_committed(step.state, i, k)) return false;
  return model.decision.adoption == Adoption::repeat || !owns(step.state, i, model.products.size(), k);
}

/// Whether what agent i last bought of product k still lasts (decision.planned.lasts).
inline bool still_lasts(const Step& step, AgentIndex i, std::size_t k) {
  if (step.state.bought_at.empty()) return false;
  const std::uint32_t then = step.state.bought_at[i * step.model.products.size() + k];
  return then != 0 && std::int64_t{step.tick} - then < step.model.decision.planned.lasts;
}

/// Records that agent `a` of the block buys product k: pays, owns. Purchases are counted at the end of the
/// block (mechanisms/report.hpp).
void buy(const Step& step, Block& block, std::uint32_t a, std::size_t k, bool impulse, metrics::Cause cause,
         metrics::Channel channel);

/// Whether a product is known by observation: its memory trace, as far as it can be produced, is at least
/// `notice` (decision.planned.notice).
inline bool known_by_observation(float production, float memory, float notice) {
  return production * memory >= notice;
}

/// Whether agent `a` of the block knows product k by observation.
bool noticed(const Step& step, const Block& block, std::uint32_t a, std::size_t k);

/// Budgets are refilled in the first tick of each period. For all agents, before the phases.
void refill_budgets(const Model& model, State& state, std::uint32_t tick);

}  // namespace shoal
