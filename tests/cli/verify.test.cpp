#include <catch2/catch.hpp>
#include <map>

#include "cli/sweep.support.hpp"
#include "output/temporary.support.hpp"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace cli_verify_test {
namespace {

const std::string right =
    "  - {claim: observation spreads, compare: adopters.final, arms: [both, without], direction: greater, "
    "test: two_sample_t, alpha: 0.05}\n";
const std::string wrong =
    "  - {claim: observation <slows>, compare: adopters.final, arms: [without, both], direction: greater, "
    "test: two_sample_t, alpha: 0.05}\n";

struct Bench {
  TemporaryDirectory work;
  Bench() { write_text(work.path() / "tiny.yaml", tiny_scenario); }
  void write(const std::string& name, const std::string& expect) const {
    write_text(
        work.path() / name,
        "scenario: tiny.yaml\narms: {without: {decision.planned.need: 0.02}, both: {}}\nreplicates: 6\n"
        "seeds: {scheme: independent}\nmeasure: {adopters: final}\nexpect:\n" +
            expect);
  }
  Outcome operator()(std::vector<std::string> words) const {
    return run_shoal(words, {.directory = work.path()});
  }
};

}  // namespace

TEST_CASE("verify exits with 0 where all expectations hold and with 1 where one does not", "[cli][sweep]") {
  const Bench bench;
  bench.write("right.yaml", right);
  bench.write("mixed.yaml", right + wrong);
  const Outcome good = bench({"verify", "right.yaml", "--out", "a"});
  INFO(good.err);
  CHECK(good.code == 0);
  CHECK_THAT(good.out, Contains("holds  observation spreads") && Contains("1 of 1 expectation holds"));
  const Outcome bad = bench({"verify", "right.yaml", "mixed.yaml", "--out", "b", "--junit", "junit.xml"});
  CHECK(bad.code == 1);
  CHECK_THAT(bad.out, Contains("FAILS  observation <slows>"));
  CHECK_THAT(bad.out,
             Contains("1 of 2 experiments hold, 2 of 3 expectations\n  FAILS  mixed.yaml: 1 of 2\n"));
  CHECK_THAT(read_text(bench.work.path() / "b" / "mixed" / "expectations.csv"), StartsWith("claim,test,"));
  const std::string junit = read_text(bench.work.path() / "junit.xml");
  CHECK_THAT(junit, Contains("tests=\"3\" failures=\"1\"") && Contains("observation &lt;slows&gt;"));
}

TEST_CASE("verdicts of runs that are done are made without running", "[cli][sweep]") {
  const Bench bench;
  bench.write("study.yaml", right);
  CHECK(bench({"verify", "study.yaml", "--out", "a"}).code == 0);
  bench.write("study.yaml", wrong);
  const Outcome again = bench({"verify", "study.yaml", "--out", "a", "--resume"});
  CHECK(again.code == 1);
  CHECK_THAT(again.err, Contains("0 of them now"));
  const Outcome shown = bench({"summarise", "a/study"});
  CHECK(shown.code == 0);
  CHECK_THAT(shown.out, Contains("12 runs") && Contains("FAILS  observation <slows>") && Contains("6  "));
}

TEST_CASE("verify takes fewer replicates for a quick look", "[cli][sweep]") {
  const Bench bench;
  bench.write("study.yaml", right);
  CHECK(bench({"verify", "study.yaml", "--out", "a", "--replicates", "3"}).code != 4);
  CHECK(csv_rows(bench.work.path() / "a" / "study" / "runs.csv").size() == 2 * 3);
}

TEST_CASE("no file is verified where a run of a later one is invalid", "[cli][sweep]") {
  const Bench bench;
  bench.write("study.yaml", right);
  write_text(bench.work.path() / "late.yaml",
             "scenario: tiny.yaml\ndesign: [{factorial: {time.ticks: [1, 0]}}]\nmeasure: {adopters: final}\n"
             "expect: [{claim: c, compare: adopters.final, test: mean, value: 1}]\n");
  const Outcome outcome = bench({"verify", "study.yaml", "late.yaml", "--out", "a"});
  CHECK(outcome.code == 3);
  CHECK_THAT(outcome.err, Contains("[point 1 (time.ticks=0)]"));
  CHECK(!std::filesystem::exists(bench.work.path() / "a"));
}

TEST_CASE("an experiment that expects nothing is not verified", "[cli][sweep]") {
  const Bench bench;
  write_text(bench.work.path() / "study.yaml", "scenario: tiny.yaml\nreplicates: 2\n");
  CHECK(bench({"verify", "study.yaml"}).code == 2);
}

TEST_CASE("validate checks experiments and every run's scenario", "[cli][sweep]") {
  const Bench bench;
  bench.write("study.yaml", right);
  const Outcome good = bench({"validate", "study.yaml", "tiny.yaml"});
  CHECK(good.code == 0);
  CHECK(good.out == "study.yaml: valid\ntiny.yaml: valid\n");
  write_text(bench.work.path() / "study.yaml",
             "scenario: tiny.yaml\ndesign: [{factorial: {time.ticks: [1, 0]}}]\n");
  const Outcome bad = bench({"validate", "study.yaml"});
  CHECK(bad.code == 3);
  CHECK_THAT(bad.err, Contains("time.ticks: ") && Contains("[point 1 (time.ticks=0)]"));
}

TEST_CASE("replicates by a rule end alike at any number of jobs, shards and interruptions", "[cli][sweep]") {
  const Bench bench;
  write_text(
      bench.work.path() / "study.yaml",
      "scenario: tiny.yaml\ndesign: [{factorial: {decision.planned.need: [0.01, 0.1, 0.5]}}]\n"
      "replicates: {until: {measure: adopters.final, half_width: 2, confidence: 0.9}, at_least: 3, at_most: "
      "40}\nmeasure: {adopters: final}\n");
  REQUIRE(bench({"sweep", "study.yaml", "--out", "one", "-j", "1"}).code == 0);
  REQUIRE(bench({"sweep", "study.yaml", "--out", "four", "-j", "4"}).code == 0);
  const std::string whole = sweep_bytes(bench.work.path() / "one");
  CHECK(sweep_bytes(bench.work.path() / "four") == whole);
  for (const char* i : {"0", "1"})
    REQUIRE(bench({"sweep", "study.yaml", "--out", "s" + std::string(i), "--shard", i + std::string("/2")})
                .code == 0);
  REQUIRE(bench({"merge", "s0", "s1", "--out", "merged"}).code == 0);
  CHECK(sweep_bytes(bench.work.path() / "merged") == whole);
  // A journal that lacks its second half.
  const std::string journal = read_text(bench.work.path() / "one" / "journal");
  write_text(bench.work.path() / "one" / "journal", journal.substr(0, journal.size() / 2));
  REQUIRE(bench({"sweep", "study.yaml", "--out", "one", "--resume"}).code == 0);
  CHECK(sweep_bytes(bench.work.path() / "one") == whole);
  // A measure that only the rule names is measured too.
  write_text(
      bench.work.path() / "rule.yaml",
      "scenario: tiny.yaml\nreplicates: {until: {measure: purchases.sum, half_width: 1e9}, at_least: 2, "
      "at_most: 4}\nmeasure: {adopters: final}\n");
  REQUIRE(bench({"sweep", "rule.yaml", "--out", "rule"}).code == 0);
  CHECK_THAT(read_text(bench.work.path() / "rule" / "runs.csv"), Contains("adopters.final,purchases.sum\n"));
  // And the rule did something: points differ in their number of replicates.
  std::map<std::string, int> replicates;
  for (const auto& row : csv_rows(bench.work.path() / "one" / "runs.csv")) ++replicates[row[3]];
  CHECK(replicates.size() == 3);
  CHECK((replicates["0"] != replicates["2"]));
}

}  // namespace cli_verify_test
