#include <signal.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <map>
#include <thread>

#include "cli/sweep.support.hpp"
#include "output/temporary.support.hpp"
#include "paths.support.hpp"

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
  CHECK_THAT(bad.out, Contains("holds           right.yaml: 1 of 1\nFAILS           mixed.yaml: 1 of 2\n"
                               "1 of 2 experiments hold, 2 of 3 expectations\n"));
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

TEST_CASE("an interrupted verification says what was judged, and its JUnit file too", "[cli][sweep]") {
  const Bench bench;
  bench.write("right.yaml", right);
  write_text(bench.work.path() / "long.yaml",
             "scenario: tiny.yaml\nset: {time.ticks: 20000}\nreplicates: 2000\nmeasure: {adopters: final}\n"
             "expect: [{claim: c, compare: adopters.final, test: mean, value: 1}]\n");
  const Outcome outcome = run_shoal(
      {"verify", "right.yaml", "long.yaml", "--out", "a", "--jobs", "1", "--junit", "junit.xml"},
      {.directory = bench.work.path(), .meanwhile = [&](pid_t child) {
         for (int i = 0; i < 1000 && !std::filesystem::exists(bench.work.path() / "a/long/journal"); ++i)
           std::this_thread::sleep_for(std::chrono::milliseconds(10));
         std::this_thread::sleep_for(std::chrono::milliseconds(50));
         ::kill(child, SIGINT);
       }});
  CHECK(outcome.code == 130);
  CHECK_THAT(outcome.out,
             Contains("holds           right.yaml: 1 of 1\nnot judged      long.yaml: interrupted\n"
                      "1 of 2 experiments hold, 1 of 1 expectations; 1 not judged\n"));
  CHECK_THAT(outcome.err, Contains("--resume goes on with it"));
  CHECK_THAT(
      read_text(bench.work.path() / "junit.xml"),
      Contains("tests=\"2\" failures=\"0\" errors=\"1\"") && Contains("<error message=\"interrupted\"/>"));
}

TEST_CASE("a JUnit file that cannot be written is refused before anything runs", "[cli][sweep]") {
  const Bench bench;
  bench.write("right.yaml", right);
  const Outcome outcome = bench({"verify", "right.yaml", "--out", "a", "--junit", "none/junit.xml"});
  CHECK(outcome.code == 4);
  CHECK_THAT(outcome.err, Contains("none/junit.xml"));
  CHECK(!std::filesystem::exists(bench.work.path() / "a"));
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

TEST_CASE("what a file says is not reproduced must fail, and then does not fail verify", "[cli][sweep]") {
  const Bench bench;
  bench.write("study.yaml", wrong + "not_reproduced: it spreads\n");
  const Outcome told = bench({"verify", "study.yaml", "--out", "a", "--junit", "junit.xml"});
  CHECK(told.code == 0);
  CHECK_THAT(told.out, Contains("FAILS  observation <slows>") && Contains("not reproduced: it spreads"));
  CHECK_THAT(read_text(bench.work.path() / "junit.xml"),
             Contains("failures=\"0\"") && Contains("<skipped message=\"not reproduced: it spreads\"/>"));
  bench.write("study.yaml", right + "not_reproduced: it does not spread\n");
  const Outcome surprise = bench({"verify", "study.yaml", "--out", "a", "--resume", "--junit", "junit.xml"});
  CHECK(surprise.code == 1);
  CHECK_THAT(surprise.out, Contains("FAILS: all hold, but the file says `not_reproduced`"));
  CHECK_THAT(read_text(bench.work.path() / "junit.xml"), Contains("tests=\"2\" failures=\"1\""));
  bench.write("study.yaml", "not_reproduced: nothing\n");
  CHECK(bench({"verify", "study.yaml", "--out", "a", "--resume"}).code == 3);
}

TEST_CASE("a quick verification has the first replicates of the whole one", "[cli][sweep]") {
  const Bench bench;
  bench.write("study.yaml", right + "quick: 4\n");
  CHECK(bench({"verify", "study.yaml", "--out", "a", "--quick"}).code != 2);
  const auto few = csv_rows(bench.work.path() / "a" / "study" / "runs.csv");
  CHECK(few.size() == 8);
  REQUIRE(bench({"verify", "study.yaml", "--out", "b"}).code == 0);
  const Outcome again = bench({"verify", "study.yaml", "--out", "b", "--quick", "--resume"});
  CHECK_THAT(again.err, Contains("0 of them now"));
  CHECK(csv_rows(bench.work.path() / "b" / "study" / "runs.csv") == few);
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

// scripts/validate: stored verdicts, the page, and what continuous integration would refuse.
namespace cli_validate_script_test {
namespace {

const std::string holds =
    "{claim: needs sell, compare: adopters.final, arms: [needy, calm], direction: greater}";
const std::string never =
    "{claim: calm sells, compare: adopters.final, arms: [calm, needy], direction: greater}";

/// A tree with one claim, and the tool under test.
struct Tree {
  TemporaryDirectory work;
  std::filesystem::path file = work.path() / "configs/claims/X01_tiny.yaml";
  std::filesystem::path store = work.path() / "docs/validation/claims/X01_tiny.csv";
  std::filesystem::path page = work.path() / "docs/validation.md";
  Tree() {
    std::filesystem::create_directories(file.parent_path());
    std::filesystem::create_directories(page.parent_path());
    write_text(work.path() / "configs/tiny.yaml", tiny_scenario);
  }
  void write(const std::string& more, const std::string& expect) const {
    write_text(file,
               "name: X01\ndescription: 'T0: needs sell'\nscenario: ../tiny.yaml\nreplicates: 12\nquick: 6\n"
               "arms: {calm: {decision.planned.need: 0.02}, needy: {decision.planned.need: 0.2}}\n"
               "measure: {adopters: final}\n" +
                   more + "expect:\n  - " + expect + "\n");
  }
  Outcome operator()(std::vector<std::string> words) const {
    words.insert(words.begin(), {"--root", work.path().string(), "--jobs", "1"});
    return run_program(std::string(paths::source) + "/scripts/validate", words,
                       {.directory = work.path(), .environment = {{"SHOAL_TOOL", paths::tool}}});
  }
};

void replace(const std::filesystem::path& path, const std::string& from, const std::string& to) {
  std::string text = read_text(path);
  const std::size_t at = text.rfind(from);
  REQUIRE(at != text.npos);
  write_text(path, text.replace(at, from.size(), to));
}

}  // namespace

TEST_CASE("scripts/validate stores figures and verdicts, and its page has a row per result", "[cli][sweep]") {
  const Tree validate;
  validate.write("", holds);
  const Outcome full = validate({});
  INFO(full.err);
  REQUIRE(full.code == 0);
  const std::string page = read_text(validate.page);
  CHECK_THAT(page, Contains("1 results, 1 expectations. Results that hold: 1; not reproduced: 0.") &&
                       Contains("| needs sell | T0 |") && Contains("`adopters.final: needy > calm`: **") &&
                       Contains("n 12") && Contains("| holds |") &&
                       Contains("`shoal verify configs/claims/X01_tiny.yaml`"));
  const auto rows = csv_rows(validate.store);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0][3] == "12");
  CHECK(rows[0][13] == "holds");
  CHECK(validate({"--quick", "--check"}).code == 0);
  // A quick run on top leaves the full figures.
  CHECK(validate({"--quick"}).code == 0);
  CHECK(csv_rows(validate.store) == rows);
}

TEST_CASE("scripts/validate --quick --check fails on verdicts that changed and writes nothing",
          "[cli][sweep]") {
  const Tree validate;
  validate.write("", holds);
  CHECK(validate({"--quick", "--check"}).code == 1);  // nothing is stored yet
  CHECK_FALSE(std::filesystem::exists(validate.page));
  REQUIRE(validate({}).code == 0);
  replace(validate.store, "holds,", "fails,");  // the quick verdict is the last one
  const std::string before = read_text(validate.store);
  const Outcome changed = validate({"--quick", "--check"});
  CHECK(changed.code == 1);
  CHECK_THAT(changed.err, Contains("X01_tiny.yaml: needs sell: holds now, which is not what is stored"));
  CHECK(read_text(validate.store) == before);
  replace(validate.page, "T0", "T9");
  CHECK_THAT(validate({"--page", "--check"}).err, Contains("docs/validation.md is not what is stored"));
  CHECK(validate({"--page"}).code == 0);
  CHECK(validate({"--page", "--check"}).code == 0);
}

TEST_CASE("a result that fails fails validation unless its file says why, and then only if it fails",
          "[cli][sweep]") {
  const Tree validate;
  validate.write("", never);
  const Outcome bad = validate({});
  CHECK(bad.code == 1);
  CHECK_THAT(bad.err, Contains("X01_tiny.yaml: fails"));
  CHECK_THAT(read_text(validate.page), Contains("| **fails** |"));
  validate.write("not_reproduced: needs do sell\n", never);
  CHECK(validate({}).code == 0);
  CHECK_THAT(read_text(validate.page),
             Contains("| **not reproduced** |") && Contains("*Not reproduced: needs do sell*"));
  validate.write("not_reproduced: needs do sell\n", holds);
  CHECK(validate({}).code == 1);
  CHECK_THAT(read_text(validate.page), Contains("**holds unexpectedly**"));
}

}  // namespace cli_validate_script_test
