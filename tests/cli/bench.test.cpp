#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/process.support.hpp"
#include "output/temporary.support.hpp"

namespace bench_tests {

/// The tables of `shoal bench --quick NAME...`.
nlohmann::json tables(std::vector<std::string> names) {
  const TemporaryDirectory folder;
  const std::string file = (folder.path() / "bench.json").string();
  std::vector<std::string> words = {"bench", "--quick", "--agents", "2000", "--json", file};
  words.insert(words.end(), names.begin(), names.end());
  const Outcome outcome = run_shoal(words);
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  for (const std::string& name : names) CHECK(outcome.out.find(name + ":") != std::string::npos);
  std::ifstream in(file);
  return nlohmann::json::parse(in)["tables"];
}

}  // namespace bench_tests

// The tool itself refuses to time an engine that buys other than the model by hand.
TEST_CASE("`shoal bench herding` times an engine that buys what the model by hand buys", "[cli]") {
  const auto table = bench_tests::tables({"herding"})[0];
  REQUIRE(table["rows"].size() == 2);
  for (const auto& row : table["rows"]) {
    CHECK(row["agents"] == 2000);
    CHECK(row["engine_ns"].get<double>() > 0);
    CHECK(row["hand_observe_ns"].get<double>() > 0);
    CHECK(row["buying"].get<double>() > 0.05);
    CHECK(row["buying"].get<double>() < 0.95);
  }
}

TEST_CASE("`shoal bench` measures products, buyers, phases, networks, sweeps and replicates together",
          "[cli]") {
  const auto all = bench_tests::tables({"products", "buyers", "phases", "network", "sweep", "lockstep"});
  REQUIRE(all.size() == 6);
  for (const auto& table : all) CHECK(!table["rows"].empty());
}

TEST_CASE("`shoal bench` knows its benches", "[cli]") {
  const Outcome outcome = run_shoal({"bench", "herdign"});
  CHECK(outcome.code == 2);
  CHECK(outcome.err.find("herding") != std::string::npos);
}
