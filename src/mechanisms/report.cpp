#include "mechanisms/report.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "mechanisms/purchase.hpp"
#include "mechanisms/surround.hpp"

namespace shoal {
namespace {

/// The community of one agent of a block after another; only where communities begin is looked at.
class HomeOf {
 public:
  HomeOf(const Step& step, const Block& block)
      : offsets_(step.model.network.community_offsets),
        first_(block.first),
        size_(block.size),
        home_of_first_(first_community(step, block)) {
    go_to(home_of_first_);
  }
  bool has(std::uint32_t a) const { return a >= begin_ && a < end_; }
  void move_to(std::uint32_t a) {
    if (a < begin_) go_to(home_of_first_);
    while (a >= end_) go_to(community_ + 1);
  }
  std::uint32_t community() const { return community_; }
  /// Whether all its agents are in the block, so that one thread counts what they do.
  bool whole() const { return end_ - begin_ == offsets_[community_ + 1] - offsets_[community_]; }

 private:
  void go_to(std::uint32_t c) {
    community_ = c;
    begin_ = std::max(offsets_[c], first_) - first_;
    end_ = std::min(offsets_[c + 1] - first_, size_);
  }
  const std::vector<AgentIndex>& offsets_;
  AgentIndex first_;
  std::uint32_t size_, home_of_first_, community_ = 0, begin_ = 0, end_ = 0;
};

/// How many purchases of a product are of each kind: impulse or not, repeated or not, by channel. A purchase
/// is one count, from which all others follow.
class Kinds {
 public:
  static std::size_t of(const Purchase& p) {
    return static_cast<std::size_t>(p.channel) * 4 + p.impulse * 2u + p.repeat;
  }
  void clear() { count_.fill(0); }
  void add(const Purchase& p) { ++count_[of(p)]; }
  void add_to(metrics::Counts& counts, metrics::ProductTotals& product) const {
    for (std::size_t kind = 0; kind < count_.size(); ++kind) {
      const std::int64_t n = count_[kind];
      const bool impulse = (kind & 2) != 0, repeat = (kind & 1) != 0;
      product.purchases += n;
      (impulse ? product.impulse : product.planned) += n;
      (impulse ? counts.impulse : counts.planned) += n;
      (repeat ? counts.repeat : counts.first_time) += n;
      product.first_time += repeat ? 0 : n;
      product.by_channel[kind / 4] += n;
      counts.by_channel[kind / 4] += n;
    }
  }

 private:
  std::array<std::uint32_t, 16> count_;
};

}  // namespace

void tally_purchases(const Step& step, Block& block) {
  const std::vector<Purchase>& purchases = block.scratch.purchases;
  if (purchases.empty()) return;
  const Model& model = step.model;
  BlockTally& tally = block.tally;
  std::array<Kinds, max_products> kinds;  // of which only those of products at hand are looked at
  for (std::size_t k = 0; k < model.products.size(); ++k) kinds[k].clear();
  std::uint64_t bought = 0;
  const Product* products = model.products.data();
  for (const Purchase& p : purchases) {
    kinds[p.product].add(p);
    bought |= std::uint64_t{1} << p.product;
    const float listed = products[p.product].price;
    if (p.paid != listed) tally.products[p.product].discounts += double{listed} - double{p.paid};
  }
  const std::int64_t before = tally.counts.impulse;
  for (; bought != 0; bought &= bought - 1) {
    const auto k = static_cast<std::size_t>(std::countr_zero(bought));
    kinds[k].add_to(tally.counts, tally.products[k]);
  }
  const std::int64_t on_impulse = tally.counts.impulse - before;
  if (on_impulse > 0)
    for (const Purchase& p : purchases)  // those on impulse stand together
      if (p.impulse) tally.counts.by_cause[static_cast<int>(p.cause)] += 1;
  const AgentIndex first = block.first;
  if (!model.income_quarter.empty())
    for (const Purchase& p : purchases)
      tally.counts.first_time_by_income[model.income_quarter[first + p.agent]] += !p.repeat;
  if (model.population.segment.empty()) {
    tally.segment_purchases[0] += static_cast<std::int64_t>(purchases.size());
    tally.segment_impulse[0] += on_impulse;
    return;
  }
  for (const Purchase& p : purchases) {
    const std::size_t segment = model.population.segment[first + p.agent];
    tally.segment_purchases[segment] += 1;
    tally.segment_impulse[segment] += p.impulse;
  }
}

void add_happened(metrics::CommunityCounts& to, const metrics::CommunityCounts& more, bool alone) {
  using Counts = metrics::CommunityCounts;
  for (const auto count :
       {&Counts::buyers, &Counts::purchases, &Counts::impulse, &Counts::member_purchases, &Counts::pleased,
        &Counts::displeased, &Counts::recommendations, &Counts::complaints, &Counts::sharers})
    if (alone)
      to.*count += more.*count;
    else
      add_to(to.*count, more.*count);
}

void report_purchases(const Step& step, const Block& block) {
  const std::vector<Purchase>& purchases = block.scratch.purchases;
  if (purchases.empty()) return;
  const std::uint8_t* member = step.state.member.empty() ? nullptr : step.state.member.data() + block.first;
  std::vector<metrics::CommunityCounts>& happened = step.state.communities.happened;
  // Purchases of one kind stand in the order of their buyers: what one community adds up is added once.
  HomeOf home(step, block);
  for (auto p = purchases.begin(); p != purchases.end();) {
    home.move_to(p->agent);
    metrics::CommunityCounts sum;
    for (; p != purchases.end() && home.has(p->agent); ++p) {
      const bool inside = member == nullptr || member[p->agent] != 0;
      sum.purchases += 1;
      sum.impulse += p->impulse;
      sum.member_purchases += inside;
      sum.pleased += inside & p->pleased;
      sum.displeased += inside & p->displeased;
      sum.recommendations += inside & p->recommends;
      sum.complaints += inside & p->complains;
      sum.sharers += inside && (p->reviewed || p->recommends || p->complains);
    }
    sum.buyers = sum.purchases;
    add_happened(happened[home.community()], sum, home.whole());
  }
}

}  // namespace shoal
