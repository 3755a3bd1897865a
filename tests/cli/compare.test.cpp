// `shoal compare` as a process.

#include <catch2/catch.hpp>
#include <filesystem>

#include "cli/process.support.hpp"
#include "output/temporary.support.hpp"

namespace cli_compare_test {

namespace fs = std::filesystem;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;

class Runs {
 public:
  Runs() { write_text(work.path() / "s.yaml", small_scenario); }
  void run(const std::string& out, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"run", "s.yaml", "--out", out, "--quiet"});
    const Outcome outcome = run_shoal(more, {.directory = work.path()});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
  }
  Outcome compare(std::vector<std::string> words) const {
    words.insert(words.begin(), "compare");
    return run_shoal(words, {.directory = work.path()});
  }
  /// Replaces the last cell of the last row of a table.
  void change(const std::string& file, const std::string& cell) const {
    std::string text = read_text(work.path() / file);
    text.replace(text.rfind(','), std::string::npos, "," + cell + "\n");
    write_text(work.path() / file, text);
  }
  const TemporaryDirectory work;
};

TEST_CASE("compare finds two runs of one scenario the same, whatever machine and moment put in", "[cli]") {
  const Runs runs;
  runs.run("a", {"--threads", "1"});
  runs.run("b", {"--threads", "2"});
  const Outcome outcome = runs.compare({"a", "b"});
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty());
  CHECK_THAT(outcome.out, Contains("metrics.csv: equal\n") &&
                              Contains("manifest.json: equal, but for times and machine\n") &&
                              EndsWith("the same\n"));
  write_text(runs.work.path() / "b/summary.png", "a figure");
  write_text(runs.work.path() / "b/timings.csv", "run,seconds\n");
  CHECK(runs.compare({"a", "b", "--quiet"}).code == 0);
}

TEST_CASE("compare shows where two runs differ and exits with 1", "[cli]") {
  const Runs runs;
  runs.run("a");
  runs.run("b", {"--seed", "99"});
  const Outcome outcome = runs.compare({"a", "b", "--show", "2"});
  CHECK(outcome.code == 1);
  CHECK_THAT(outcome.out, Contains("A: a\nB: b\n"));
  CHECK_THAT(outcome.out, Contains("config.seed: ") && Contains(" | 99") && Contains("metrics.csv: ") &&
                              Contains(" cells differ, in ") && Contains("  tick ") && Contains("and "));
  fs::remove(runs.work.path() / "b/metrics.csv");
  CHECK_THAT(runs.compare({"a", "b"}).out, Contains("metrics.csv: only in A\n"));
  const Outcome quiet = runs.compare({"a", "b", "-q"});
  CHECK(quiet.code == 1);
  CHECK(quiet.out.empty());
}

TEST_CASE("compare allows what a tolerance allows, and no more", "[cli]") {
  const Runs runs;
  write_text(runs.work.path() / "a.csv", "tick,x,first>=0.5\n1,1,2\n2,1,0.5\n");
  write_text(runs.work.path() / "b.csv", "tick,x,first>=0.5\n1,1,2\n2,1,0.75\n");
  CHECK(runs.compare({"a.csv", "b.csv"}).code == 1);
  CHECK(runs.compare({"a.csv", "b.csv", "--tolerance", "1e-9"}).code == 1);
  CHECK(runs.compare({"a.csv", "b.csv", "--tolerance", "0.25"}).code == 0);
  CHECK(runs.compare({"a.csv", "b.csv", "-t", "0:0.34"}).code == 0);
  CHECK(runs.compare({"a.csv", "b.csv", "--tolerance", "first>=0.5=0.3"}).code == 0);
  CHECK(runs.compare({"a.csv", "b.csv", "--tolerance", "x=0.3", "--tolerance", "0"}).code == 1);
  const Outcome unknown = runs.compare({"a.csv", "b.csv", "--tolerance", "frist>=0.5=0.3"});
  CHECK(unknown.code == 2);
  CHECK_THAT(unknown.err, Contains("no table has a column 'frist>=0.5'; did you mean 'first>=0.5'?"));
}

TEST_CASE("compare says that values agree where only their order or spelling differs", "[cli]") {
  const Runs runs;
  write_text(runs.work.path() / "a.csv", "tick,x\n1,1\n2,2\n");
  write_text(runs.work.path() / "b.csv", "tick,x\n2,2\n1,1\n");
  const Outcome outcome = runs.compare({"a.csv", "b.csv"});
  CHECK(outcome.code == 1);
  CHECK_THAT(outcome.out, Contains("the cells are equal, the bytes are not"));
  CHECK(runs.compare({"a.csv", "b.csv", "--tolerance", "0"}).code == 0);
}

TEST_CASE("compare --statistical compares tables of runs", "[cli]") {
  const Runs runs;
  const std::string head = "run,block,arm,point,replicate,seed,status,message,ticks,stopped,m\n";
  std::string a = head, b = head;
  for (int r = 0; r < 20; ++r) {
    const std::string row = std::to_string(r) + ",0,,0," + std::to_string(r) + ",";
    a += row + std::to_string(r) + ",ok,,5,," + std::to_string(r % 5) + "\n";
    b += row + std::to_string(r + 50) + ",ok,,5,," + std::to_string((r + 1) % 5) + "\n";
  }
  for (const auto& [directory, text] : {std::pair("a", a), std::pair("b", b)}) {
    fs::create_directory(runs.work.path() / directory);
    write_text(runs.work.path() / directory / "runs.csv", text);
  }
  CHECK(runs.compare({"a", "b", "--statistical"}).code == 0);
  CHECK(runs.compare({"a/runs.csv", "b/runs.csv", "--statistical", "--margin", "2"}).code == 0);
  const Outcome narrow = runs.compare({"a", "b", "-s", "--margin", "m=0.1", "--alpha", "0.01"});
  CHECK(narrow.code == 1);
  CHECK_THAT(narrow.out, Contains("m, block 0, point 0: A - B 0 [") && Contains("(98 %)"));
  CHECK(runs.compare({"a", "b", "-s", "--margin", "k=0.1"}).code == 2);
}

TEST_CASE("compare finds sweeps the same at any number of jobs, and other seeds the same in distribution",
          "[cli]") {
  const Runs runs;
  const auto sweep = [&](const std::string& out, const std::string& seeds, const std::string& jobs) {
    write_text(
        runs.work.path() / "e.yaml",
        "scenario: s.yaml\narms: {off: {learning.observation.enabled: false}, on: {}}\nreplicates: 12\n"
        "measure: {purchases: [sum, final]}\nseeds: {root: " +
            seeds + "}\n");
    const Outcome outcome = run_shoal({"sweep", "e.yaml", "--out", out, "--jobs", jobs, "--quiet"},
                                      {.directory = runs.work.path()});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
  };
  sweep("a", "1", "1");
  sweep("b", "1", "2");
  sweep("c", "2", "2");
  const Outcome same = runs.compare({"a", "b"});
  CHECK(same.code == 0);
  CHECK_THAT(same.out, Contains("runs.csv: equal\n") && Contains("summary.csv: equal\n"));
  const Outcome seeds = runs.compare({"a", "c"});
  CHECK(seeds.code == 1);
  CHECK_THAT(seeds.out, Contains("block 0, arm off, point 0, replicate 0: "));
  // Null: the same distribution; 4 comparisons at 1e-7 after Holm.
  const Outcome statistical = runs.compare({"a", "c", "--statistical", "--alpha", "1e-7"});
  INFO(statistical.out);
  CHECK(statistical.code == 0);
  CHECK_THAT(statistical.out, Contains("4 means: 0 identical, 0 of 4 differ"));
}

TEST_CASE("compare tells usage from input", "[cli]") {
  const Runs runs;
  write_text(runs.work.path() / "a.csv", "x\n1\n");
  write_text(runs.work.path() / "bad.csv", "x,y\n1\n");
  fs::create_directory(runs.work.path() / "empty");
  CHECK(runs.compare({"a.csv"}).code == 2);
  CHECK(runs.compare({"a.csv", "a.csv", "--margin", "1"}).code == 2);
  CHECK(runs.compare({"a.csv", "a.csv", "--tolerance", "-1"}).code == 2);
  CHECK(runs.compare({"a.csv", "a.csv", "--tolerance", "x=much"}).code == 2);
  CHECK(runs.compare({"a.csv", "a.csv", "--statistical", "--tolerance", "1"}).code == 2);
  CHECK(runs.compare({"a.csv", "a.csv", "-s", "--alpha", "0.7"}).code == 2);
  const Outcome absent = runs.compare({"a.csv", "none.csv"});
  CHECK(absent.code == 3);
  CHECK(absent.err == "none.csv: cannot be read: No such file or directory\n");
  CHECK(runs.compare({"a.csv", "empty"}).code == 3);
  CHECK(runs.compare({"empty", "empty"}).code == 3);
  const Outcome bad = runs.compare({"a.csv", "bad.csv"});
  CHECK(bad.code == 3);
  CHECK_THAT(bad.err, Contains("bad.csv:2:1: 1 cell; the header has 2"));
  CHECK_THAT(run_shoal({"compare", "--help"}).out, Contains("usage: shoal compare A B [OPTION...]"));
}

}  // namespace cli_compare_test
