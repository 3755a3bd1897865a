#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/process.support.hpp"
#include "metrics/metrics.hpp"
#include "output/temporary.support.hpp"
#include "scenario/scenario.hpp"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using nlohmann::json;
namespace fs = std::filesystem;

TEST_CASE("validate shows every problem of every file and exits with 3", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "good.yaml", small_scenario);
  write_text(work.path() / "bad.yaml", "sede: 1\ntime: {ticks: -3}\npopulation: {agents: 10}\n");
  write_text(work.path() / "worse.yaml", "schedule: never\n");
  const Outcome outcome = run_shoal({"validate", "bad.yaml", "good.yaml", "worse.yaml", "absent.yaml"},
                                    {.directory = work.path()});
  CHECK(outcome.code == 3);
  CHECK(outcome.out == "good.yaml: valid\n");
  CHECK_THAT(outcome.err, Contains("bad.yaml:1:1: sede: ") && Contains("bad.yaml:2:15: time.ticks: ") &&
                              Contains("worse.yaml:1:11: schedule: ") && Contains("absent.yaml: "));
  CHECK(run_shoal({"validate", "good.yaml"}, {.directory = work.path()}).code == 0);
  CHECK(run_shoal({"validate", "good.yaml", "--set", "time.ticks=0"}, {.directory = work.path()}).code == 3);
}

TEST_CASE("validate finds that a file named by a scenario is missing", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "a.yaml",
             "network: {file: absent.txt, communities_file: .}\n"
             "population: {traits: {income: {column: income}}, traits_file: gone.csv}\n");
  const Outcome outcome = run_shoal({"validate", "a.yaml"}, {.directory = work.path()});
  CHECK(outcome.code == 3);
  const std::string here = fs::canonical(work.path()).string();
  CHECK(outcome.err == "a.yaml: network.file: '" + here +
                           "/absent.txt' cannot be read: No such file or directory\n" +
                           "a.yaml: network.communities_file: '" + here +
                           "/' cannot be read: Is a directory\n" + "a.yaml: population.traits_file: '" +
                           here + "/gone.csv' cannot be read: No such file or directory\n");
  const Outcome run = run_shoal({"run", "a.yaml"}, {.directory = work.path()});
  CHECK(run.code == 3);
  CHECK(run.err == outcome.err);
}

TEST_CASE("schema shows the JSON Schema of scenarios", "[cli]") {
  const Outcome outcome = run_shoal({"schema"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out == shoal::scenario_schema());
  CHECK(json::parse(outcome.out)["$schema"] == "http://json-schema.org/draft-07/schema#");
}

TEST_CASE("explain shows a key, all keys, or suggests the key that was meant", "[cli]") {
  const Outcome key = run_shoal({"explain", "learning.observation.retention"});
  CHECK(key.code == 0);
  CHECK_THAT(key.out, Contains("learning.observation.retention") && Contains("0.8") && Contains("[0, 1]"));
  const Outcome tree = run_shoal({"explain"});
  CHECK(tree.code == 0);
  CHECK_THAT(tree.out, Contains("retention"));
  const Outcome unknown = run_shoal({"explain", "learning.observation.retentoin"});
  CHECK(unknown.code == 2);
  CHECK_THAT(unknown.err, StartsWith("shoal: unknown key 'learning.observation.retentoin'; did you mean "
                                     "'learning.observation.retention'?"));
  CHECK(unknown.out.empty());
  CHECK_THAT(run_shoal({"explain", "--markdown"}).out, StartsWith("#") && Contains("`retention`"));
}

TEST_CASE("metrics lists every metric with unit and sentence", "[cli]") {
  const Outcome text = run_shoal({"metrics"});
  const json both = json::parse(run_shoal({"metrics", "--json"}).out);
  const Outcome markdown = run_shoal({"metrics", "--markdown"});
  CHECK(text.code == 0);
  const auto catalogue = shoal::metrics::catalogue({"SEGMENT"});
  REQUIRE(both["metrics"].size() == catalogue.size());
  for (std::size_t m = 0; m < catalogue.size(); ++m) {
    CHECK_THAT(text.out, Contains(catalogue[m].name) && Contains(catalogue[m].sentence));
    CHECK_THAT(markdown.out, Contains("| `" + catalogue[m].name + "` | " + catalogue[m].unit));
    CHECK(both["metrics"][m]["name"] == catalogue[m].name);
    CHECK(both["metrics"][m]["default"] == catalogue[m].standard);
  }
  CHECK(both["products"].size() == shoal::metrics::product_catalogue().size());
}
