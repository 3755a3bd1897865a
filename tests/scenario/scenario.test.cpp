// Scenarios: defaults, seeds, the resolved echo, the schema.

#include "scenario/scenario.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "engine/twin_check.support.hpp"
#include "output/temporary.support.hpp"
#include "random/philox.hpp"

namespace scenario_scenario_test {

using namespace shoal;
using config::Form;
using config::Json;

namespace {

Scenario parse(const std::string& yaml, const std::vector<std::string>& overrides = {}) {
  return parse_scenario(yaml, "test.yaml", ".", overrides);
}
std::string identity(const Scenario& s) { return resolved_json(s, Form::identity).dump(); }

}  // namespace

TEST_CASE("a scenario needs nothing but the number of agents", "[scenario]") {
  const Scenario s = parse("population: {agents: 400}");
  CHECK(s.name == "unnamed");
  CHECK(s.seed.value == 1);
  CHECK(s.time.ticks == 365);
  CHECK(s.schedule == Schedule::synchronous);
  CHECK(s.market.products.size() == 1);
  CHECK(s.learning.observation.enabled);
  CHECK(s.decision.rule == DecisionRule::logit);
  CHECK(s.output.metrics.names == std::vector<std::string>{"default"});
}

TEST_CASE("a default scenario is what a scenario without keys reads as", "[scenario]") {
  Scenario standard;
  standard.population.agents.value = 400;
  CHECK(identity(parse("population: {agents: 400}")) == identity(standard));
}

TEST_CASE("seeds of the parts derive from the seed, differ, and can be set one by one", "[scenario]") {
  const Scenario derived = parse("{population: {agents: 400}, seed: 7}");
  CHECK(derived.network_seed() == random::derive_seed(7, 1));
  CHECK(derived.population_seed() == random::derive_seed(7, 2));
  CHECK(derived.dynamics_seed() == random::derive_seed(7, 3));
  CHECK(derived.network_seed() != derived.population_seed());
  CHECK(derived.population_seed() != derived.dynamics_seed());
  CHECK(parse("{population: {agents: 400}, seed: 8}").dynamics_seed() != derived.dynamics_seed());

  const Scenario set = parse("{population: {agents: 400}, seed: 7, seeds: {population: 0, dynamics: 99}}");
  CHECK(set.network_seed() == derived.network_seed());
  CHECK(set.population_seed() == 0);
  CHECK(set.dynamics_seed() == 99);
  CHECK(parse("population: {agents: 400}", {"seeds.network=18446744073709551615"}).network_seed() ==
        18446744073709551615u);
}

TEST_CASE("the seed of one part leaves the others alone", "[scenario]") {
  const World one(twin::village(), {"time.ticks=1"}),
      other(twin::village(), {"time.ticks=1", "seeds.dynamics=5"});
  CHECK(one.network.neighbours == other.network.neighbours);
  CHECK(one.population.seed_adopters == other.population.seed_adopters);
  const World rewired(twin::village(), {"time.ticks=1", "seeds.network=5"});
  CHECK(one.network.neighbours != rewired.network.neighbours);
  CHECK(one.population.trait(Trait::income)[7] == rewired.population.trait(Trait::income)[7]);
}

TEST_CASE("the resolved scenario reads back as the same scenario", "[scenario]") {
  for (const std::vector<std::string>& keys : std::vector<std::vector<std::string>>{
           {},
           {"seed=18446744073709551615", "seeds={network: 3, dynamics: 4}"},
           {"schedule=sequential", "time={order: random, ticks: 12}"},
           {"network={generator: tiered, tiered: {communities: 2, top_share: 0.1}}",
            "network.weights={beta: [2, 3]}"},
           {"learning.reinforcement={rule: ewa, rate_gain: 0.3}", "decision.impulse.target=draw"},
           {"output={metrics: [purchases, impulse], products: true}"},
           {"output.metrics=all", "name=one two", "description='a: b # c'"}}) {
    const Scenario s = parse(twin::village(), keys);
    const std::string yaml = resolved_yaml(s);
    INFO(yaml);
    const Scenario again = parse(yaml);
    CHECK(identity(again) == identity(s));
    CHECK(resolved_yaml(again) == yaml);
    CHECK(resolved_json(again, Form::rerun) == resolved_json(s, Form::rerun));
  }
}

TEST_CASE("a run of the resolved scenario gives the same bits", "[scenario]") {
  const World world(twin::village(), {"time.ticks=5"});
  const World again(resolved_yaml(world.scenario));
  Simulation a = world.simulation(), b = again.simulation();
  for (int t = 0; t < 5; ++t) CHECK(bits_of(a.step()) == bits_of(b.step()));
}

TEST_CASE("the identity of a scenario does not depend on where its files lie, a rerun does", "[scenario]") {
  const auto in = [](const std::string& directory) {
    return parse_scenario("network: {file: ties.txt}", "test.yaml", directory);
  };
  CHECK(resolved_json(in("/a"), Form::identity) == resolved_json(in("/b"), Form::identity));
  CHECK(resolved_json(in("/a"), Form::rerun) != resolved_json(in("/b"), Form::rerun));
}

TEST_CASE("scenarios are read from files, with includes and overrides", "[scenario]") {
  const TemporaryDirectory folder;
  write_text(folder.path() / "base.yaml", "{population: {agents: 400}, seed: 3, time: {ticks: 10}}");
  write_text(folder.path() / "variant.yaml", "include: base.yaml\ntime: {ticks: 20}\n");
  const Scenario s = load_scenario(folder.path() / "variant.yaml", {"seed=9"});
  CHECK(s.population.agents == 400);
  CHECK(s.time.ticks == 20);
  CHECK(s.seed.value == 9);
  CHECK_THROWS_AS(load_scenario(folder.path() / "none.yaml"), config::InvalidInput);
}

TEST_CASE("the schema of scenarios is valid JSON and names every key", "[scenario]") {
  const Json schema = Json::parse(scenario_schema());
  CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
  CHECK(schema["properties"].contains("include"));
  Scenario scenario;
  int keys = 0;
  const std::function<void(const config::Section&, const Json&, const std::string&)> walk =
      [&](const config::Section& section, const Json& node, const std::string& path) {
        REQUIRE(node.contains("properties"));
        CHECK(node["additionalProperties"] == false);
        for (const auto& entry : section.entries()) {
          INFO(path << entry.name);
          REQUIRE(node["properties"].contains(entry.name));
          const Json& child = node["properties"][entry.name];
          CHECK(child["description"].get<std::string>().find(entry.help) == 0);
          ++keys;
          if (entry.section) walk(*entry.section, child, path + entry.name + ".");
        }
        const std::size_t includes = path.empty() ? 1 : 0;
        CHECK(node["properties"].size() == section.entries().size() + includes);
      };
  walk(description(scenario), schema, "");
  CHECK(keys > 150);
}

TEST_CASE("the promised paths of a scenario exist", "[scenario]") {
  // Checks outside the project use them.
  const Json s = resolved_json(parse("population: {agents: 400}"), Form::identity);
  for (const char* path :
       {"/seed", "/time/ticks", "/schedule", "/network/generator", "/network/file", "/population/agents",
        "/learning/observation/attention", "/learning/observation/rule", "/learning/reinforcement/rule",
        "/learning/beliefs/attributes", "/decision/rule", "/decision/planned/need", "/decision/impulse/base",
        "/output/metrics"})
    CHECK(s.contains(Json::json_pointer(path)));
}

}  // namespace scenario_scenario_test
