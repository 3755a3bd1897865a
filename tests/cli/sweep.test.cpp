#include <catch2/catch.hpp>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/sweep.support.hpp"
#include "maths/sha256.hpp"
#include "output/temporary.support.hpp"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using nlohmann::json;

namespace cli_sweep_test {
namespace {

struct Bench {
  TemporaryDirectory work;
  Bench() { write_experiment(work.path()); }
  Outcome operator()(std::vector<std::string> words) const {
    return run_shoal(words, {.directory = work.path()});
  }
  void sweep(std::vector<std::string> words) const {
    words.insert(words.begin(), {"sweep", "study.yaml"});
    const Outcome outcome = (*this)(words);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
  }
  std::string bytes(const std::string& directory) const { return sweep_bytes(work.path() / directory); }
};

}  // namespace

TEST_CASE("a sweep gives the same bytes at any number of jobs", "[cli][sweep]") {
  const Bench bench;
  bench.sweep({"--out", "one", "--jobs", "1"});
  bench.sweep({"--out", "four", "--jobs", "4"});
  CHECK(bench.bytes("one") == bench.bytes("four"));
  CHECK(listing(bench.work.path() / "one") ==
        "datapackage.json experiment.yaml journal manifest.json runs.csv series.csv summary.csv timings.csv");
  CHECK(csv_rows(bench.work.path() / "one" / "runs.csv").size() == 2 * 6 * 4);
  CHECK(csv_rows(bench.work.path() / "one" / "summary.csv").size() == 2 * 6 * 3);
}

TEST_CASE("shards merged are one sweep, byte for byte", "[cli][sweep]") {
  const Bench bench;
  bench.sweep({"--out", "whole"});
  bench.sweep({"--out", "s0", "--shard", "0/3"});
  bench.sweep({"--out", "s1", "--shard", "1/3"});
  const Outcome early = bench({"merge", "s0", "s1", "--out", "merged"});
  CHECK(early.code == 4);
  CHECK_THAT(early.err, Contains("16 of 48 runs are missing"));
  bench.sweep({"--out", "s2", "--shard", "2/3"});
  const Outcome merged = bench({"merge", "s2", "s0", "s1", "--out", "merged"});
  CHECK(merged.code == 0);
  CHECK(bench.bytes("merged") == bench.bytes("whole"));
}

TEST_CASE("shards of different experiments do not merge", "[cli][sweep]") {
  const Bench bench;
  bench.sweep({"--out", "s0", "--shard", "0/2"});
  bench.sweep({"--out", "s1", "--shard", "1/2", "--set", "population.agents=130"});
  const Outcome outcome = bench({"merge", "s0", "s1", "--out", "merged"});
  CHECK(outcome.code == 3);
  CHECK_THAT(outcome.err, Contains("s1: is of another experiment than s0: scenario.population.agents: 120"));
}

TEST_CASE("more replicates later leave earlier rows as they are", "[cli][sweep]") {
  const Bench bench;
  bench.sweep({"--out", "few"});
  bench.sweep({"--out", "many", "--replicates", "6"});
  std::map<std::string, std::vector<std::string>> many;
  for (const auto& row : csv_rows(bench.work.path() / "many" / "runs.csv")) many[row[0]] = row;
  const auto few = csv_rows(bench.work.path() / "few" / "runs.csv");
  REQUIRE(few.size() == 48);
  for (const auto& row : few) CHECK(many.at(row[0]) == row);
  // And what is there already is not done again.
  const Outcome more = bench({"sweep", "study.yaml", "--out", "few", "--resume", "--replicates", "6"});
  CHECK(more.code == 0);
  CHECK_THAT(more.err, Contains("24 of them now"));
  CHECK(bench.bytes("few") == bench.bytes("many"));
  CHECK_THAT(bench({"summarise", "few"}).out, StartsWith("study: 72 runs\n"));
}

TEST_CASE("another arm changes neither seeds nor measures of the others", "[cli][sweep]") {
  const Bench bench;
  for (const std::string scheme : {"common", "independent"}) {
    std::string text = tiny_experiment;
    text.replace(text.find("root: 7"), 7, "root: 7, scheme: " + scheme);
    write_text(bench.work.path() / "study.yaml", text);
    bench.sweep({"--out", scheme + "2"});
    text.replace(text.find("  both: {}"), 10, "  third: {learning.observation.attention: 0.9}\n  both: {}");
    write_text(bench.work.path() / "study.yaml", text);
    bench.sweep({"--out", scheme + "3"});
    std::map<std::vector<std::string>, std::vector<std::string>> larger;
    for (const auto& row : csv_rows(bench.work.path() / (scheme + "3") / "runs.csv"))
      larger[{row.begin() + 1, row.begin() + 5}] = {row.begin() + 5, row.end()};
    CHECK(larger.size() == 72);
    std::set<std::string> seeds;
    for (const auto& row : csv_rows(bench.work.path() / (scheme + "2") / "runs.csv")) {
      CHECK(larger.at({row.begin() + 1, row.begin() + 5}) ==
            std::vector<std::string>(row.begin() + 5, row.end()));
      seeds.insert(row[5]);
    }
    CHECK(seeds.size() == (scheme == "common" ? 4 : 48));
  }
}

TEST_CASE("replay gives any row again, and the run's own files", "[cli][sweep]") {
  const Bench bench;
  bench.sweep({"--out", "sweep"});
  std::filesystem::remove(bench.work.path() / "tiny.yaml");  // the directory is enough
  std::filesystem::remove(bench.work.path() / "study.yaml");
  const auto rows = csv_rows(bench.work.path() / "sweep" / "runs.csv");
  const auto& row = rows[17];
  const Outcome outcome =
      bench({"replay", "sweep", row[0], "--out", "again", "--set", "output.metrics=[adopters]"});
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.err, Contains("the same, bit for bit"));
  CHECK_THAT(outcome.out, StartsWith("measure,recorded,replayed\nstatus,ok,ok\n"));
  const auto metrics = csv_rows(bench.work.path() / "again" / "metrics.csv");
  CHECK(std::to_string(metrics.size()) == row[10]);
  CHECK(metrics.back()[1] == row[13]);  // adopters.final
  CHECK(bench({"replay", "sweep", "48"}).code == 2);
  CHECK(bench({"replay", "sweep", "1", "--out", "x", "--set", "time.ticks=3"}).code == 2);
}

TEST_CASE("a scenario file is varied from the command line", "[cli][sweep]") {
  const Bench bench;
  const Outcome outcome =
      bench({"sweep", "tiny.yaml", "--vary", "learning.observation.attention=0:1:0.5", "--vary",
             "population.agents=100,200", "--replicates", "2", "--out", "sweep"});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  const auto rows = csv_rows(bench.work.path() / "sweep" / "runs.csv");
  REQUIRE(rows.size() == 3 * 2 * 2);
  CHECK(rows[2][6] == "0");
  CHECK(rows[2][7] == "200");
  CHECK(bench({"sweep", "study.yaml", "--vary", "time.ticks=3,4"}).code == 2);
  const Outcome wrong = bench({"sweep", "tiny.yaml", "--vary", "learning.observation.atention=0,1"});
  CHECK(wrong.code == 3);
  CHECK_THAT(wrong.err, Contains("learning.observation.atention: unknown key; did you mean 'attention'?"));
}

TEST_CASE("a dry run tells the plan and writes nothing", "[cli][sweep]") {
  const Bench bench;
  const Outcome outcome = bench({"sweep", "study.yaml", "--dry-run"});
  CHECK(outcome.code == 0);
  CHECK_THAT(outcome.out, Contains("runs         48\n") && Contains("networks     12 to build, 3 config") &&
                              Contains("memory       up to ") && Contains("time         about "));
  CHECK(listing(bench.work.path()) == "study.yaml tiny.yaml");
}

TEST_CASE("the manifest knows every file, and the data package every column", "[cli][sweep]") {
  const Bench bench;
  write_text(bench.work.path() / "judged.yaml",
             "scenario: tiny.yaml\nset: {time.ticks: 3}\nreplicates: 2\nmeasure: {adopters: final}\n"
             "design: [{saltelli: {samples: 2, factors: {decision.planned.need: [0, 0.2]}}}]\n"
             "expect: [{claim: c, compare: adopters.final, test: mean, value: 1, direction: greater}]\n");
  const auto [name, outputs, tables] = GENERATE(table<std::string, std::size_t, std::size_t>(
      {{"study.yaml", std::size_t{5}, std::size_t{3}}, {"judged.yaml", std::size_t{6}, std::size_t{4}}}));
  const Outcome outcome = bench({"sweep", name, "--out", "sweep"});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  const auto directory = bench.work.path() / "sweep";
  const json manifest = json::parse(read_text(directory / "manifest.json"));
  for (const auto& file : manifest["outputs"])
    CHECK(file["sha256"] == shoal::maths::sha256(read_text(directory / file["file"].get<std::string>())));
  CHECK(manifest["outputs"].size() == outputs);
  const json package = json::parse(read_text(directory / "datapackage.json"));
  for (const auto& resource : package["resources"]) {
    std::string header;
    for (const auto& field : resource["schema"]["fields"])
      header += (header.empty() ? "" : ",") + field["name"].get<std::string>();
    CHECK_THAT(read_text(directory / resource["path"].get<std::string>()), StartsWith(header + "\n"));
  }
  CHECK(package["resources"].size() == tables);
}

TEST_CASE("runs that fail are rows with a message, the sweep goes on and exits with 4", "[cli][sweep]") {
  const Bench bench;
  write_text(bench.work.path() / "ties.txt", "0 1\n1 2\n2 0\n");
  // A network file with three agents, and a population that wants more.
  write_text(bench.work.path() / "study.yaml",
             "scenario: {network: {file: ties.txt}, time: {ticks: 5}}\n"
             "design: [{factorial: {population.agents: [3, 4]}}]\nreplicates: 2\n"
             "measure: {purchases: [sum]}\n");
  const Outcome outcome = bench({"sweep", "study.yaml", "--out", "sweep"});
  CHECK(outcome.code == 4);
  CHECK_THAT(outcome.err, Contains("4 runs, 2 failed"));
  const auto rows = csv_rows(bench.work.path() / "sweep" / "runs.csv");
  REQUIRE(rows.size() == 4);
  CHECK(rows[0][7] == "ok");
  CHECK(rows[2][7] == "failed");
  CHECK(rows[3].back().empty());
  CHECK_THAT(rows[2][8], Contains("3") && Contains("agents"));
  const Outcome kept = bench({"sweep", "study.yaml", "--out", "sweep", "--resume"});
  CHECK_THAT(kept.err, Contains("2 failed; 0 of them now"));
  const Outcome again = bench({"sweep", "study.yaml", "--out", "sweep", "--retry-failed"});
  CHECK(again.code == 4);
  CHECK_THAT(again.err, Contains("2 failed; 2 of them now"));
}

TEST_CASE("a run that takes too long is a row with status timeout", "[cli][sweep]") {
  const Bench bench;
  const Outcome outcome = bench(
      {"sweep", "study.yaml", "--out", "sweep", "--replicates", "1", "--jobs", "2", "--set", "name=tiny"});
  REQUIRE(outcome.code == 0);
  write_text(
      bench.work.path() / "study.yaml",
      "scenario: tiny.yaml\nset: {time.ticks: 100000000}\ntimeout: 20ms\nmeasure: {adopters: final}\n");
  const Outcome slow = bench({"sweep", "study.yaml", "--out", "slow"});
  CHECK(slow.code == 4);
  const auto rows = csv_rows(bench.work.path() / "slow" / "runs.csv");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0][6] == "timeout");
}

TEST_CASE("series can be packed, and unpack to the same rows", "[cli][sweep]") {
  const Bench bench;
  bench.sweep({"--out", "plain"});
  std::string text = tiny_experiment;
  text.replace(text.find("every: 10"), 9, "every: 10, compression: zstd");
  write_text(bench.work.path() / "study.yaml", text);
  bench.sweep({"--out", "packed"});
  const Outcome unpacked =
      run_program("/usr/bin/zstd", {"-dcq", (bench.work.path() / "packed" / "series.csv.zst").string()});
  if (unpacked.code == 99) {
    std::cout << "SKIPPED: no zstd on this machine\n";
    return;
  }
  CHECK(unpacked.out == read_text(bench.work.path() / "plain" / "series.csv"));
}

TEST_CASE("every problem of an experiment is shown at its place", "[cli][sweep]") {
  const Bench bench;
  write_text(bench.work.path() / "bad.yaml",
             "scenario: tiny.yaml\nreplicates: 0\nmesure: {adopters: final}\nstop: \"adopters => 3\"\n"
             "timeout: 60\n");
  const Outcome outcome = bench({"sweep", "bad.yaml"});
  CHECK(outcome.code == 3);
  CHECK_THAT(outcome.err,
             Contains("bad.yaml:2:13: replicates: ") && Contains("bad.yaml:3:1: mesure: unknown key"));
  CHECK_THAT(outcome.err, Contains("bad.yaml:4:17: stop: found '=") && Contains("bad.yaml:5:10: timeout: "));
  write_text(bench.work.path() / "bad.yaml",
             "scenario: tiny.yaml\nmeasure: {adoptrs: final}\narms: {a: {time.tiks: 3}}\n");
  CHECK_THAT(bench({"sweep", "bad.yaml"}).err,
             Contains("bad.yaml:2:") && Contains("did you mean 'adopters'?"));
  write_text(bench.work.path() / "bad.yaml", "scenario: tiny.yaml\narms: {a: {time.tiks: 3}}\n");
  CHECK_THAT(bench({"sweep", "bad.yaml"}).err,
             Contains("bad.yaml:2:") && Contains("time.tiks: unknown key") && Contains("[arm 'a', point 0]"));
}

}  // namespace cli_sweep_test
