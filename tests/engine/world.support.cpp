#include "engine/world.support.hpp"

#include <cstring>

namespace shoal {
namespace {

class List {
 public:
  template <class T>
  void add(const std::string& name, T value) {
    numbers.push_back({name, static_cast<double>(value), std::is_integral_v<T>});
  }
  template <class T>
  void add_all(const std::string& name, const T& values) {
    std::size_t n = 0;
    for (const auto& v : values) add(name + "[" + std::to_string(n++) + "]", v);
  }
  std::vector<NamedNumber> numbers;
};

void add_counts(List& list, const metrics::Counts& c) {
  list.add("planned", c.planned);
  list.add("impulse", c.impulse);
  list.add_all("by_cause", c.by_cause);
  list.add_all("by_channel", c.by_channel);
  list.add_all("first_time_by_income", c.first_time_by_income);
  list.add("first_time", c.first_time);
  list.add("repeat", c.repeat);
  list.add("pleased", c.pleased);
  list.add("displeased", c.displeased);
  list.add("recommendations", c.recommendations);
  list.add("complaints", c.complaints);
  list.add("reviews", c.reviews);
  list.add_all("readers", c.readers);
  list.add("needs", c.needs);
  list.add("group_commitments", c.group_commitments);
  list.add("group_purchases", c.group_purchases);
  list.add("group_refunds", c.group_refunds);
  list.add("recruited", c.recruited);
  list.add("quit", c.quit);
}

void add_sums(List& list, const metrics::Sums& s) {
  list.add("exposure", s.exposure);
  list.add("drive", s.drive);
  list.add("memory", s.memory);
  list.add("vicarious_value", s.vicarious_value);
  list.add("value", s.value);
  list.add("belief", s.belief);
  list.add("belief_error", s.belief_error);
  list.add("precision", s.precision);
  list.add("loyalty", s.loyalty);
  list.add("satisfaction", s.satisfaction);
  list.add("reward", s.reward);
  list.add("ewa_experience", s.ewa_experience);
}

void add_product(List& list, const std::string& name, const metrics::ProductTotals& p) {
  list.add(name + "purchases", p.purchases);
  list.add(name + "planned", p.planned);
  list.add(name + "impulse", p.impulse);
  list.add(name + "first_time", p.first_time);
  list.add(name + "adopters", p.adopters);
  list.add(name + "pleased", p.pleased);
  list.add(name + "displeased", p.displeased);
  list.add(name + "recommendations", p.recommendations);
  list.add(name + "complaints", p.complaints);
  list.add(name + "cumulative_purchases", p.cumulative_purchases);
  list.add(name + "review_count", p.review_count);
  list.add(name + "review_rating", p.review_rating);
  for (std::size_t s = 0; s < metrics::review_sources; ++s) {
    const metrics::SourceTotals& source = p.sources[s];
    const std::string from = name + "sources[" + std::to_string(s) + "].";
    list.add(from + "posted", source.posted);
    list.add(from + "fakes", source.fakes);
    list.add(from + "readings", source.readings);
    list.add(from + "disconfirmed", source.disconfirmed);
    list.add(from + "count", source.count);
    list.add(from + "rating", source.rating);
    list.add(from + "credibility", source.credibility);
  }
  list.add(name + "deceived", p.deceived);
  list.add(name + "price", p.price);
  list.add(name + "unit_cost", p.unit_cost);
  list.add(name + "marketing_cost", p.marketing_cost);
  list.add(name + "exposure", p.exposure);
  list.add(name + "memory", p.memory);
  list.add(name + "value", p.value);
  list.add(name + "belief", p.belief);
  list.add(name + "satisfaction", p.satisfaction);
  list.add(name + "discounts", p.discounts);
  list.add(name + "commission", p.commission);
  list.add_all(name + "by_channel", p.by_channel);
  list.add(name + "holders", p.holders);
  list.add(name + "exposed", p.exposed);
  list.add(name + "cumulative_first_time", p.cumulative_first_time);
  list.add(name + "cumulative_acquisition", p.cumulative_acquisition);
}

void add_community(List& list, const std::string& name, const metrics::CommunityTotals& c) {
  const metrics::CommunityCounts& n = c.counts;
  list.add(name + "buyers", n.buyers);
  list.add(name + "purchases", n.purchases);
  list.add(name + "impulse", n.impulse);
  list.add(name + "pleased", n.pleased);
  list.add(name + "displeased", n.displeased);
  list.add(name + "sharers", n.sharers);
  list.add(name + "recommendations", n.recommendations);
  list.add(name + "complaints", n.complaints);
  list.add(name + "member_purchases", n.member_purchases);
  list.add(name + "talkers", n.talkers);
  list.add(name + "referred", n.referred);
  list.add(name + "acquired", n.acquired);
  list.add(name + "left", n.left);
  list.add(name + "contacted", n.contacted);
  list.add(name + "answered", n.answered);
  list.add(name + "active_members", n.active_members);
  list.add(name + "agents", c.agents);
  list.add(name + "members", c.members);
  list.add(name + "activity", c.activity);
  list.add(name + "warmth", c.warmth);
  list.add(name + "fatigue", c.fatigue);
  list.add(name + "belonging", c.belonging);
  list.add(name + "trust", c.trust);
  list.add(name + "displeasure", c.displeasure);
  list.add(name + "stage", static_cast<std::int64_t>(c.stage));
  list.add(name + "age", c.age);
}

}  // namespace

std::vector<NamedNumber> numbers_of(const metrics::Totals& t) {
  List list;
  list.add("tick", std::int64_t{t.tick});
  list.add("agents", t.agents);
  list.add("members", t.members);
  list.add("communities", t.communities);
  list.add("acting", t.acting);
  list.add("buyers_ever", t.buyers_ever);
  list.add("campaigns", t.campaigns);
  list.add("resellers", t.resellers);
  list.add("removed", t.removed);
  list.add("changes", t.changes);
  list.add("social_learners", t.learners.social);
  list.add("individual_learners", t.learners.individual);
  list.add("social_payoff", t.learners.social_payoff);
  list.add("individual_payoff", t.learners.individual_payoff);
  add_counts(list, t.counts);
  add_sums(list, t.sums);
  for (std::size_t k = 0; k < t.products.size(); ++k)
    add_product(list, "products[" + std::to_string(k) + "].", t.products[k]);
  list.add_all("segment_purchases", t.segment_purchases);
  list.add_all("segment_impulse", t.segment_impulse);
  list.add_all("segment_agents", t.segment_agents);
  list.add_all("community_buyers", t.community_buyers);
  list.add_all("community_agents", t.community_agents);
  for (std::size_t c = 0; c < t.by_community.size(); ++c)
    add_community(list, "by_community[" + std::to_string(c) + "].", t.by_community[c]);
  list.add("acquisition_cost", t.acquisition_cost);
  return list.numbers;
}

std::string bits_of(const metrics::Totals& totals) {
  std::string bytes;
  for (const NamedNumber& n : numbers_of(totals)) {
    char raw[sizeof n.value];
    std::memcpy(raw, &n.value, sizeof raw);
    bytes.append(raw, sizeof raw);
  }
  return bytes;
}

}  // namespace shoal
