// Comparison of tables and of tables of runs, as functions; the command is in tests/cli/compare.test.cpp.

#include <catch2/catch.hpp>

#include "config/reader.hpp"
#include "experiment/compare_outputs.hpp"
#include "experiment/compare_runs.hpp"
#include "experiment/expectations.support.hpp"
#include "output/temporary.support.hpp"

namespace experiment_compare_test {

using namespace shoal::experiment;
using Catch::Matchers::Contains;
using Lines = std::vector<std::string>;

FileComparison tables(const std::string& a, const std::string& b, const TableOptions& options = {}) {
  const TemporaryDirectory work;
  write_text(work.path() / "a.csv", a);
  write_text(work.path() / "b.csv", b);
  std::set<std::string> columns;
  return compare_tables(work.path() / "a.csv", work.path() / "b.csv", options, columns);
}

TableOptions within(double absolute, double relative = 0) {
  TableOptions options;
  options.by_text = false;
  options.otherwise = {absolute, relative};
  return options;
}

TEST_CASE("A difference is told with row key, column and both values", "[experiment]") {
  const auto c = tables("tick,x,y\n1,0.5,7\n2,0.25,\n3,1,9\n", "tick,x,y\n1,0.5,7\n2,0.5,8\n3,1,9\n");
  CHECK_FALSE(c.equal);
  CHECK(c.outcome == "2 of 6 cells differ, in 2 of 2 columns");
  CHECK(c.lines == Lines{"x: 1 of 3 values differ, by 0.25 at most", "  tick 2: 0.25 | 0.5",
                         "y: 1 of 3 values differ", "  tick 2: (empty) | 8"});
}

TEST_CASE("Rows are matched by their key, wherever they stand", "[experiment]") {
  const auto c =
      tables("block,arm,point,replicate,run,m\n0,a,0,0,0,1\n0,b,0,0,1,2\n0,a,0,1,2,3\n",
             "block,arm,point,replicate,run,m\n0,a,0,1,1,3\n0,a,0,0,0,1\n0,c,0,0,7,2\n", within(0));
  CHECK_FALSE(c.equal);
  CHECK(c.lines == Lines{"run: 1 of 2 values differ, by 1 at most",
                         "  block 0, arm a, point 0, replicate 1: 2 | 1", "rows only in A: 1",
                         "  block 0, arm b, point 0, replicate 0", "rows only in B: 1",
                         "  block 0, arm c, point 0, replicate 0"});
}

TEST_CASE("Missing and additional columns and rows are named", "[experiment]") {
  const auto c = tables("tick,x,old\n1,1,1\n2,1,1\n", "tick,new,x\n1,5,1\n");
  CHECK_FALSE(c.equal);
  CHECK(c.outcome == "rows or columns differ");
  CHECK(c.lines ==
        Lines{"columns only in A: old", "columns only in B: new", "rows only in A: 1", "  tick 2"});
}

TEST_CASE("Rows without keys are matched by number, equal keys in their order", "[experiment]") {
  CHECK(tables("x\n1\n2\n", "x\n1\n3\n").lines.at(1) == "  row 2: 2 | 3");
  CHECK(tables("tick,x\n1,5\n1,6\n", "tick,x\n1,5\n1,6\n").equal);
  CHECK(tables("tick,x\n1,5\n1,6\n", "tick,x\n1,6\n1,5\n").lines.front() ==
        "x: 2 of 2 values differ, by 1 at most");
  CHECK(tables("tick,x\n2,5\n1,6\n", "tick,x\n1,6\n2,5\n").equal);
}

TEST_CASE("Only so many differences are shown, and the rest counted", "[experiment]") {
  std::string a = "tick,x\n", b = a;
  for (int t = 1; t <= 20; ++t) a += std::to_string(t) + ",0\n", b += std::to_string(t) + ",1\n";
  const auto c = tables(a, b);
  CHECK(c.lines.size() == 7);
  CHECK(c.lines.back() == "  and 15 more");
  const auto missing = tables(a, "tick,x\n");
  CHECK(missing.lines == Lines{"rows only in A: 20", "  tick 1", "  tick 2", "  tick 3", "  tick 4",
                               "  tick 5", "  and 15 more"});
}

TEST_CASE("Tolerances are absolute, relative, and per column", "[experiment]") {
  const std::string a = "tick,x,y\n1,100,1e-9\n", b = "tick,x,y\n1,100.5,0\n";
  CHECK_FALSE(tables(a, b, within(0.4)).equal);
  CHECK(tables(a, b, within(0.5)).equal);
  CHECK(tables(a, b, within(1e-8, 0.005)).equal);
  CHECK_FALSE(tables(a, b, within(0, 0.005)).equal);  // y: relative to itself it is all
  TableOptions options = within(1e-8);
  options.columns["x"] = {1, 0};
  CHECK(tables(a, b, options).equal);
  CHECK(agree("abc", "abc", {}));
  CHECK_FALSE(agree("abc", "abd", {1e9, 1e9}));
  CHECK_FALSE(agree("", "0", {1, 1}));
  CHECK(agree("1", "1.0", {}));
}

TEST_CASE("What is no table is refused with its place", "[experiment]") {
  CHECK_THROWS_WITH(tables("tick,x\n1\n", "tick,x\n"), Contains("a.csv:2:1: 1 cell; the header has 2"));
  CHECK_THROWS_AS(tables("", "x\n"), shoal::config::InvalidInput);
}

/// runs.csv of one block and two points with normal measures m; `shift` is added in the second point.
std::string runs_csv(std::uint64_t stream, double shift, std::uint64_t replicates, std::uint64_t seed) {
  std::string text = "run,block,arm,point,replicate,seed,dose,status,message,ticks,stopped,m,n\n";
  for (std::uint64_t r = 0; r < replicates; ++r)
    for (std::uint64_t point = 0; point < 2; ++point) {
      const double m = expectations_support::noise(stream, 2 * r + point) + (point == 1 ? shift : 0);
      text += std::to_string(2 * r + point) + ",0,," + std::to_string(point) + "," + std::to_string(r) + "," +
              std::to_string(seed + r) + "," + std::to_string(point) + ",ok,,10,," +
              shoal::config::number_text(m) + ",1\n";
    }
  return text;
}

FileComparison runs(const std::string& a, const std::string& b, const RunsOptions& options = {}) {
  const TemporaryDirectory work;
  write_text(work.path() / "a.csv", a);
  write_text(work.path() / "b.csv", b);
  std::set<std::string> measures;
  return compare_runs(work.path() / "a.csv", work.path() / "b.csv", options, measures);
}

TEST_CASE("Runs of the same distribution do not differ, shifted ones do", "[experiment]") {
  const auto same = runs(runs_csv(1, 0, 60, 0), runs_csv(2, 0, 60, 1000), {.alpha = 1e-4});
  CHECK(same.equal);
  CHECK(same.outcome ==
        "4 means: 0 identical, 0 of 4 differ (which does not show that they are equal: see "
        "--margin)");
  const auto shifted = runs(runs_csv(1, 0, 60, 0), runs_csv(2, 2, 60, 1000), {.alpha = 1e-4});
  CHECK_FALSE(shifted.equal);
  REQUIRE(shifted.lines.size() == 1);
  CHECK_THAT(shifted.lines[0], Contains("m, block 0, point 1, dose=1: A - B -") && Contains(": different"));
}

TEST_CASE("With a margin equivalence must be shown", "[experiment]") {
  const std::string a = runs_csv(1, 0, 60, 0), b = runs_csv(2, 0, 60, 1000);
  const auto wide = runs(a, b, {.alpha = 0.05, .margin = 1.0});
  CHECK(wide.equal);
  CHECK(wide.outcome == "4 means: 0 identical, 4 of 4 equivalent within the margin");
  const auto narrow = runs(a, b, {.alpha = 0.05, .margin = 1.0, .margins = {{"m", 0.01}}});
  CHECK_FALSE(narrow.equal);
  CHECK(narrow.outcome == "4 means: 0 identical, 2 of 4 equivalent within the margin");
  CHECK_THAT(narrow.lines.at(0), Contains("(90 %)") && Contains("not shown to be equivalent"));
}

TEST_CASE("Replicates with the same seeds are pairs", "[experiment]") {
  // A shift of a tenth of the noise: nothing for independent samples, plain for pairs.
  const std::string a = runs_csv(1, 0, 40, 0);
  CHECK_FALSE(runs(a, runs_csv(1, 0.1, 40, 0), {.alpha = 0.01}).equal);
  CHECK(runs(a, runs_csv(1, 0.1, 40, 7), {.alpha = 0.01}).equal);
  const auto identical = runs(a, a);
  CHECK(identical.equal);
  CHECK(identical.outcome == "4 means: 4 identical");
}

TEST_CASE("Failed runs, absent points and measures, and runs without a value count as differences",
          "[experiment]") {
  const std::string head = "run,block,arm,point,replicate,seed,status,message,ticks,stopped,m\n";
  std::string a = head, b = head, gone = head;
  for (int r = 0; r < 20; ++r) {
    const std::string row = std::to_string(r) + ",0,x,0," + std::to_string(r) + "," + std::to_string(r);
    a += row + ",ok,,5,," + std::to_string(r) + "\n";
    b += row + (r == 3 ? ",failed,no,0,,\n" : ",ok,,5,," + std::to_string(r) + "\n");
    gone += row + ",ok,,5,," + (r < 15 ? std::string() : std::to_string(r)) + "\n";
  }
  CHECK(runs(a, b).lines.at(0) == "block 0, arm x, point 0: 0 | 1 runs failed");
  const auto undefined = runs(a, gone);
  CHECK_FALSE(undefined.equal);
  CHECK_THAT(undefined.lines.at(0),
             Contains("share of runs without m, block 0, arm x, point 0") && Contains("different"));
  CHECK_FALSE(runs(a, head).equal);
  CHECK(runs(a, head).lines.at(0) == "block 0, arm x, point 0: only in A");
  std::string renamed = a;
  renamed.replace(renamed.find(",m\n"), 3, ",k\n");
  CHECK(runs(a, renamed).lines == Lines{"measure only in A: m", "measure only in B: k"});
  CHECK_THROWS_WITH(runs("tick,x\n1,2\n", a), Contains("has no column 'block'"));
}

}  // namespace experiment_compare_test
