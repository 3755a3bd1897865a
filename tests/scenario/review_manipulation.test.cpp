// The reference scenario of manipulated reviews shows what its header says.
//
// Deterministic: the seeds are fixed, and a scenario gives the same bytes on every machine. Seen over seeds 1
// to 20 the differences checked here never had another sign.

#include <catch2/catch.hpp>

#include "engine/world.support.hpp"
#include "metrics/metrics.hpp"
#include "output/temporary.support.hpp"
#include "paths.support.hpp"

namespace scenario_review_manipulation_test {

using namespace shoal;

namespace {

struct Run {
  std::vector<double> profit;  ///< of the gadget, summed up
  double credibility = 0;      ///< of the store, mean over the last 100 ticks
  double elsewhere = 0;        ///< share of readings at the third party
};

Run run(const std::string& key, int seed) {
  const std::string folder = std::string(paths::source) + "/configs/reference";
  const World world(read_text(folder + "/review_manipulation.yaml"), {key, "seed=" + std::to_string(seed)},
                    folder);
  const auto& columns = metrics::product_catalogue();
  const auto profit =
      std::find_if(columns.begin(), columns.end(), [](const auto& c) { return c.name == "profit"; });
  REQUIRE(profit != columns.end());
  REQUIRE(world.scenario.market.products[0].name == "gadget");
  Simulation simulation = world.simulation();
  Run result;
  double sum = 0, readings[2] = {};
  for (std::uint32_t t = 1; t <= world.ticks(); ++t) {
    const metrics::Totals& now = simulation.step();
    result.profit.push_back(sum += profit->value(now, 0));
    for (const metrics::ProductTotals& p : now.products) {
      for (std::size_t s = 0; s < 2; ++s) readings[s] += static_cast<double>(p.sources[s].readings);
      if (t + 100 > world.ticks()) result.credibility += p.sources[0].credibility / 200;
    }
  }
  result.elsewhere = readings[1] / (readings[0] + readings[1]);
  return result;
}

}  // namespace

TEST_CASE("a deceiving seller is ahead of an honest one early and behind it in the long run", "[scenario]") {
  for (const int seed : {7, 8}) {
    const Run honest = run("market.products.gadget.honesty=1", seed);
    const Run deceiver = run("market.products.gadget.honesty=0.5", seed);
    CHECK(deceiver.profit[9] > honest.profit[9]);
    CHECK(deceiver.profit[99] < honest.profit[99]);
    CHECK(deceiver.profit.back() < honest.profit.back());
  }
}

TEST_CASE("fake reviews cost the store its credibility and send readers to the third party", "[scenario]") {
  for (const int seed : {7, 8}) {
    const Run without = run("market.products.gadget.fake_reviews=0", seed);
    const Run with = run("market.products.gadget.fake_reviews=4", seed);
    CHECK(with.credibility < without.credibility);
    CHECK(with.elsewhere > without.elsewhere);
  }
}

}  // namespace scenario_review_manipulation_test
