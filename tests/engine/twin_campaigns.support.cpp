// Campaigns of the twin: docs/mechanisms/campaigns.md.

#include <algorithm>

#include "engine/twin.support.hpp"

namespace shoal::twin {

namespace {

bool on_in(const CampaignParams& p, std::int64_t t) {
  if (t < p.from.value) return false;
  if (p.to && t > p.to->value) return false;
  if (!p.at.empty()) {
    for (const auto& start : p.at)
      if (t >= start.value && t < start.value + (p.length ? p.length->value : 1)) return true;
    return false;
  }
  if (p.every) return (t - p.from.value) % p.every->value < (p.length ? p.length->value : 1);
  return !p.length || t < p.from.value + p.length->value;
}

}  // namespace

std::vector<Twin::Running> Twin::running() const {
  std::vector<Running> all;
  for (std::size_t m = 0; m < scenario_.campaigns.size(); ++m) {
    const CampaignParams& p = scenario_.campaigns[m];
    if (!on_in(p, tick_)) continue;
    const CampaignEffect& kind = *find_kind(p.kind, scenario_.campaign_kinds);
    const auto effect = [&](const auto& own, const config::Probability& usual) {
      return std::min(1.0, p.intensity.value * (own ? own->value : usual.value));
    };
    Running r{&p,
              m,
              effect(p.effect.price_cut, kind.price_cut),
              effect(p.effect.stimulus, kind.stimulus),
              effect(p.effect.warmth, kind.warmth),
              effect(p.effect.endorse, kind.endorse),
              effect(p.effect.content, kind.content),
              effect(p.effect.promotion, kind.promotion),
              effect(p.effect.pressure, kind.pressure),
              effect(p.effect.reach, kind.reach),
              {}};
    for (std::size_t k = 0; k < products_; ++k)
      if (p.products.empty() ||
          std::count(p.products.begin(), p.products.end(), scenario_.market.products[k].name))
        r.products.push_back(k);
    all.push_back(r);
  }
  return all;
}

bool Twin::aims_at(const CampaignParams& p, AgentIndex i, bool member) const {
  const auto among = [](const auto& list, const auto& x) {
    return list.empty() || std::find(list.begin(), list.end(), x) != list.end();
  };
  const std::string& segment =
      population_.segment_names[population_.segment.empty() ? 0 : population_.segment[i]];
  bool community = p.communities.empty();
  for (const auto& c : p.communities) community = community || c.value == network_.community[i];
  const bool wanted = p.audience == Audience::everybody || member == (p.audience == Audience::members);
  return community && among(p.roles, static_cast<Role>(stratum_[i])) && among(p.segments, segment) && wanted;
}

void Twin::open_campaigns() {
  running_ = running();
  totals_.campaigns = static_cast<std::int64_t>(running_.size());
  campaign_cost_.assign(products_, 0);
  for (std::size_t c = 0; c < places_.size(); ++c) {
    Place& place = places_[c];
    place.content = place.event_warmth = place.promotion = place.pressure = place.reach = 0;
    for (const Running& r : running_) {
      bool here = r.campaign->communities.empty();
      for (const auto& listed : r.campaign->communities)
        here = here || listed.value == static_cast<std::int64_t>(c);
      if (!here) continue;
      const auto joined = [](double level, double effect) { return 1 - (1 - level) * (1 - effect); };
      place.content = joined(place.content, r.content);
      place.event_warmth = joined(place.event_warmth, r.warmth);
      place.promotion = joined(place.promotion, r.promotion);
      place.pressure = joined(place.pressure, r.pressure);
      place.reach = joined(place.reach, r.reach);
    }
  }
  for (const Running& r : running_) {
    const CampaignEffect& kind = *find_kind(r.campaign->kind, scenario_.campaign_kinds);
    const auto& own = r.campaign->effect;
    double heads = 0;
    for (AgentIndex i = 0; i < agents_; ++i) heads += aims_at(*r.campaign, i, member_[i]);
    const double cost = (own.cost ? own.cost->value : kind.cost.value) +
                        heads * (own.cost_per_head ? own.cost_per_head->value : kind.cost_per_head.value);
    for (const std::size_t k : r.products) campaign_cost_[k] += cost / static_cast<double>(r.products.size());
  }
}

double Twin::stimulus(AgentIndex i, std::size_t k) const {
  double without = 1 - scenario_.market.products[k].stimulus;
  for (const Running& r : running_)
    if (aims_at(*r.campaign, i, carries_[i]) && std::count(r.products.begin(), r.products.end(), k))
      without *= 1 - r.stimulus;
  return 1 - without * unsolicited(i, k);
}

double Twin::warmth(AgentIndex i) const {
  if (!member_[i] || !carries_[i]) return 0;
  double without = 1 - met_warmth_;
  for (const Running& r : running_)
    if (aims_at(*r.campaign, i, carries_[i])) without *= 1 - r.warmth;
  return 1 - without;
}

double Twin::price(AgentIndex i, std::size_t k) const {
  double price = scenario_.market.products[k].price;
  for (const Running& r : running_)
    if (aims_at(*r.campaign, i, carries_[i]) && std::count(r.products.begin(), r.products.end(), k))
      price *= 1 - r.price_cut;
  return price;
}

void Twin::endorse(AgentIndex i) {
  if (stratum_[i] != 3 || !member_[i]) return;
  for (const Running& r : running_) {
    if (r.endorse == 0 || !aims_at(*r.campaign, i, true)) continue;
    const auto drawn = words(random::Purpose::endorsement, i, static_cast<std::uint32_t>(r.position));
    if (!happens(unit(drawn[0]), r.endorse)) continue;
    for (const std::size_t k : r.products) {
      Shown& to = (one_at_a_time_ ? shown_ : next_)[i][k];
      to.recommends = true;
      to.told = 1;
    }
  }
}

}  // namespace shoal::twin
