// The rules copy and imitate, and a changing environment, against the slow twin.

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"

namespace engine_twin_copy_test {

using namespace shoal::twin;

namespace {

/// The village without a budget under a rule; everybody has bought something before.
Case under(const std::string& rule, const std::string& name, std::vector<std::string> keys) {
  keys.insert(keys.begin(), {"decision.rule=" + rule, "decision.budget.enabled=false",
                             "population.seed_adopters={share: 1, products: [0.5, 0.2, 0.3]}"});
  return {name, std::move(keys)};
}
Case copy(const std::string& name, std::vector<std::string> keys) {
  return under("copy", name, std::move(keys));
}
Case imitate(const std::string& name, std::vector<std::string> keys) {
  return under("imitate", name, std::move(keys));
}

const std::string weights = "network.weights={uniform: [0.1, 1]}", asynchronous = "schedule=asynchronous",
                  short_run = "time.ticks=8", anybody = "decision.copy.from=everybody";

}  // namespace

TEST_CASE("the engine copies as its slow twin does", "[engine][twin]") {
  check_cases({
      copy("one neighbour", {}),
      copy("one neighbour by weight", {weights}),
      copy("three neighbours, conforming", {"decision.copy={models: 3, exponent: 1.7}"}),
      copy("nine neighbours, preferring the rare", {"decision.copy={models: 9, exponent: 0.5}"}),
      copy("all neighbours", {"decision.copy={models: 0, exponent: 2}"}),
      copy("all others of the group", {"population.agents=400",
                                       "network={generator: planted_partition, planted_partition: "
                                       "{communities: 10, mean_degree: 39, mixing: 0}}",
                                       "decision.copy={models: 0, exponent: 2, inertia: 0.3}"}),
      copy("all others of the group, some outside",
           {"population.agents=400", "network={generator: complete}",
            "membership={enabled: true, initial: {share: 0.5}}", "decision.copy={models: 0, prior: 0.2}"}),
      copy("all neighbours by weight", {weights, "decision.copy={models: 0, prior: 0.3}"}),
      copy("nobody", {"decision.copy={exponent: 0}", "market.products.apple.appeal=2.5"}),
      copy("anybody", {anybody}),
      copy("five of anybody", {anybody, "decision.copy.models=5", "decision.copy.exponent=1.3"}),
      copy("an urn of appeals", {"decision.copy={models: 0, prior: 2}", "market.products.apple.appeal=0.2",
                                 "market.products.plum.appeal=3", "population.seed_adopters.share=0.1"}),
      copy("inertia", {"decision.copy.inertia=0.7"}),
      copy("innovation of any kind", {"decision.copy={innovation: 0.2, inertia: 0.1}"}),
      copy("innovation of another kind", {"decision.copy={innovation: 0.2, innovate: other}"}),
      copy("innovation of a new kind", {"decision.copy={innovation: 0.05, innovate: new, inertia: 0.2}",
                                        "population.seed_adopters={share: 0.5, products: [1, 0, 0]}"}),
      copy("learning the best in a changing environment",
           {"decision.copy={innovation: 0.3, innovate: best}", "market.change.rate=0.2", anybody}),
      copy("random single turns",
           {asynchronous, short_run, "decision.copy={innovation: 0.1, innovate: other}"}),
      copy("single turns in order",
           {"schedule=sequential", "time.ticks=400", "decision.copy={models: 0, prior: 1}"}),
      copy("with a budget", {"decision.budget={enabled: true, share: 0.3, period: 4}"}),
      copy("without neighbours", {"network={generator: erdos_renyi, erdos_renyi: {mean_degree: 1}}",
                                  "decision.copy.innovation=0.1"}),
      copy("durable goods", {"decision.adoption=once", "population.seed_adopters.share=0.2"}),
      copy("members who come and go",
           {"membership.enabled=true", "membership.initial.share=0.6", "decision.copy.innovation=0.05"}),
  });
}

TEST_CASE("strategies of learning are inherited as in the slow twin", "[engine][twin]") {
  const std::string on = "decision.copy.strategies={enabled: true, cost: 0.2, turnover: 0.3, selection: 3}",
                    best = "decision.copy.innovate=best", changing = "market.change.rate=0.2";
  check_cases({
      copy("from neighbours", {on, best, changing}),
      copy("from neighbours by weight", {on, best, changing, weights}),
      copy("from anybody", {on, best, changing, anybody}),
      copy("with mutation", {on, anybody, "decision.copy.strategies.mutation=0.2"}),
      copy(
          "with inertia and innovation of social learners",
          {on, best, "decision.copy={inertia: 0.3, innovation: 0.2}", "decision.copy.strategies.social=0.9"}),
      copy("a new kind for every individual learner",
           {on, "decision.copy.innovate=new", "decision.copy.strategies.social=0.98"}),
      copy("without turnover", {on, best, "decision.copy.strategies.turnover=0"}),
      copy("replaced in every tick", {on, changing, best, "decision.copy.strategies.turnover=1"}),
      copy("with payoffs below zero", {on, changing, best, "experience.offset=-0.7"}),
      copy("without neighbours", {on, "network={generator: erdos_renyi, erdos_renyi: {mean_degree: 1}}"}),
      copy("with a budget", {on, best, "decision.budget={enabled: true, share: 0.3, period: 4}"}),
      copy("members who come and go", {on, best, "membership.enabled=true", "membership.initial.share=0.6"}),
  });
}

TEST_CASE("the engine passes acts on as its slow twin does", "[engine][twin]") {
  const std::string births = "decision.imitate.update=birth_death", fit = "market.products.pear.appeal=3";
  check_cases({
      imitate("the voter model with appeal", {fit, "market.products.apple.appeal=0.3"}),
      imitate("the voter model by weight and appeal", {fit, weights, asynchronous, short_run}),
      imitate("invasion", {births, asynchronous, short_run}),
      imitate("invasion by weight", {births, asynchronous, short_run, weights}),
      imitate("the Moran process", {births, asynchronous, short_run, fit}),
      imitate("the Moran process against nothing",
              {births, asynchronous, short_run, "market.products.apple.appeal=0.2",
               "population.seed_adopters={share: 0.5, products: [1, 0, 0]}"}),
      imitate("invasion where some have no neighbours",
              {births, asynchronous, short_run,
               "network={generator: erdos_renyi, erdos_renyi: {mean_degree: 1.5}}"}),
  });
}

TEST_CASE("the engine's environment and resistance are those of its slow twin", "[engine][twin]") {
  check_cases({
      {"a changing environment of learners", {"market.change.rate=0.3", "time.ticks=40"}},
      {"a changing environment of rational weighing",
       {"market.change.rate=0.5", "learning.reinforcement.rule=ewa", "learning.beliefs.precision.advert=2",
        "market.products.0.honesty=0.4"}},
      {"an environment that changes in every tick", {"market.change.rate=1"}},
      {"thresholds raised by resistance",
       {"decision.rule=threshold", "decision.adoption=once", "market.products=[{name: only}]",
        "decision.budget.enabled=false", "population.seed_adopters.product=0",
        "population.traits.resistance={normal: [0, 0.2]}"}},
  });
}

}  // namespace engine_twin_copy_test
