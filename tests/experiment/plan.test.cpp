#include "experiment/plan.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "config/source.hpp"
#include "experiment/columns.hpp"
#include "experiment/ledger.hpp"
#include "experiment/runner.hpp"
#include "experiment/scenarios.hpp"
#include "experiment/survey.hpp"
#include "experiment/worlds.hpp"
#include "network/build.hpp"
#include "output/temporary.support.hpp"

using Catch::Matchers::Contains;

namespace experiment_plan_test {
namespace {

using namespace shoal::experiment;

const std::string text = R"(name: study
scenario:
  name: tiny
  time: {ticks: 5}
  network: {generator: planted_partition, planted_partition: {communities: 4, mean_degree: 6}}
  population: {agents: 60, segments: [{name: "yes", share: 0.5}, {name: b}]}
set: {learning.observation.attention: 0.25}
arms:
  a: {learning.observation.enabled: false}
  b: {population.agents: 80}
design:
  - name: mixing
    factorial: {network.planted_partition.mixing: [0, 0.5], market.products: [[{name: x}], [{name: "1"}, {name: y}]]}
  - list: [{time.ticks: 3}, {time.ticks: 4}, {time.ticks: 3}]
replicates: 4
measure: {adopters: [final, "first>=3"], purchases_yes: mean}
expect:
  - {claim: "c", compare: adopters.final, arms: [a, b], test: paired_t}
)";

Experiment parse(std::string yaml) { return parse_experiment(yaml, "study.yaml", "/tmp"); }

std::string replaced(const std::string& from, const std::string& to) {
  std::string changed = text;
  changed.replace(changed.find(from), from.size(), to);
  return changed;
}

}  // namespace

TEST_CASE("a plan has every point of every arm of every block, and run numbers that replicates extend",
          "[experiment]") {
  const Experiment experiment = parse(text);
  const Plan plan(experiment);
  REQUIRE(plan.cells().size() == 2 * 4 + 2 * 3);
  CHECK(plan.most_runs() == 56);
  std::set<std::uint64_t> runs;
  for (std::size_t cell = 0; cell < plan.cells().size(); ++cell)
    for (std::uint64_t r = 0; r < 4; ++r) {
      const std::uint64_t run = plan.run(cell, r);
      runs.insert(run);
      CHECK(plan.cell_of(run) == cell);
      CHECK(plan.replicate_of(run) == r);
    }
  CHECK(runs.size() == 56);
  CHECK(*runs.rbegin() == 55);
  CHECK(plan.name(13) == "block 1, arm 'b', point 2 (time.ticks=3)");
  CHECK(plan.factors(0) == std::vector<std::string>{"0", "[{name: x}]", ""});
}

TEST_CASE("the scenario of a cell has the experiment's set, the arm's and the point's values",
          "[experiment]") {
  const Experiment experiment = parse(text);
  const Plan plan(experiment);
  const shoal::Scenario first = plan.scenario(0), last = plan.scenario(13), second = plan.scenario(5);
  CHECK(first.learning.observation.attention.value == 0.25);
  CHECK(!first.learning.observation.enabled);
  CHECK(first.population.agents == 60);
  CHECK(last.population.agents == 80);
  CHECK(last.time.ticks == 3);
  CHECK(second.market.products.size() == 2);
  CHECK(second.market.products[0].name == "1");
}

TEST_CASE("common seeds depend on the replicate alone, independent seeds differ in every run",
          "[experiment]") {
  const Experiment common = parse(text);
  const Experiment independent = parse(text + "seeds: {scheme: independent}\n");
  const Plan one(common), two(independent);
  std::set<std::uint64_t> common_seeds, independent_seeds;
  for (std::size_t cell = 0; cell < one.cells().size(); ++cell)
    for (std::uint64_t r = 0; r < 4; ++r) {
      CHECK(one.seed(cell, r) == one.seed(0, r));
      common_seeds.insert(one.seed(cell, r));
      independent_seeds.insert(two.seed(cell, r));
    }
  CHECK(common_seeds.size() == 4);
  CHECK(independent_seeds.size() == 56);  // also the point that stands twice
}

TEST_CASE("shards part the runs: each run is in one", "[experiment]") {
  for (const std::string& yaml :
       {text, replaced("replicates: 4",
                       "replicates: {until: {measure: adopters.final, half_width: 1}, at_least: "
                       "2, at_most: 4}")}) {
    const Experiment experiment = parse(yaml);
    const Plan plan(experiment);
    for (const std::uint64_t count : {1, 2, 3, 7, 56, 100})
      for (std::uint64_t run = 0; run < plan.most_runs(); ++run) {
        int in = 0;
        for (std::uint64_t i = 0; i < count; ++i) in += plan.in_shard(run, {i, count});
        CHECK(in == 1);
      }
  }
}

TEST_CASE("the resolved experiment is the same experiment, and resolves to itself", "[experiment]") {
  const TemporaryDirectory work;
  write_text(work.path() / "ties.txt", "0 1\n1 2\n2 3\n3 0\n");
  write_text(work.path() / "base.yaml", "network: {file: ties.txt}\nuse: []\n");
  write_text(work.path() / "points.csv", "time.ticks,decision.planned.need\n3,0.1\n4,\n");
  write_text(work.path() / "study.yaml",
             "scenario: base.yaml\ndesign: [{table: points.csv}]\nreplicates: 2\ntimeout: 90s\n"
             "stop: \"adopters > 3\"\nseries: {every: 2}\nset: {time.ticks: 4}\n");
  for (const Experiment& experiment :
       {parse(text), load_experiment(work.path() / "study.yaml", {{"decision.planned.need=0.2"}, {}, 3})}) {
    const std::string resolved = resolved_yaml(experiment);
    INFO(resolved);
    const Experiment again = parse_experiment(resolved, "experiment.yaml", experiment.directory);
    CHECK(resolved_yaml(again) == resolved);
    CHECK(identity(again).dump() == identity(experiment).dump());
    CHECK(again.params.replicates.at_most.value == experiment.params.replicates.at_most.value);
  }
}

TEST_CASE("what results do not depend on is not part of an experiment's identity", "[experiment]") {
  const std::string same = identity(parse(text)).dump();
  CHECK(identity(parse(replaced("replicates: 4", "replicates: 9"))).dump() == same);
  CHECK(identity(parse(replaced("name: study", "name: other"))).dump() == same);
  CHECK(identity(parse(replaced("claim: \"c\"", "claim: \"d\""))).dump() == same);
  CHECK(identity(parse(replaced("final, ", "min, final, "))).dump() != same);
  CHECK(identity(parse(replaced("ticks: 5", "ticks: 6"))).dump() != same);
  CHECK(identity(parse(replaced("[0, 0.5]", "[0, 0.6]"))).dump() != same);
  CHECK(identity(parse(replaced("enabled: false", "enabled: true"))).dump() != same);
}

TEST_CASE("a wrong cell is named before anything runs, each problem once", "[experiment]") {
  const Experiment experiment = parse(replaced("[0, 0.5]", "[0, 1.5]"));
  try {
    survey(Plan(experiment));
    FAIL("accepted");
  } catch (const shoal::config::InvalidInput& invalid) {
    CHECK_THAT(invalid.what(),
               Contains("mixing: 1.5 is out of range") || Contains("mixing: found the number 1.5"));
    CHECK_THAT(invalid.what(), Contains("[block mixing, arm 'a', point "));
    CHECK(invalid.problems().size() == 1);
  }
  CHECK_THROWS_WITH(
      survey(Plan(parse(replaced("b: {population.agents: 80}", "b: {population.segments: []}")))),
      Contains("there is no metric 'purchases_yes' in block mixing, arm 'b'"));
}

TEST_CASE("a run's scenario is that of its cell, whether kept or read anew", "[experiment]") {
  const Experiment experiment = parse(text);
  const Plan plan(experiment);
  Scenarios scenarios(plan);
  for (int again = 0; again < 2; ++again)
    for (std::uint64_t run = 0; run < plan.most_runs(); ++run) {
      const shoal::Scenario scenario = scenarios.of(run);
      shoal::Scenario fresh = plan.scenario(plan.cell_of(run));
      fresh.seed.value = plan.seed(plan.cell_of(run), plan.replicate_of(run));
      CHECK(resolved_json(scenario, shoal::config::Form::rerun) ==
            resolved_json(fresh, shoal::config::Form::rerun));
    }
}

TEST_CASE("the memory of a sweep counts the agents of a network file", "[experiment]") {
  const TemporaryDirectory work;
  std::string ring;
  for (int i = 0; i < 30'000; ++i) ring += std::to_string(i) + " " + std::to_string((i + 1) % 30'000) + "\n";
  write_text(work.path() / "ties.txt", ring);
  const auto needed = [&](const std::string& scenario) {
    const Experiment experiment = parse_experiment("scenario: " + scenario, "study.yaml", work.path());
    return survey(Plan(experiment)).cells.at(0).state_bytes;
  };
  const double named = needed("{network: {file: ties.txt}, population: {agents: 30000}}");
  CHECK(named > 30'000 * 20);
  CHECK(needed("{network: {file: ties.txt}}") == named);  // they are counted there, two ties each
}

TEST_CASE("what counts the ties of one run has its place beside a run that needs none of it",
          "[experiment]") {
  const Experiment experiment = parse(
      "scenario:\n"
      "  network: {planted_partition: {communities: 200, mean_degree: 16}}\n"
      "  population: {agents: 20000}\n"
      "arms:\n"
      "  one: {}\n"
      "  many:\n"
      "    market.products: [{name: a}, {name: b}, {name: c}, {name: d}, {name: e}, {name: f}, {name: g}]\n"
      "measure: {purchases: final}\n");
  const Survey surveyed = survey(Plan(experiment));
  double forms = 0, states = 0;
  for (const CellSurvey& cell : surveyed.cells) {
    forms = std::max(forms, cell.form_bytes);
    states = std::max(states, cell.state_bytes - cell.form_bytes);
  }
  CHECK(forms > 20'000 * 8);
  CHECK(forms < 20'000 * 64);
  const double network = surveyed.cells.front().network_bytes;
  CHECK(memory_bytes(surveyed, 3, 1) >= 4 * network + 3 * (states + forms));
}

TEST_CASE("runs with the same network configuration and seed have the same key", "[experiment]") {
  const Experiment experiment = parse(text);
  const Plan plan(experiment);
  const Survey surveyed = survey(plan);
  CHECK(surveyed.networks == 3 * 2);  // mixing 0, 0.5 and the base's; 60 and 80 agents
  std::set<WorldKey> keys;
  for (std::uint64_t run = 0; run < plan.most_runs(); ++run) {
    const std::size_t cell = plan.cell_of(run);
    shoal::Scenario scenario = plan.scenario(cell);
    scenario.seed.value = plan.seed(cell, plan.replicate_of(run));
    const WorldKey key = world_key(surveyed.cells[cell], scenario.seed.value);
    CHECK(key.network_seed == scenario.network_seed());
    CHECK(key.population_seed == scenario.population_seed());
    keys.insert(key);
  }
  CHECK(keys.size() == surveyed.networks * 4);
}

TEST_CASE("a network is built once for all runs that share it, and goes with the last",
          "[experiment][threads]") {
  const Experiment experiment = parse(text);
  const Plan plan(experiment);
  const Survey surveyed = survey(plan);
  Worlds worlds;
  const WorldKey key = world_key(surveyed.cells[0], 5);
  for (int i = 0; i < 8; ++i) worlds.expect(key);
  shoal::Scenario scenario = plan.scenario(0);
  scenario.seed.value = 5;
  std::weak_ptr<const shoal::Network> network;
  std::weak_ptr<const shoal::BitRows> bits;
  {
    const World mine = worlds.get(key, scenario);
    network = mine.network;
    bits = mine.forms->bits();
    CHECK(&mine.forms->network() == mine.network.get());
    std::vector<std::thread> threads;
    std::vector<World> theirs(7);
    for (World& world : theirs) threads.emplace_back([&] { world = worlds.get(key, scenario); });
    for (std::thread& thread : threads) thread.join();
    for (const World& world : theirs) {
      CHECK(world.network == mine.network);
      CHECK(world.forms->bits() == bits.lock());
      CHECK(world.population == mine.population);
    }
  }
  CHECK(worlds.networks_built() == 1);
  for (int i = 0; i < 8; ++i) {
    CHECK(!network.expired());
    CHECK(!bits.expired());
    worlds.release(key);
  }
  CHECK(network.expired());
  CHECK(bits.expired());
}

namespace {

/// Networks that a sweep builds, on two threads; every run must be ok.
std::uint64_t networks_built(const std::string& network, const std::string& more = "") {
  const TemporaryDirectory work;
  write_text(work.path() / "ties.txt", "0 1\n1 2\n2 3\n3 0\n4 0\n");
  write_text(work.path() / "groups.csv", "agent,community\n0,a\n1,a\n2,b\n3,b\n4,b\n");
  const Experiment experiment = parse_experiment(
      "scenario: {time: {ticks: 3}, market: {products: [{name: x}]}, network: {" + network +
          "}, population: {traits: {conformity: {uniform: [0, 1]}}, seed_adopters: {share: 0.4}" + "}" +
          more + "}\narms: {a: {}, b: {decision.planned.need: 0.5}}\nreplicates: 5\n",
      "study.yaml", work.path());
  const Plan plan(experiment);
  Ledger ledger(work.path() / "out", plan, {}, Opening::fresh);
  const Tally tally = do_runs(plan, survey(plan), ledger, {2, 1}, {});
  CHECK(tally.done == 10);
  CHECK(tally.failed == 0);
  return tally.networks;
}

}  // namespace

TEST_CASE("a network that draws nothing from the seed is built once for all replicates", "[experiment]") {
  const std::string file = "file: ties.txt, communities: none", drawn = "weights: {uniform: [0.1, 1]}";
  CHECK(networks_built(file) == 1);
  CHECK(networks_built("file: ties.txt, communities_file: groups.csv") == 1);
  CHECK(networks_built(file + ", weights: 0.5") == 1);
  CHECK(networks_built(file, ", seeds: {network: 3}") == 1);
  CHECK(networks_built(file + ", " + drawn) == 5);
  CHECK(networks_built(file + ", " + drawn, ", seeds: {network: 3}") == 1);
  CHECK(networks_built(file + ", layers: [{name: u}, {name: v}]") == 5);
  CHECK(networks_built("file: ties.txt") == 5);  // communities are found by a method that draws
}

TEST_CASE("networks said not to depend on the seed are the same for other seeds", "[experiment][network]") {
  int fixed = 0;
  for (const char* generator : {"complete", "ring_lattice", "star", "erdos_renyi", "small_world",
                                "scale_free", "planted_partition"}) {
    CAPTURE(generator);
    const Experiment experiment =
        parse("scenario: {population: {agents: 240}, network: {generator: " + std::string(generator) + "}}");
    const shoal::NetworkParams& params = experiment.scenario.network;
    const auto of = [&](std::uint64_t seed) {
      return shoal::network::fingerprint(shoal::network::build(params, 240, seed));
    };
    const bool depends = shoal::network::depends_on_seed(params);
    CHECK((of(1) == of(2)) == !depends);
    fixed += !depends;
  }
  CHECK(fixed == 3);
}

TEST_CASE("what cannot be built fails for every run that needs it", "[experiment]") {
  const Experiment experiment = parse(text);
  const Plan plan(experiment);
  Worlds worlds;
  const WorldKey key{};
  worlds.expect(key);
  worlds.expect(key);
  shoal::Scenario scenario = plan.scenario(0);
  scenario.network.file = {"none.txt", "/nonexistent/none.txt"};
  CHECK_THROWS(worlds.get(key, scenario));
  CHECK_THROWS(worlds.get(key, scenario));
}

TEST_CASE("columns of products.csv are measured by the product's name", "[experiment]") {
  const auto measuring = [](const std::string& metric) {
    return parse(
        "scenario: {market: {products: [{name: x}, {name: y}]}, population: {agents: 400}}\nmeasure: {" +
        metric + ": \"ratio(purchases)\"}\n");
  };
  const Experiment experiment = measuring("purchases_of_y");
  CHECK(experiment.measures.front().name() == "purchases_of_y.ratio(purchases)");
  CHECK(runs_columns(experiment).back().help == "Purchases of the product in the tick.");
  CHECK_THROWS_WITH(measuring("purchases_of_z"), Contains("measure.purchases_of_z: unknown metric"));
}

}  // namespace experiment_plan_test
