// Metrics of diversity, of the network and of single products, from totals whose numbers are known.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "metrics/metrics.hpp"

namespace metrics_structure_test {

using namespace shoal;
using namespace shoal::metrics;

namespace {

double value(const std::string& name, const Totals& t) {
  for (const Metric& m : catalogue({}, {"a", "b"}))
    if (m.name == name) return m.value(t);
  FAIL("no metric " << name);
  return 0;
}

Totals sample() {
  Totals t;
  t.counts.planned = 10;
  t.products.resize(2);
  t.products[0].purchases = 8, t.products[1].purchases = 2;
  t.products[0].holders = 5, t.products[1].exposed = 7, t.products[1].belief = 0.25;
  t.changes = 4;
  t.community_products = {3, 1, 1, 1, 0, 0};  // a, b in three communities, of which the last bought nothing
  return t;
}

}  // namespace

TEST_CASE("concentration is the sum of squared shares", "[metrics]") {
  Totals t = sample();
  CHECK(value("concentration", t) == Approx(0.64 + 0.04));
  t.counts.planned = 0;
  CHECK(std::isnan(value("concentration", t)));
}

TEST_CASE("unpredictability is the mean difference of shares between communities", "[metrics]") {
  Totals t = sample();
  CHECK(value("unpredictability", t) == Approx(0.25));  // .75 and .25 against halves
  CHECK(value("community_gini", t) == Approx(0.125));   // .25 and 0
  t.community_products = {3, 1};
  CHECK(std::isnan(value("unpredictability", t)));  // one community
  t.community_products.clear();
  CHECK(std::isnan(value("unpredictability", t)));
  CHECK(std::isnan(value("community_gini", t)));
}

TEST_CASE("every column of products.csv is a metric of every product, by name only", "[metrics]") {
  const Totals t = sample();
  CHECK(value("purchases_of_a", t) == 8);
  CHECK(value("market_share_of_b", t) == Approx(0.2));
  CHECK(value("belief_of_b", t) == 0.25);
  CHECK(value("holders_of_a", t) == 5);
  CHECK(value("exposed_of_b", t) == 7);
  CHECK(value("environment_changes", t) == 4);
  for (const ProductMetric& m : product_catalogue()) value(m.name + "_of_b", t);
  std::vector<std::string> unknown;
  const auto all = select({"all"}, {}, {"a", "b"}, unknown);
  CHECK(std::ranges::none_of(all, [](const Metric& m) { return m.by_name; }));
  CHECK(select({"purchases_of_a", "concentration"}, {}, {"a", "b"}, unknown).size() == 2);
  CHECK(unknown.empty());
  select({"purchases_of_c"}, {}, {"a", "b"}, unknown);
  CHECK(unknown == std::vector<std::string>{"purchases_of_c"});
}

TEST_CASE("figures of the network are those of its statistics, and undefined without one", "[metrics]") {
  Totals t = sample();
  CHECK(std::isnan(value("network_clustering", t)));
  Network triangle;
  triangle.agents = 4;  // and one apart
  triangle.offsets = {0, 2, 4, 6, 6};
  triangle.neighbours = {1, 2, 0, 2, 0, 1};
  triangle.community = {0, 0, 0, 0};
  triangle.community_offsets = {0, 4};
  triangle.agent_of = {0, 1, 2, 3};
  t.network = std::make_shared<NetworkFigures>(triangle);
  CHECK(value("network_mean_degree", t) == Approx(1.5));
  CHECK(value("network_giant_share", t) == Approx(0.75));
  CHECK(value("network_clustering", t) == Approx(0.75));
  CHECK(value("network_transitivity", t) == Approx(1));
}

}  // namespace metrics_structure_test
