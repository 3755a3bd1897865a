#include "mechanisms/report.hpp"

#include <algorithm>
#include <array>

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

/// Kinds of purchases of a product: impulse or not, repeated or not, by channel.
constexpr std::size_t kinds = 16;
static_assert(std::size(decltype(metrics::Counts::by_channel){}) * 4 == kinds);
std::size_t kind_of(const Purchase& p) {
  return static_cast<std::size_t>(p.channel) * 4 + p.impulse * 2u + p.repeat;
}
void add_kind(metrics::Counts& counts, metrics::ProductTotals& product, std::size_t kind, std::int64_t n) {
  const bool impulse = (kind & 2) != 0, repeat = (kind & 1) != 0;
  product.purchases += n;
  (impulse ? product.impulse : product.planned) += n;
  (impulse ? counts.impulse : counts.planned) += n;
  (repeat ? counts.repeat : counts.first_time) += n;
  product.first_time += repeat ? 0 : n;
  product.by_channel[kind / 4] += n;
  counts.by_channel[kind / 4] += n;
}

/// Many are counted by product and kind first, of which all counts follow.
void add_kinds(const std::vector<Purchase>& purchases, std::size_t products, BlockTally& tally) {
  constexpr std::size_t few = 4;
  if (purchases.size() <= few) {
    for (const Purchase& p : purchases) add_kind(tally.counts, tally.products[p.product], kind_of(p), 1);
    return;
  }
  std::array<std::array<std::uint32_t, kinds>, max_products> number;
  for (std::size_t k = 0; k < products; ++k) number[k].fill(0);
  for (const Purchase& p : purchases) ++number[p.product][kind_of(p)];
  for (std::size_t k = 0; k < products; ++k)
    for (std::size_t kind = 0; kind < kinds; ++kind)
      if (number[k][kind] != 0) add_kind(tally.counts, tally.products[k], kind, number[k][kind]);
}

}  // namespace

void tally_purchases(const Step& step, Block& block) {
  const std::vector<Purchase>& purchases = block.scratch.purchases;
  if (purchases.empty()) return;
  const Model& model = step.model;
  BlockTally& tally = block.tally;
  const std::int64_t before = tally.counts.impulse;
  add_kinds(purchases, model.products.size(), tally);
  for (const Purchase& p : purchases) {
    const float listed = model.products[p.product].price;
    if (p.paid != listed) tally.products[p.product].discounts += double{listed} - double{p.paid};
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
