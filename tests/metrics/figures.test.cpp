#include "metrics/figures.hpp"

#include <catch2/catch.hpp>
#include <utility>

#include "metrics/metrics.hpp"

namespace metrics_figures_test {

using namespace shoal::metrics;

/// Every figure, and what makes it another.
const std::vector<std::pair<Figures, void (*)(Totals&)>> figures = {
    {Figures::exposure, [](Totals& t) { t.sums.exposure += 1, t.products[0].exposure += 1; }},
    {Figures::exposed, [](Totals& t) { t.products[0].exposed += 1; }},
    {Figures::drive, [](Totals& t) { t.sums.drive += 1; }},
    {Figures::memory, [](Totals& t) { t.sums.memory += 1, t.products[0].memory += 1; }},
    {Figures::vicarious_value, [](Totals& t) { t.sums.vicarious_value += 1; }},
    {Figures::value, [](Totals& t) { t.sums.value += 1, t.products[0].value += 1; }},
    {Figures::belief, [](Totals& t) { t.sums.belief += 1, t.products[0].belief += 1; }},
    {Figures::belief_error, [](Totals& t) { t.sums.belief_error += 1; }},
    {Figures::precision, [](Totals& t) { t.sums.precision += 1; }},
    {Figures::loyalty, [](Totals& t) { t.sums.loyalty += 1; }},
    {Figures::satisfaction, [](Totals& t) { t.sums.satisfaction += 1, t.products[0].satisfaction += 1; }},
    {Figures::reward, [](Totals& t) { t.sums.reward += 1; }},
    {Figures::ewa_experience, [](Totals& t) { t.sums.ewa_experience += 1; }},
    {Figures::holders, [](Totals& t) { t.products[0].holders += 1; }},
    {Figures::members,
     [](Totals& t) {
       CommunityTotals& c = t.by_community[0];
       c.counts.active_members += 1, c.belonging += 1, c.trust += 1, c.displeasure += 1;
     }},
    {Figures::communities,
     [](Totals& t) {
       t.community_buyers = {3, 3, 0, 0, 0};
       for (CommunityTotals& c : t.by_community) {
         c.counts = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
         c.agents = c.members = c.age = 7;
         c.activity = c.warmth = c.fatigue = c.belonging = c.trust = c.displeasure = 0.9;
         c.stage = Stage::dead;
       }
     }},
    {Figures::channels,
     [](Totals& t) {
       for (auto& n : t.counts.by_channel) n += 1;
       for (auto& n : t.products[0].by_channel) n += 1;
     }},
    {Figures::outcomes,
     [](Totals& t) {
       t.counts.pleased += 1, t.counts.displeased += 1;
       t.products[0].pleased += 1, t.products[0].displeased += 1;
     }},
};

Totals sample() {
  Totals t;
  t.agents = t.acting = t.members = 10;
  t.counts.planned = 4;
  t.products.resize(2);
  for (ProductTotals& p : t.products) p.purchases = p.planned = 2;
  t.alive = true;
  t.community_agents = {5, 5, 5, 5, 5};
  t.community_buyers = {1, 3, 5, 0, 2};
  t.by_community.resize(5);
  for (std::size_t c = 0; c < 5; ++c) {
    t.by_community[c].agents = t.by_community[c].members = 5;
    t.by_community[c].stage = static_cast<Stage>(c);
  }
  t.segment_purchases = t.segment_impulse = t.segment_agents = {1};
  return t;
}

TEST_CASE("a metric declares exactly the figures that it reads", "[metrics]") {
  const Totals before = sample();
  const auto check = [&](const std::string& name, Figures reads, auto&& value) {
    for (const auto& [figure, change] : figures) {
      Totals after = before;
      change(after);
      const double was = value(before), is = value(after);
      const bool changes = was != is && !(was != was && is != is);
      INFO(name << ", figure " << static_cast<std::uint32_t>(figure));
      CHECK(changes == meet(reads, figure));
    }
  };
  for (const Metric& m : catalogue({"s"}, {"a", "b"}))
    if (!m.name.ends_with("_of_b")) check(m.name, m.reads, [&](const Totals& t) { return m.value(t); });
  for (const ProductMetric& m : product_catalogue())
    check(m.name, m.reads, [&](const Totals& t) { return m.value(t, 0); });
  for (const CommunityMetric& m : community_catalogue())
    check(m.name, m.reads, [&](const Totals& t) { return m.value(t, 0); });
}

TEST_CASE("the figures of several metrics are those of any of them", "[metrics]") {
  std::vector<std::string> unknown;
  CHECK(read_by(select({"purchases", "first_time"}, {}, {}, unknown)) == Figures::none);
  CHECK(read_by(select({"purchases", "memory", "reward"}, {}, {}, unknown)) ==
        (Figures::memory | Figures::reward));
  Figures all = Figures::none;
  for (const auto& [figure, change] : figures) all = all | figure;
  CHECK(all == Figures::all);
  CHECK(read_by(catalogue({}, {"a"})) == Figures::all);  // none is measured for nobody
}

}  // namespace metrics_figures_test
