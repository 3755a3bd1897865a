// Interventions as a scenario writes them: composed and checked when it is loaded.

#include "scenario/interventions.hpp"

#include <catch2/catch.hpp>

#include "scenario/scenario.hpp"

namespace scenario_interventions_test {

using namespace shoal;

namespace {

const std::string start =
    "market: {products: [{name: tea, price: 3}, {name: milk}]}\ntime: {ticks: 50}\npopulation: {agents: "
    "400}\n";

Scenario load(const std::string& interventions, const std::vector<std::string>& overrides = {}) {
  return parse_scenario(start + "interventions:\n" + interventions, "s.yaml", ".", overrides);
}
std::string problem(const std::string& interventions, const std::vector<std::string>& overrides = {}) {
  try {
    load(interventions, overrides);
  } catch (const config::InvalidInput& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("stages add up in the order of ticks, whatever the order in the file", "[scenario]") {
  const Scenario s = load(
      "- {at: 20, set: {market.products.tea.price: 5, reviews.read: 0.5}}\n"
      "- {at: 10, set: {market.products.0.price: 4, learning.observation.rule: conformist}}\n"
      "- {at: 15, remove: {share: 0.1}}\n");
  REQUIRE(s.stages.size() == 3);
  CHECK(s.market.products[0].price == 3);
  CHECK(s.stages[1]->market.products[0].price == 4);
  CHECK(s.stages[1]->reviews.read == 0);
  CHECK(s.stages[2] == nullptr);
  CHECK(s.stages[0]->market.products[0].price == 5);
  CHECK(s.stages[0]->learning.observation.rule == ObservationRule::conformist);
  CHECK(s.stages[0]->interventions.empty());
}

TEST_CASE("a scenario without interventions has no stages", "[scenario]") {
  CHECK(parse_scenario(start, "s.yaml", ".").stages.empty());
}

TEST_CASE("interventions can be set from outside, key by key", "[scenario]") {
  const std::string one = "- {at: 10, set: {learning.observation.attention: 0.2}}\n";
  const Scenario s =
      load(one, {"interventions.0.at=30", "interventions.0.set.learning.observation.attention=0.7"});
  CHECK(s.interventions[0].at == 30);
  CHECK(s.interventions[0].set.size() == 1);
  CHECK(s.stages[0]->learning.observation.attention == 0.7);
}

TEST_CASE("a resolved scenario has the same stages", "[scenario]") {
  const Scenario s = load("- {at: 10, set: {market.products.tea.price: 4, decision.impulse: {base: -2}}}\n");
  const Scenario again = parse_scenario(resolved_yaml(s), "resolved.yaml", ".");
  REQUIRE(again.stages.size() == 1);
  CHECK(resolved_yaml(*again.stages[0]) == resolved_yaml(*s.stages[0]));
  CHECK(resolved_yaml(again) == resolved_yaml(s));
}

TEST_CASE("what a run is laid out by cannot be set, and the place is told", "[scenario]") {
  for (const char* key : {"network.generator", "population.agents", "seed", "seeds.network", "schedule",
                          "time.ticks", "output.products", "name", "interventions.0.at"}) {
    INFO(key);
    CHECK(problem(std::string("- {at: 10, set: {") + key + ": 1}}\n").find("cannot change during a run") !=
          std::string::npos);
  }
  CHECK(problem("- {at: 10, set: {time.ticks: 99}}\n")
            .rfind("s.yaml:5:18: interventions.0.set.time.ticks", 0) == 0);
  CHECK(problem("- {at: 10, set: {market.products: [{name: tea}]}}\n").find("keeps its 2 products") !=
        std::string::npos);
  CHECK(problem("- {at: 10, set: {market.products.milk.name: cocoa}}\n").find("their names") !=
        std::string::npos);
  CHECK(problem("- {at: 10, set: {market.products.milk.loyalty: 0.5}}\n").find("before the first tick") !=
        std::string::npos);
  CHECK(problem("- {at: 10, set: {decision.adoption: once}}\n").find("cannot change during a run") !=
        std::string::npos);
  for (const char* key :
       {"community.life.enabled", "community.bonds.enabled", "membership.enabled", "roles.enabled"})
    CHECK(problem(std::string("- {at: 10, set: {") + key + ": true}}\n").find("on or off for a whole run") !=
          std::string::npos);
  CHECK(problem("- {at: 10, set: {learning.reinforcement: {rule: ewa}}}\n").find("learned under one rule") !=
        std::string::npos);
}

TEST_CASE("values of interventions are checked like any others, once and in their place", "[scenario]") {
  const std::string wrong =
      problem("- {at: 10, set: {reviews.read: 2}}\n- {at: 12, set: {share.review: 0.4}}\n");
  CHECK(wrong.find("s.yaml:5:32: reviews.read: 2 is out of range") != std::string::npos);
  CHECK(wrong.find("from tick 10 on") != std::string::npos);
  CHECK(wrong.find("from tick 12 on") == std::string::npos);
  CHECK(problem("- {at: 10, set: {reviews.reed: 1}}\n").find("did you mean 'read'?") != std::string::npos);
  CHECK(problem("- {at: 10, set: {reviews.read: 1, learning.beliefs.enabled: false}}\n")
            .find("learning.beliefs.enabled is false") != std::string::npos);
  CHECK(problem("- {at: 10, set: {market.products.7.price: 1}}\n").find("must be 0 to 1") !=
        std::string::npos);
}

TEST_CASE("interventions that can do nothing are refused", "[scenario]") {
  CHECK(problem("- {at: 51, set: {reviews.read: 0.1}}\n").find("the run ends with tick 50") !=
        std::string::npos);
  CHECK(problem("- {at: 10}\n").find("does nothing") != std::string::npos);
  CHECK(problem("- {at: 10, remove: {}}\n").find("does not say whom") != std::string::npos);
  CHECK(problem("- {at: 10, remove: {count: 1, share: 0.1}}\n").find("allowed is one of them") !=
        std::string::npos);
  CHECK(problem("- {at: 10, remove: {role: hub, most_observed: true}}\n").find("to know how many") !=
        std::string::npos);
  CHECK(problem("- {at: 10, seed_adopters: {count: 1, product: 2}}\n").find("there is no product 2") !=
        std::string::npos);
  CHECK(problem("- {at: 10, seed_adopters: {count: 1, role: core}}\n")
            .find("interventions.0.seed_adopters.role: belongs to by: role") != std::string::npos);
}

}  // namespace scenario_interventions_test
