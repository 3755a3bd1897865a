// Pure functions of copying, and what is refused.

#include <catch2/catch.hpp>
#include <cmath>

#include "config/source.hpp"
#include "engine/canon.support.hpp"
#include "engine/simulation.hpp"
#include "mechanisms/copy.hpp"

namespace mechanisms_copying_test {

using namespace shoal;
using Catch::Matchers::Contains;

namespace {

void refused(const std::vector<std::string>& keys, const std::string& why) {
  std::string message;
  try {
    const World world(canon::bare(), keys);
    world.simulation();
  } catch (const config::InvalidInput& error) {
    message = error.what();
  }
  CHECK_THAT(message, Contains(why));
}

}  // namespace

TEST_CASE("weights of copying are appeal times a power of frequency", "[mechanisms]") {
  CHECK(copy_weight(1, 0, 3, 1) == 3);
  CHECK(copy_weight(2, 1, 3, 1) == 8);
  CHECK(copy_weight(2, 0, 3, 2) == Approx(18).epsilon(1e-14));
  CHECK(copy_weight(1.5, 0, 0, 0) == 1.5);  // nobody cares what others do
  CHECK(copy_weight(1, 0, 0, 2) == 0);
  // Boyd and Richerson's bias D with three models: the majority of two is followed with 2/3 + D/3.
  for (const double d : {0.0, 0.3, 0.9}) {
    const double exponent = std::log2((2 + d) / (1 - d));
    const double majority = copy_weight(1, 0, 2, exponent), minority = copy_weight(1, 0, 1, exponent);
    CHECK(majority / (majority + minority) == Approx((2 + d) / 3).epsilon(1e-12));
  }
}

TEST_CASE("what copying cannot do is refused with a reason", "[mechanisms]") {
  refused({"decision.rule=copy", "decision.copy={models: 0, from: everybody}"},
          "from: everybody needs a number");
  refused({"decision.rule=copy", "decision.copy.innovate=new", "schedule=asynchronous"},
          "needs `schedule: synchronous`");
  refused({"decision.rule=imitate", "decision.imitate.update=birth_death"}, "needs `schedule: asynchronous`");
  refused({"decision.rule=imitate", "decision.imitate.update=birth_death", "schedule=asynchronous",
           "network={generator: ring_lattice, ring_lattice: {one_sided: true}}"},
          "ties of the network are directed");
  refused({"population.seed_adopters={share: 1, products: [0.5, 0.4]}"}, "must sum to 1");
  refused({"population.seed_adopters={share: 1, products: [0.5, 0.5]}"}, "has 2 shares; the market has 1");
  refused({"market.products=[{name: only, appeal: 0}]"}, "out of range");
}

TEST_CASE("seed adopters have bought the products in the shares asked for, rounded", "[mechanisms]") {
  const World world(canon::bare(),
                    {"market.products=[{name: a}, {name: b}, {name: c}]", "population.agents=101",
                     "population.seed_adopters={share: 1, products: [0.5, 0.2, 0.3]}", "decision.rule=copy",
                     "decision.copy.inertia=1", "time.ticks=2"});
  Simulation simulation = world.simulation();
  for (int t = 0; t < 2; ++t) {
    const metrics::Totals& totals = simulation.step();
    CHECK(totals.products[0].purchases == 51);  // 50.5 rounded; 70.7 to 71
    CHECK(totals.products[1].purchases == 20);
    CHECK(totals.products[2].purchases == 30);
    CHECK(totals.products[1].adopters == 20);
    CHECK(totals.products[1].holders == 20);
    CHECK(totals.buyers_ever == 101);
  }
}

TEST_CASE("an appeal of one and a rate of zero are no mechanism at all", "[mechanisms]") {
  const std::vector<std::string> keys = {"decision.rule=imitate", "population.seed_adopters.share=0.5",
                                         "time.ticks=5"};
  auto same = keys;
  same.insert(same.end(), {"market.products=[{name: product, appeal: 1}]", "market.change.rate=0"});
  World one(canon::bare(), keys), other(canon::bare(), same);
  const auto a = canon::run(one), b = canon::run(other);
  for (std::size_t t = 0; t < 5; ++t) CHECK(bits_of(a[t]) == bits_of(b[t]));
}

}  // namespace mechanisms_copying_test
