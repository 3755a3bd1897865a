#pragma once
// What every way of buying shares: may the agent buy this now, and the record of a purchase.

#include <atomic>
#include <vector>

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

/// Where the purchases of a block are recorded: what all of them need is looked up once, since compilers
/// cannot tell that writing a signal leaves it as it is.
class Till {
 public:
  Till(const Step& step, Block& block)
      : products_(step.model.products.size()),
        tick_(step.tick),
        price_(block.scratch.price.data()),
        idle_(step.state.idle.data() + std::size_t{block.first} * products_),
        budget_(step.model.decision.budget.enabled ? step.state.budget.data() + block.first : nullptr),
        bought_at_(step.state.bought_at.empty()
                       ? nullptr
                       : step.state.bought_at.data() + std::size_t{block.first} * products_),
        bought_(step.state.communities.bought.empty() ? nullptr : step.state.communities.bought.data()),
        community_(step.model.network.community.data() + block.first),
        purchases_(block.scratch.purchases),
        first_buyers_(block.tally.first_buyers) {}

  /// Records that agent `a` of the block buys product k: pays, owns, is a first buyer of anything or not. All
  /// else is counted at the end of the block (mechanisms/report.hpp).
  [[gnu::always_inline]] void buy(std::uint32_t a, std::size_t k, bool impulse, metrics::Cause cause,
                                  metrics::Channel channel) const {
    Signal* idle = idle_ + a * products_;
    const float price = price_[k * block_size + a];
    const bool repeat = (idle[k] & signal::owns) != 0;
    Signal any = 0;
    for (std::size_t j = 0; j < products_; ++j) any |= idle[j];
    first_buyers_ += (any & signal::owns) == 0;
    idle[k] |= signal::owns;
    if (budget_ != nullptr) budget_[a] -= price;
    if (bought_at_ != nullptr) bought_at_[a * products_ + k] = tick_;
    if (bought_ != nullptr) add_one(bought_[community_[a] * products_ + k]);

    // In place: a record that is put together elsewhere and copied waits for its small stores to arrive.
    Purchase& purchase = purchases_.emplace_back();
    purchase.agent = a;
    purchase.product = static_cast<std::uint16_t>(k);
    purchase.impulse = impulse;
    purchase.repeat = repeat;
    purchase.cause = cause;
    purchase.channel = channel;
    purchase.paid = price;
  }

 private:
  std::size_t products_;
  std::uint32_t tick_;
  const float* price_;
  Signal* idle_;
  float* budget_;             ///< null: not kept
  std::uint32_t* bought_at_;  ///< null: not kept
  std::int64_t* bought_;      ///< null: not kept
  const std::uint32_t* community_;
  std::vector<Purchase>& purchases_;
  std::int64_t& first_buyers_;
};

/// The same of a single purchase.
void buy(const Step& step, Block& block, std::uint32_t a, std::size_t k, bool impulse, metrics::Cause cause,
         metrics::Channel channel);

/// Whether a product is known by observation: its memory trace, as far as it can be produced, is at least
/// `notice` (decision.planned.notice).
inline bool known_by_observation(float production, float memory, float notice) {
  return production * memory >= notice;
}

/// Who of a block knows products by observation.
class Noticing {
 public:
  Noticing(const Step& step, const Block& block)
      : enabled_(step.model.learning.observation.enabled),
        notice_(static_cast<float>(step.model.decision.planned.notice)),
        production_(step.model.population.trait(Trait::production).block(block.first)),
        memory_(step.state.memory),
        first_(block.first) {}
  bool of(std::uint32_t a, std::size_t k) const {
    return enabled_ && known_by_observation(production_[a], memory_(first_ + a, k), notice_);
  }

 private:
  bool enabled_;
  float notice_;
  const float* production_;
  const Matrix& memory_;
  AgentIndex first_;
};

/// Whether agent `a` of the block knows product k by observation.
bool noticed(const Step& step, const Block& block, std::uint32_t a, std::size_t k);

/// Budgets are refilled in the first tick of each period. For all agents, before the phases.
void refill_budgets(const Model& model, State& state, std::uint32_t tick);

}  // namespace shoal
