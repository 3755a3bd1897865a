#include "mechanisms/report.hpp"

#include <algorithm>

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

}  // namespace

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
