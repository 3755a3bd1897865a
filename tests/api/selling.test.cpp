// The reference scenarios of selling show what their headers say: smoke runs at fixed seeds, smaller than as
// shipped.

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "shoal/run.hpp"

namespace api_selling_test {

namespace {

/// Sums over the run of all metrics.
std::map<std::string, double> sums_of(const std::string& scenario, std::vector<std::string> overrides) {
  overrides.push_back("output.metrics=all");
  auto run = shoal::api::Run::from_file(
      std::string(SHOAL_SOURCE_DIR) + "/configs/reference/" + scenario + ".yaml", overrides);
  std::map<std::string, double> sums;
  while (run.step())
    for (std::size_t m = 0; m < run.metrics().size(); ++m)
      if (!std::isnan(run.row()[m])) sums[run.metrics()[m]] += run.row()[m];
  return sums;
}

}  // namespace

// Claim C33. Without groups nobody of the lowest quarter can pay the list price; with them there are some two
// hundred first-time buyers.
TEST_CASE("group buying wins low-income consumers by price", "[api]") {
  const auto with = sums_of("group_buy", {}), without = sums_of("group_buy", {"group_buy.enabled=false"});
  CHECK(with.at("first_time_income_q1") > without.at("first_time_income_q1") + 50);
  CHECK(with.at("revenue") / with.at("purchases") < 0.9 * without.at("revenue") / without.at("purchases"));
  CHECK(with.at("group_commitments") > with.at("group_purchases"));
  CHECK(without.at("group_commitments") == 0);
}

// Claim C32, its first half: sales replicate.
TEST_CASE("the more members become resellers, the more is sold", "[api]") {
  double before = 0;
  for (const char* rate : {"0", "0.1", "0.5"}) {
    const auto sums = sums_of("reseller", {"population.agents=2000", std::string("resellers.rate=") + rate});
    // Arms share all luck; purchases of an arm vary by about the square root of some 12,000.
    CHECK(sums.at("purchases") > before + 5 * 110);
    before = sums.at("purchases");
  }
}

// Claim L13: two stages; the impulsive buy at introduction, the rational in the mass stage. Null: the share
// of the rational stays the same; of some 6,000 early purchases it has a standard error of 0.006.
TEST_CASE("the impulsive buy first, the share of the rational rises", "[api]") {
  double early[2] = {}, late[2] = {};  // rational, all
  for (const char* seed : {"1", "2", "3", "4", "5"}) {
    auto run = shoal::api::Run::from_file(std::string(SHOAL_SOURCE_DIR) + "/configs/reference/village.yaml",
                                          {"time.ticks=120", std::string("seed=") + seed});
    while (run.step()) {
      if (run.tick() > 15 && run.tick() <= 60) continue;
      double* to = run.tick() <= 15 ? early : late;
      to[0] += run.value("purchases_rational");
      to[1] += run.value("purchases");
    }
  }
  CHECK(late[0] / late[1] > early[0] / early[1] + 0.01);
}

}  // namespace api_selling_test
