// Every classical decision rule against the slow twin.

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"

namespace engine_twin_rules_test {

using namespace shoal;
using namespace shoal::twin;

namespace {

/// The village with one product, and no budget, under a rule.
Case under(const std::string& name, std::vector<std::string> keys) {
  keys.insert(keys.begin(),
              {"market.products=[{name: only, price: 3, quality: 0.6, hedonic: 0.5, stimulus: 0.2}]",
               "population.seed_adopters.product=0", "decision.budget.enabled=false"});
  return {name, std::move(keys)};
}

}  // namespace

TEST_CASE("the engine adopts at thresholds as its slow twin does", "[engine][twin]") {
  const std::string rule = "decision.rule=threshold", once = "decision.adoption=once";
  const std::string uniform = "decision.threshold.level={uniform: [0, 0.6]}";
  check_cases({
      under("a share of adopters", {rule, once, uniform}),
      under("a share of buyers in the last tick", {rule, uniform}),
      under("a strict threshold", {rule, once, "decision.threshold={level: 0.25, strict: true}"}),
      under("a threshold met exactly", {rule, once, "decision.threshold={level: 0.25}"}),
      under("a number of adopters", {rule, once, "decision.threshold={level: {uniform: [0, 4]}, of: count}"}),
      under("exactly two adopters", {rule, once, "decision.threshold={level: 2, of: count}"}),
      under("more than two adopters", {rule, once, "decision.threshold={level: 2, of: count, strict: true}"}),
      under("weights of adopters", {rule, once, "network.weights={uniform: [0.2, 1]}",
                                    "decision.threshold={level: {uniform: [0, 2]}, of: count}"}),
      under("some neighbours", {rule, once, uniform, "learning.observation.sample=3"}),
      under("thresholds of memory beside thresholds of adoption",
            {rule, once, uniform, "learning.observation.rule=threshold",
             "learning.observation.threshold={uniform: [0.1, 0.9]}"}),
      under("random single turns", {rule, once, uniform, "schedule=asynchronous", "time.ticks=6"}),
      under("single turns in order", {rule, once, uniform, "schedule=sequential", "time.ticks=400"}),
      under("a budget", {rule, uniform, "decision.budget={enabled: true, share: 0.2, period: 5}"}),
  });
}

TEST_CASE("the engine adopts with a hazard, by cascades and by imitation as its slow twin does",
          "[engine][twin]") {
  const std::string hazard = "decision.rule=hazard", cascade = "decision.rule=cascade",
                    imitate = "decision.rule=imitate", once = "decision.adoption=once";
  const std::string weights = "network.weights={uniform: [0.1, 1]}";
  const std::string two = "market.products=[{name: a, quality: 0.6}, {name: b, quality: 0.4, launch: 3}]";
  check_cases({
      under("hazard, once", {hazard, once}),
      under("hazard, again and again", {hazard}),
      under("hazard over weighted ties", {hazard, once, weights}),
      under("hazard from a later launch", {hazard, once, "market.products.0.launch=7"}),
      under("hazard at random turns", {hazard, once, "schedule=asynchronous", "time.ticks=8"}),
      under("cascade", {cascade, once, "decision.cascade.probability=0.2"}),
      under("cascade over weighted ties", {cascade, once, weights, "decision.cascade.probability=0.5"}),
      under("cascade of repeated purchases", {cascade, "decision.cascade.probability=0.15"}),
      under("cascade with certainty", {cascade, once, "decision.cascade.probability=1"}),
      under("cascade along a directed ring",
            {cascade, once, "decision.cascade.probability=0.6",
             "network={generator: ring_lattice, ring_lattice: {neighbours: 2, one_sided: true}}"}),
      under("imitation", {imitate}),
      under("imitation by weight", {imitate, weights}),
      under("imitation of adopters", {imitate, once}),
      under("imitation at random turns", {imitate, "schedule=asynchronous", "time.ticks=12"}),
      under("imitation with two products", {imitate, two}),
      under("imitation without observational learning", {imitate, "learning.observation.enabled=false"}),
      under("imitation where some have no neighbours",
            {imitate, "network={generator: erdos_renyi, erdos_renyi: {mean_degree: 1.5}}"}),
  });
}

TEST_CASE("the engine infers from earlier acts as its slow twin does", "[engine][twin]") {
  const std::string good = "decision.bayes.state=good";
  const auto bayes = [](const std::string& name, std::vector<std::string> keys) {
    keys.insert(keys.begin(), {"decision.rule=bayes", "schedule=sequential", "network={generator: complete}",
                               "population.agents=60", "population.seed_adopters.share=0", "time.ticks=60"});
    return under(name, keys);
  };
  check_cases({
      bayes("a coin in doubt", {"seed=18", "time.ticks=70"}),
      bayes("the own signal in doubt", {"seed=4", "decision.bayes.tie=own"}),
      bayes("weak signals of a good world", {"decision.bayes={state: good, accuracy: 0.55}", "seed=9"}),
      bayes("weak signals of a bad world", {"decision.bayes={state: bad, accuracy: 0.55}", "seed=9"}),
      bayes("strong signals", {good, "decision.bayes.accuracy=0.8"}),
      bayes("a random order", {good, "time.order=random"}),
      bayes("only neighbours are seen",
            {"network={generator: erdos_renyi, erdos_renyi: {mean_degree: 6}}", "time.order=random"}),
      bayes("durable acts", {good, "seed=18", "decision.adoption=once", "time.ticks=150"}),
  });
}

}  // namespace engine_twin_rules_test
