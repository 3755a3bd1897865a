// What is measured of communities: columns of communities.csv, and metrics of the market.

#include "metrics/arithmetic.hpp"
#include "metrics/metrics.hpp"

namespace shoal::metrics {

std::string_view name_of(Stage stage) {
  constexpr std::string_view names[] = {"formation", "growth", "maturity", "decline", "dead"};
  return names[static_cast<std::size_t>(stage)];
}

namespace {

using C = CommunityTotals;
using N = CommunityCounts;

double sum_of(const Totals& t, std::int64_t N::*count) {
  std::int64_t sum = 0;
  for (const C& c : t.by_community) sum += c.counts.*count;
  return real(sum);
}

double joined(const Totals& t) { return sum_of(t, &N::referred) + sum_of(t, &N::acquired); }

/// Mean over members; undefined without members.
double mean_of(const Totals& t, double C::*level) {
  double sum = 0;
  for (const C& c : t.by_community) sum += c.members > 0 ? real(c.members) * c.*level : 0.0;
  return ratio(sum, t.members);
}

double in_stage(const Totals& t, Stage stage) {
  if (!t.alive) return undefined;
  std::int64_t count = 0;
  for (const C& c : t.by_community) count += c.stage == stage;
  return real(count);
}

Metric counted(const char* name, const char* unit, const char* sentence, std::int64_t N::*count) {
  return {name,
          unit,
          sentence,
          false,
          [count](const Totals& t) { return sum_of(t, count); },
          false,
          Figures::communities};
}
Metric meant(const char* name, const char* sentence, double C::*level, Figures reads = Figures::none) {
  return {name,
          "1",
          sentence,
          false,
          [level](const Totals& t) { return mean_of(t, level); },
          false,
          Figures::communities | reads};
}
Metric staged(const char* name, const char* sentence, Stage stage) {
  return {
      name,  "communities",       sentence, false, [stage](const Totals& t) { return in_stage(t, stage); },
      false, Figures::communities};
}

}  // namespace

std::vector<Metric> community_metrics() {
  return {
      {"joined", "agents", "Outsiders that joined their community in the tick.", false, joined, false,
       Figures::communities},
      counted("joined_by_referral", "agents", "Of those, invited by member neighbours.", &N::referred),
      counted("joined_by_acquisition", "agents", "Of those, won by paid means.", &N::acquired),
      counted("left", "agents", "Members that left in the tick, or lost their community by its death.",
              &N::left),
      {"active_members", "agents",
       "Members whose participation score is at least community.active; empty where agents act one at a "
       "time.",
       false, [](const Totals& t) { return t.together ? sum_of(t, &N::active_members) : undefined; }, false,
       Figures::communities | Figures::members},
      counted("member_purchases", "purchases", "Purchases of the tick by members.", &N::member_purchases),
      counted("talkers", "agents", "Members that talked in the tick, apart from purchases.", &N::talkers),
      counted("sharers", "purchases",
              "Purchases of members that were reviewed, recommended or complained about.", &N::sharers),
      counted("answered", "complaints", "Complaints that the seller answered.", &N::answered),
      meant("activity", "Mean activity of the communities, weighted by members.", &C::activity),
      meant("warmth", "Mean warmth of the communities, weighted by members.", &C::warmth),
      meant("fatigue", "Mean fatigue of the communities, weighted by members.", &C::fatigue),
      meant("belonging", "Mean belonging of members.", &C::belonging, Figures::members),
      meant("trust", "Mean trust of members.", &C::trust, Figures::members),
      meant("displeasure", "Mean displeasure of members.", &C::displeasure, Figures::members),
      staged("communities_formation", "Communities in formation; empty where communities do not live.",
             Stage::formation),
      staged("communities_growth", "Communities that grow.", Stage::growth),
      staged("communities_maturity", "Mature communities.", Stage::maturity),
      staged("communities_decline", "Communities in decline.", Stage::decline),
      staged("communities_dead", "Dead communities.", Stage::dead),
      {"member_acquisition_cost", "currency",
       "Cost of membership.acquisition in the tick; no product's cost.", false,
       [](const Totals& t) { return t.acquisition_cost; }},
  };
}

const std::vector<CommunityMetric>& community_catalogue() {
  const auto count = [](const char* name, const char* unit, const char* sentence, std::int64_t N::*member) {
    return CommunityMetric{
        name, unit, sentence,
        [member](const Totals& t, std::size_t c) { return real(t.by_community[c].counts.*member); },
        Figures::communities};
  };
  const auto whole = [](const char* name, const char* unit, const char* sentence, std::int64_t C::*member) {
    return CommunityMetric{
        name, unit, sentence,
        [member](const Totals& t, std::size_t c) { return real(t.by_community[c].*member); },
        Figures::communities};
  };
  const auto level = [](const char* name, const char* sentence, double C::*member) {
    return CommunityMetric{name, "1", sentence,
                           [member](const Totals& t, std::size_t c) { return t.by_community[c].*member; },
                           Figures::communities};
  };
  const auto bond = [](const char* name, const char* sentence, double C::*member) {
    return CommunityMetric{name, "1", sentence,
                           [member](const Totals& t, std::size_t c) {
                             return t.by_community[c].members > 0 ? t.by_community[c].*member : undefined;
                           },
                           Figures::communities | Figures::members};
  };
  static const std::vector<CommunityMetric> table = {
      level("activity", "Activity of the community, as its members met it in the tick.", &C::activity),
      level("warmth", "Warmth of the community.", &C::warmth),
      level("fatigue", "Fatigue of the community.", &C::fatigue),
      {"age", "ticks", "Ticks since the community was founded; empty where communities do not live.",
       [](const Totals& t, std::size_t c) { return t.alive ? real(t.by_community[c].age) : undefined; },
       Figures::communities},
      whole("agents", "agents", "Agents whom the network puts into the community.", &C::agents),
      whole("members", "agents", "Of those, members at the end of the tick.", &C::members),
      {"active_members", "agents",
       "Members whose participation score is at least community.active; empty where agents act one at a "
       "time.",
       [](const Totals& t, std::size_t c) {
         return t.together ? real(t.by_community[c].counts.active_members) : undefined;
       },
       Figures::communities | Figures::members},
      count("joined_by_referral", "agents", "Outsiders invited by member neighbours who joined in the tick.",
            &N::referred),
      count("joined_by_acquisition", "agents", "Outsiders won by paid means who joined in the tick.",
            &N::acquired),
      count("left", "agents", "Members that left in the tick, or lost their community by its death.",
            &N::left),
      count("buyers", "agents", "Agents of the community that bought in the tick, outsiders too.",
            &N::buyers),
      count("purchases", "purchases", "Purchases of the tick by the community's agents, outsiders too.",
            &N::purchases),
      count("member_purchases", "purchases", "Of those, by members.", &N::member_purchases),
      count("impulse", "purchases", "Of the purchases, on impulse.", &N::impulse),
      count("pleased", "purchases", "Purchases of members that exceeded what was believed.", &N::pleased),
      count("displeased", "purchases", "Purchases of members that fell short of what was believed.",
            &N::displeased),
      count("talkers", "agents", "Members that talked, apart from purchases.", &N::talkers),
      count("sharers", "purchases",
            "Purchases of members that were reviewed, recommended or complained about.", &N::sharers),
      count("recommendations", "recommendations", "Recommendations of members.", &N::recommendations),
      count("complaints", "complaints", "Complaints of members.", &N::complaints),
      count("answered", "complaints", "Complaints that the seller answered.", &N::answered),
      bond("belonging", "Mean belonging of members; empty without members.", &C::belonging),
      bond("trust", "Mean trust of members; empty without members.", &C::trust),
      bond("displeasure", "Mean displeasure of members; empty without members.", &C::displeasure),
      {"purchases_per_member", "purchases per agent",
       "Purchases of the tick by members, per member; empty without members.",
       [](const Totals& t, std::size_t c) {
         return ratio(real(t.by_community[c].counts.member_purchases), t.by_community[c].members);
       },
       Figures::communities},
  };
  return table;
}

}  // namespace shoal::metrics
