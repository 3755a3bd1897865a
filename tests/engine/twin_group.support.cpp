// Group buys of the twin: docs/mechanisms/group_buy.md.

#include <algorithm>
#include <cmath>

#include "engine/twin.support.hpp"

namespace shoal::twin {

void Twin::open_group() {
  const GroupBuyParams& g = scenario_.group_buy;
  if (tick_ == 1) {
    committed_at_.assign(agents_, 0);
    group_invited_.assign(agents_, false);
  }
  if (!g.enabled) return;
  const bool at_hand = group_opened_ > 0 && tick_ <= group_settled_;
  if (at_hand || tick_ < g.from || (tick_ - g.from) % g.every != 0) return;
  group_opened_ = tick_;
  group_settled_ = tick_ + g.window;
  group_size_ = g.size;
  group_product_ = 0;
  for (std::size_t k = 0; k < products_; ++k)
    if (scenario_.market.products[k].name == g.product) group_product_ = k;
  group_price_ = scenario_.market.products[group_product_].price * (1 - g.discount);
  group_orders_.assign(network_.communities(), 0);
}

std::optional<Bought> Twin::settle(AgentIndex i) {
  if (group_opened_ == 0 || tick_ != group_settled_ || committed_at_[i] == 0) return {};
  committed_at_[i] = 0;
  const BudgetParams& budget = scenario_.decision.budget;
  if (group_orders_[network_.community[i]] < group_size_) {
    const double full = budget.share * trait(Trait::income, i);
    budget_[i] = std::max(budget_[i], std::min(budget_[i] + group_price_, full));
    totals_.counts.group_refunds += 1;
    return {};
  }
  budget_[i] += group_price_;
  totals_.counts.group_purchases += 1;
  const bool by_peers = group_invited_[i] || noticed(i, group_product_);
  return Bought{.product = group_product_,
                .impulse = false,
                .cause = metrics::Cause::trait,
                .channel = by_peers ? metrics::Channel::peers : metrics::Channel::campaign,
                .paid = group_price_};
}

void Twin::commit(AgentIndex i, const std::optional<Bought>& bought) {
  const GroupBuyParams& g = scenario_.group_buy;
  if (!g.enabled || group_opened_ == 0 || tick_ >= group_settled_ || committed_at_[i] != 0) return;
  if (bought && bought->product == group_product_) return;
  double unaware = member_[i] ? 1 - g.notice : 1;
  bool invited = false;
  for (const TieIndex e : ties_of(i)) {
    const std::int64_t when = committed_at_[network_.neighbours[e]];
    if (when == 0 || when == tick_ || !carries_[network_.neighbours[e]]) continue;
    unaware *= 1 - g.invite * weight(e);
    invited = true;
  }
  const auto drawn = words(random::Purpose::group_buy, i);
  if (!happens(unit(drawn[0]), 1 - unaware)) return;
  const BudgetParams& budget = scenario_.decision.budget;
  if (budget.enabled) close_call(budget_[i] - group_price_);
  if (!launched(group_product_) || (budget.enabled && budget_[i] < group_price_)) return;
  if (scenario_.decision.adoption == Adoption::once && owned_[i][group_product_]) return;
  if (lasts(i, group_product_)) return;
  const double u = utility(i, group_product_, group_price_) / scenario_.decision.planned.temperature;
  if (!happens(unit(drawn[1]), 1 / (1 + std::exp(-u)))) return;
  budget_[i] -= group_price_;
  committed_at_[i] = tick_;
  group_invited_[i] = invited && g.invite > 0;
  group_orders_[network_.community[i]] += 1;
  totals_.counts.group_commitments += 1;
}

}  // namespace shoal::twin
