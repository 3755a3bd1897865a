// Contradictions between keys, each with its exact message.

#include "scenario/check.hpp"

#include <catch2/catch.hpp>

#include "engine/world.support.hpp"
#include "output/temporary.support.hpp"

namespace scenario_check_test {

using namespace shoal;

namespace {

/// All problems of a scenario, one per line; empty: none.
std::string problems(const std::string& yaml) {
  try {
    parse_scenario("population: {agents: 400}\n" + yaml, "s.yaml", ".");
  } catch (const config::InvalidInput& invalid) {
    return invalid.what();
  }
  return "";
}

const std::string two = "market: {products: [{name: a}, {name: b}]}\n";

}  // namespace

TEST_CASE("markets have 1 to 64 products of different names", "[scenario]") {
  CHECK(problems(two) == "");
  CHECK(problems("market: {products: []}") ==
        "s.yaml:2:10: market.products: is an empty list; allowed: 1 to 64 products");
  CHECK(problems("market: {products: [{name: a}, {name: a}, {price: 3}]}") ==
        "s.yaml:2:39: market.products.1.name: 'a' is the name of an earlier product; names must differ\n"
        "s.yaml:2:43: market.products.2: has no name; every product needs one");
  std::string many = "market:\n  products:\n";
  for (int k = 0; k < 64; ++k) many += "    - {name: p" + std::to_string(k) + "}\n";
  CHECK(problems(many) == "");
  CHECK(problems(many + "    - {name: one more}\n") ==
        "s.yaml:3:3: market.products: has 65 products; allowed: 1 to 64 products");
}

TEST_CASE("seed adopters own a product that exists", "[scenario]") {
  const auto seeds = [](const std::string& product, const std::string& more) {
    try {
      parse_scenario("population: {agents: 400, seed_adopters: {product: " + product + "}}\n" + more,
                     "s.yaml", ".");
    } catch (const config::InvalidInput& invalid) {
      return std::string(invalid.what());
    }
    return std::string();
  };
  CHECK(seeds("1", two) == "");
  CHECK(seeds("2", two) ==
        "s.yaml:1:52: population.seed_adopters.product: there is no product 2; allowed: 0 to 1");
  CHECK(seeds("1", "") ==
        "s.yaml:1:52: population.seed_adopters.product: there is no product 1; allowed: 0 to 0");
  CHECK(seeds("1", "market: {products: []}") ==
        "s.yaml:2:10: market.products: is an empty list; allowed: 1 to 64 products");
}

TEST_CASE("beliefs are about quality, each attribute named once, and on where reviews are read",
          "[scenario]") {
  CHECK(problems("learning: {beliefs: {attributes: [service, quality]}}") == "");
  CHECK(problems("learning: {beliefs: {attributes: [quality, quality]}}") ==
        "s.yaml:2:22: learning.beliefs.attributes: names an attribute twice");
  CHECK(problems("learning: {beliefs: {attributes: []}}") ==
        "s.yaml:2:22: learning.beliefs.attributes: lacks quality, which is always believed about; add it");
  CHECK(problems("learning: {beliefs: {attributes: [service, service]}}") ==
        "s.yaml:2:22: learning.beliefs.attributes: names an attribute twice\n"
        "s.yaml:2:22: learning.beliefs.attributes: lacks quality, which is always believed about; add it");
  CHECK(
      problems("learning: {beliefs: {enabled: false}}\nreviews: {read: 0.5}") ==
      "s.yaml:3:17: reviews.read: reviews are read to update beliefs, but learning.beliefs.enabled is false");
  CHECK(problems("learning: {beliefs: {enabled: false}}\nreviews: {read: 0}") == "");
  CHECK(problems("learning: {observation: {precision: 1}}") == "");
  CHECK(problems("learning: {beliefs: {told: level}, observation: {sample: 3}}") ==
        "s.yaml:2:28: learning.beliefs.told: level is what all neighbours tell, but "
        "learning.observation.sample watches some of them");
  CHECK(problems("learning: {beliefs: {enabled: false}, observation: {precision: 1}}") ==
        "s.yaml:2:64: learning.observation.precision: is held against the precision of beliefs, but "
        "learning.beliefs.enabled is false");
}

TEST_CASE("rules of one product refuse markets of several", "[scenario]") {
  for (const std::string rule : {"threshold", "hazard", "cascade"}) {
    CHECK(problems("decision: {rule: " + rule + "}") == "");
    CHECK(problems("decision: {rule: " + rule + "}\n" + two) ==
          "s.yaml:2:18: decision.rule: rule " + rule + " knows one product, but the market has 2");
  }
  CHECK(problems("decision: {rule: imitate}\n" + two) == "");
}

TEST_CASE("Bayesians act in sequence on signals that say something but not everything", "[scenario]") {
  const std::string sequential = "schedule: sequential\n";
  CHECK(problems(sequential + "decision: {rule: bayes}") == "");
  CHECK(problems("decision: {rule: bayes}\n" + two) ==
        "s.yaml:2:18: decision.rule: rule bayes knows one product, but the market has 2\n"
        "s.yaml:2:18: decision.rule: rule bayes needs `schedule: sequential`: agents infer from the acts of "
        "those "
        "before them");
  for (const std::string accuracy : {"0.5", "1", "0.2"})
    CHECK(problems(sequential + "decision: {rule: bayes, bayes: {accuracy: " + accuracy + "}}") ==
          "s.yaml:3:43: decision.bayes.accuracy: a private signal must say something but not everything; "
          "allowed: "
          "above 0.5, below 1");
  CHECK(problems("decision: {bayes: {accuracy: 0.2}}") == "");  // not in use
}

TEST_CASE("thresholds are no columns of the traits file", "[scenario]") {
  const std::string rest =
      ": a column of the traits file serves traits of agents only; must be a number in [0, 1";
  const std::string observation = problems("learning: {observation: {threshold: {column: x}}}");
  CHECK(observation.rfind("s.yaml:2:38: learning.observation.threshold" + rest + "]", 0) == 0);
  const std::string decision = problems("decision: {threshold: {level: {column: x}}}");
  CHECK(decision.rfind("s.yaml:2:32: decision.threshold.level" + rest + "000000000]", 0) == 0);
}

TEST_CASE("an order of turns is for sequences", "[scenario]") {
  CHECK(problems("schedule: sequential\ntime: {order: random}") == "");
  CHECK(problems("time: {order: random}") ==
        "s.yaml:2:15: time.order: is for `schedule: sequential`, but the schedule is synchronous");
  CHECK(problems("schedule: asynchronous\ntime: {order: random}") ==
        "s.yaml:3:15: time.order: is for `schedule: sequential`, but the schedule is asynchronous");
}

TEST_CASE("random single updates are numbered in 32 bits", "[scenario]") {
  CHECK(problems("schedule: asynchronous\ntime: {ticks: 10737418}") == "");  // 400 x this: just below 2^32
  CHECK(problems("schedule: asynchronous\ntime: {ticks: 10737419}") ==
        "s.yaml:3:15: time.ticks: agents x ticks reaches 2^32 updates, the limit of `schedule: "
        "asynchronous`; use "
        "fewer of either");
  CHECK(problems("time: {ticks: 4000000000}") == "");
  // Where the number of agents comes from a file it is known only when the run begins.
  const TemporaryDirectory folder;
  write_text(folder.path() / "ties.txt", "a b\nb c\nc d\n");
  const World world(
      "{schedule: asynchronous, time: {ticks: 1073741824}, network: {file: ties.txt, communities: none}}", {},
      folder.path().string());
  std::string message;
  try {
    world.simulation();
  } catch (const config::InvalidInput& invalid) {
    message = invalid.what();
  }
  CHECK(message ==
        "time.ticks: with the 4 agents of the network reaches 2^32 updates, the limit of `schedule: "
        "asynchronous`; use fewer ticks");
}

TEST_CASE("metrics exist", "[scenario]") {
  CHECK(problems("output: {metrics: all}") == "");
  CHECK(problems("output: {metrics: [default, purchase]}") ==
        "s.yaml:2:10: output.metrics: there is no metric 'purchase'; allowed: default, all, or names that "
        "`shoal "
        "metrics` lists; did you mean 'purchases'?");
  CHECK(
      problems("output: {metrics: xyzzy}") ==
      "s.yaml:2:19: output.metrics: there is no metric 'xyzzy'; allowed: default, all, or names that `shoal "
      "metrics` lists");
}

TEST_CASE("metrics of segments go by the names of the segments", "[scenario]") {
  const std::string segments = "{agents: 400, segments: [{name: keen}, {name: calm}]}";
  CHECK_NOTHROW(
      parse_scenario("{population: " + segments + ", output: {metrics: [purchases_keen]}}", "s.yaml", "."));
  CHECK_THROWS_AS(
      parse_scenario("{population: {agents: 400}, output: {metrics: [purchases_keen]}}", "s.yaml", "."),
      config::InvalidInput);
}

TEST_CASE("generated networks need agents", "[scenario]") {
  std::string message;
  try {
    parse_scenario("name: x", "s.yaml", ".");
  } catch (const config::InvalidInput& invalid) {
    message = invalid.what();
  }
  CHECK(message ==
        "s.yaml: population.agents: found 0; generator 'planted_partition' needs at least 1 agent");
}

TEST_CASE("communities that change need all agents to act in every tick", "[scenario]") {
  const std::string reason =
      "needs `schedule: synchronous`, but the schedule is sequential; communities change once per tick, for "
      "all "
      "members alike";
  CHECK(problems("schedule: sequential\nmembership: {enabled: true}") ==
        "s.yaml:3:23: membership.enabled: " + reason);
  CHECK(problems("schedule: sequential\ncommunity: {life: {enabled: true}}") ==
        "s.yaml:3:29: community.life.enabled: " + reason);
  CHECK(problems("schedule: sequential\ncommunity: {bonds: {enabled: true}}") ==
        "s.yaml:3:30: community.bonds.enabled: " + reason);
  CHECK(problems("schedule: sequential\nroles: {enabled: true}") == "s.yaml:3:18: roles.enabled: " + reason);
  CHECK(problems("membership: {initial: {share: 0.5, count: 3}}") ==
        "s.yaml:2:14: membership.initial: has more than one of share, count and per_community; give one");
}

TEST_CASE("all contradictions of a scenario are told at once, in the order of the file", "[scenario]") {
  CHECK(
      problems("schedule: asynchronous\n"
               "time: {order: random}\n"
               "market: {products: [{name: a}, {name: a}]}\n"
               "learning: {beliefs: {enabled: false}}\n"
               "reviews: {read: 1}\n"
               "decision: {rule: cascade}\n"
               "output: {metrics: nothing}") ==
      "s.yaml:3:15: time.order: is for `schedule: sequential`, but the schedule is asynchronous\n"
      "s.yaml:4:39: market.products.1.name: 'a' is the name of an earlier product; names must differ\n"
      "s.yaml:6:17: reviews.read: reviews are read to update beliefs, but learning.beliefs.enabled is false\n"
      "s.yaml:7:18: decision.rule: rule cascade knows one product, but the market has 2\n"
      "s.yaml:8:19: output.metrics: there is no metric 'nothing'; allowed: default, all, or names that "
      "`shoal "
      "metrics` lists");
}

TEST_CASE("agents are written at ticks that are reached, in columns that exist", "[scenario]") {
  CHECK(problems("output: {agents: {at: [0, 365], every: 365, columns: [memory, income]}}") == "");
  CHECK(problems("output: {agents: {at: [1, 366]}}") ==
        "s.yaml:2:27: output.agents.at.1: tick 366 is not reached: time.ticks is 365");
  CHECK(problems("output: {agents: {every: 366}}") ==
        "s.yaml:2:26: output.agents.every: nothing would be written: time.ticks is 365");
  CHECK(problems("output: {agents: {every: 1, columns: memry}}") ==
        "s.yaml:2:38: output.agents.columns: there is no column 'memry'; allowed: all, or names that `shoal "
        "metrics` lists; did you mean 'memory'?");
}

}  // namespace scenario_check_test
