// Canon A9: Granovetter's thresholds on the complete graph of 100. Thresholds count other adopters
// (`of: count`), so that agents do not count themselves; synchronous; >=; nobody has adopted before tick 1.

#include <boost/math/distributions/normal.hpp>
#include <catch2/catch.hpp>

#include "engine/by_hand.support.hpp"
#include "engine/canon.support.hpp"

namespace engine_canon_thresholds_test {

using namespace shoal;
using namespace shoal::canon;

namespace {

/// Adopters after ticks 1, 2, ... (index 0: none) with these thresholds.
std::vector<std::int64_t> adopters(const std::vector<double>& thresholds, int ticks,
                                   const std::string& strict = "false", double slack = 0) {
  const World world(
      bare(), {"decision.rule=threshold", "decision.adoption=once",
               "decision.threshold={of: count, strict: " + strict + "}", "network={generator: complete}",
               "population.agents=" + std::to_string(thresholds.size())});
  ByHand run(world, [&](Model& model) {
    model.adopt_threshold = Column::varying(world.network.agents);
    for (AgentIndex i = 0; i < world.network.agents; ++i)
      model.adopt_threshold[i] = static_cast<float>(thresholds[i] + slack);
  });
  std::vector<std::int64_t> curve{0};
  for (int t = 0; t < ticks; ++t) {
    run.step();
    curve.push_back(curve.back() + run.purchases());
  }
  return curve;
}

std::vector<double> staircase() {
  std::vector<double> thresholds;
  for (int i = 0; i < 100; ++i) thresholds.push_back((37 * i) % 100);  // each of 0..99 once, in no order
  return thresholds;
}

}  // namespace

TEST_CASE("thresholds 0 to 99 fall like dominoes, one agent a tick", "[engine][canon]") {
  const auto curve = adopters(staircase(), 101);
  for (std::size_t t = 0; t <= 100; ++t) CHECK(curve[t] == static_cast<std::int64_t>(t));
  CHECK(curve[101] == 100);
  CHECK(adopters(staircase(), 100, "true").back() == 0);  // negative control: > instead of >=
}

TEST_CASE("without the agent of threshold one the riot ends with its instigator", "[engine][canon]") {
  std::vector<double> thresholds = staircase();
  for (double& t : thresholds)
    if (t == 1) t = 2;
  const auto curve = adopters(thresholds, 100);
  for (std::size_t t = 1; t <= 100; ++t) CHECK(curve[t] == 1);
  // Negative control: agents who count themselves in.
  CHECK(adopters(thresholds, 100, "false", -1).back() == 100);
}

TEST_CASE("normal thresholds tip between standard deviations 12.5 and 13", "[engine][canon]") {
  // Quantiles of Normal(25, sd) at (i - 1/2) / 100.
  const std::vector<std::pair<double, std::int64_t>> equilibria = {
      {10, 1}, {12, 3}, {12.5, 5}, {13, 100}, {30, 99}};
  int strict = 0;
  for (const auto& [sd, expected] : equilibria) {
    std::vector<double> thresholds;
    for (int i = 0; i < 100; ++i)
      thresholds.push_back(
          boost::math::quantile(boost::math::normal_distribution<>(25, sd), (i + 0.5) / 100));
    CHECK(adopters(thresholds, 150).back() == expected);
    strict += adopters(thresholds, 150, "false", 1).back() == expected;  // negative control: one more needed
  }
  CHECK(strict <= 1);
}

TEST_CASE("a constant threshold on shares of others is met exactly", "[engine][canon]") {
  // K11 with 3 seeds: each other agent sees 3 of 10. A threshold of .3 is met, .31 is not, nor .3 strictly.
  const auto after_two = [](const std::string& threshold) {
    World world(bare(), {"decision.rule=threshold", "decision.adoption=once",
                         "decision.threshold=" + threshold, "network={generator: complete}",
                         "population.agents=11", "population.seed_adopters={count: 3}", "time.ticks=2"});
    return run(world).back().products[0].adopters;
  };
  CHECK(after_two("{level: 0.3}") == 11);
  CHECK(after_two("{level: 0.31}") == 3);
  CHECK(after_two("{level: 0.3, strict: true}") == 3);
  CHECK(after_two("{level: 3, of: count}") == 11);
  CHECK(after_two("{level: 3, of: count, strict: true}") == 3);
}

}  // namespace engine_canon_thresholds_test
