// The reference scenarios of selling show what their headers say: smoke runs at fixed seeds, smaller than as
// shipped.

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "paths.support.hpp"
#include "shoal/run.hpp"

namespace api_selling_test {

namespace {

/// Sums over the run of all metrics.
std::map<std::string, double> sums_of(const std::string& scenario, std::vector<std::string> overrides) {
  overrides.push_back("output.metrics=all");
  auto run = shoal::api::Run::from_file(
      std::string(paths::source) + "/configs/reference/" + scenario + ".yaml", overrides);
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

// Claim C32. Purchases of an arm vary by about the square root of some 80,000; arms share all luck.
TEST_CASE("resellers replicate sales, and too many of them spoil trust and activity", "[api]") {
  const auto none = sums_of("reseller", {"resellers.rate=0"}), few = sums_of("reseller", {}),
             many = sums_of("reseller", {"resellers.rate=0.5"});
  CHECK(few.at("purchases") > none.at("purchases") + 10 * 280);
  CHECK(many.at("purchases") < few.at("purchases") - 10 * 280);
  CHECK(many.at("resellers") > few.at("resellers"));
  for (const char* level : {"trust", "activity", "members"}) {
    CHECK(few.at(level) < none.at(level));
    CHECK(many.at(level) < few.at(level));
  }
}

// Claim C25. The peak is broad: the fall at full pressure is what stands out.
TEST_CASE("hard selling breaks the circle", "[api]") {
  const auto none = sums_of("hard_sell", {"campaigns.hard_sell.intensity=0"}),
             some = sums_of("hard_sell", {}),
             full = sums_of("hard_sell", {"campaigns.hard_sell.intensity=1"});
  CHECK(some.at("member_purchases") > none.at("member_purchases"));
  CHECK(some.at("member_purchases") > full.at("member_purchases") + 10 * 250);
  CHECK(none.at("activity") > some.at("activity"));
  CHECK(some.at("activity") > full.at("activity"));
}

// Claim C07: red packets for five days.
TEST_CASE("red packets raise the temperature", "[api]") {
  const std::string packets = "campaigns=[{kind: red_packet, at: [100, 101, 102, 103, 104], intensity: ";
  std::map<std::string, double> before[2], during[2];
  for (const int on : {0, 1}) {
    auto run =
        shoal::api::Run::from_file(std::string(paths::source) + "/configs/reference/hard_sell.yaml",
                                   {"time.ticks=110", "output.metrics=all", packets + (on ? "1}]" : "0}]")});
    while (run.step())
      for (const char* name : {"warmth", "activity", "purchases"})
        (run.tick() < 100 ? before : during)[on][name] += run.value(name);
  }
  CHECK(before[0] == before[1]);
  CHECK(during[1]["warmth"] > during[0]["warmth"] + 11 * 0.2);
  CHECK(during[1]["activity"] > during[0]["activity"] + 11 * 0.02);
  CHECK(during[1]["purchases"] > during[0]["purchases"] + 5 * 23);  // of some 500
}

// Claim L13: two stages; the impulsive buy at introduction, the rational in the mass stage. Null: the share
// of the rational stays the same; of some 6,000 early purchases it has a standard error of 0.006.
TEST_CASE("the impulsive buy first, the share of the rational rises", "[api]") {
  double early[2] = {}, late[2] = {};  // rational, all
  for (const char* seed : {"1", "2", "3", "4", "5"}) {
    auto run = shoal::api::Run::from_file(std::string(paths::source) + "/configs/reference/village.yaml",
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
