// Resellers of the twin: docs/mechanisms/resellers.md.

#include <cmath>

#include "engine/twin.support.hpp"

namespace shoal::twin {

void Twin::open_shops() {
  if (tick_ == 1) {
    selling_next_.assign(agents_, -1);
    earned_.assign(agents_, 0);
  }
  for (AgentIndex i = 0; i < agents_; ++i)
    if (!member_[i]) selling_next_[i] = -1;
  selling_ = selling_next_;
  totals_.resellers = 0;
  for (std::uint32_t c = 0; c < places_.size(); ++c) {
    double sellers = 0, members = 0;
    for (AgentIndex i = 0; i < agents_; ++i) {
      if (network_.community[i] != c) continue;
      sellers += selling_[i] >= 0;
      members += member_[i];
    }
    if (sellers > 0)
      places_[c].pressure =
          1 - (1 - places_[c].pressure) * (1 - scenario_.resellers.pressure * sellers / members);
  }
  for (AgentIndex i = 0; i < agents_; ++i) {
    budget_[i] += 1e-6 * static_cast<double>(earned_[i]);
    earned_[i] = 0;
    totals_.resellers += selling_[i] >= 0;
  }
}

double Twin::unsolicited(AgentIndex i, std::size_t k) const {
  double spared = 1;
  if (!carries_[i]) return spared;
  for (const TieIndex e : ties_of(i))
    if (selling_[network_.neighbours[e]] == static_cast<int>(k))
      spared *= 1 - scenario_.resellers.stimulus * weight(e);
  return spared;
}

bool Twin::offered(AgentIndex i, std::size_t k) const {
  if (!carries_[i]) return false;
  for (const TieIndex e : ties_of(i))
    if (selling_[network_.neighbours[e]] == static_cast<int>(k)) return true;
  return false;
}

void Twin::pay_commission(AgentIndex i, const Bought& bought) {
  if (bought.channel != metrics::Channel::reseller) return;
  std::vector<std::pair<AgentIndex, AgentIndex>> sellers;  // the user's number, position
  for (const TieIndex e : ties_of(i)) {
    const AgentIndex j = network_.neighbours[e];
    if (selling_[j] == static_cast<int>(bought.product)) sellers.push_back({network_.agent_of[j], j});
  }
  std::sort(sellers.begin(), sellers.end());
  const std::uint64_t word = words(random::Purpose::commission, i)[0];
  const AgentIndex j = sellers[word * sellers.size() >> 32].second;
  const double amount = std::round(1e6 * scenario_.resellers.commission * bought.paid);
  earned_[j] += static_cast<std::int64_t>(amount);
  totals_.products[bought.product].commission += 1e-6 * amount;
}

void Twin::recruit(AgentIndex i, const std::optional<Bought>& bought) {
  const ResellerParams& r = scenario_.resellers;
  if (!r.enabled) return;
  const double drawn = unit(words(random::Purpose::reselling, i)[0]);
  int& sells = selling_next_[i];
  if (!member_[i]) {
    // neither becomes one nor quits before the tick is over
  } else if (sells < 0) {
    int best = -1;
    double most = 0;
    for (std::size_t k = 0; k < products_; ++k) {
      if (loyalty_[i][k] > 0) close_call(loyalty_[i][k] - r.loyalty);
      if (loyalty_[i][k] > 0 && loyalty_[i][k] >= r.loyalty && loyalty_[i][k] > most) {
        best = static_cast<int>(k);
        most = loyalty_[i][k];
      }
    }
    if (best >= 0 && happens(drawn, r.rate)) {
      sells = best;
      totals_.counts.recruited += 1;
    }
  } else if (happens(drawn, r.quit)) {
    sells = -1;
    totals_.counts.quit += 1;
  }
  if (bought && bought->displeased && sells == static_cast<int>(bought->product)) {
    sells = -1;
    totals_.counts.quit += 1;
  }
}

}  // namespace shoal::twin
