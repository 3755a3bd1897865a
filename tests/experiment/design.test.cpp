// Designs of given levels and points, and what is refused.

#include "experiment/design.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "experiment/design.support.hpp"

namespace experiment_design_test {

using namespace shoal::experiment;
using namespace design_support;

TEST_CASE("a factorial takes every level with every other, the last factor fastest", "[experiment]") {
  const DesignTable t = table_of("design: [{factorial: {a.b: [1, x], c: {from: 0, to: 0.2, step: 0.1}}}]\n");
  CHECK(t.name == "0");
  CHECK(t.factors == Lines{"a.b", "c"});
  CHECK(points(t) == Lines{"1 | 0", "1 | 0.1", "1 | 0.2", "x | 0", "x | 0.1", "x | 0.2"});
}

TEST_CASE("zip takes first values together, then second values", "[experiment]") {
  CHECK(points(table_of("design: [{zip: {a: [1, 1, 2], b: {from: 0, to: 1, count: 3}}}]\n")) ==
        Lines{"1 | 0", "1 | 0.5", "2 | 1"});
}

TEST_CASE("one at a time begins with the scenario as it is", "[experiment]") {
  CHECK(points(table_of("design: [{one_at_a_time: {a: [1, 2], b: true}}]\n")) ==
        Lines{" | ", "1 | ", "2 | ", " | true"});
}

TEST_CASE("a list is taken as written, with gaps where a point leaves a key alone", "[experiment]") {
  const DesignTable t = table_of("design: [{name: mine, list: [{a: 1, b: [1, 2]}, {c: '007'}, {}]}]\n");
  CHECK(t.name == "mine");
  CHECK(t.factors == Lines{"a", "b", "c"});
  CHECK(points(t) == Lines{"1 | [1, 2] | ", " |  | \"007\"", " |  | "});
}

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("shoal_design_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  void write(const std::string& name, const std::string& text) { std::ofstream(path_ / name) << text; }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST_CASE("a table is read from CSV, with the experiment's folder as its place", "[experiment]") {
  Folder folder;
  folder.write("points.csv", "a.b,c\r\n0.10,x\r\n\"[1, 2]\",\r\n");
  std::vector<DesignParams> design;
  REQUIRE(problems_of("design: [{table: points.csv}]\n", design, folder.path()) == Lines{});
  const DesignTable t = expand(design.at(0), 1, 0);
  CHECK(t.factors == Lines{"a.b", "c"});
  CHECK(points(t) == Lines{"0.1 | x", "[1, 2] | "});
}

TEST_CASE("what is wrong with a table names its line and column", "[experiment]") {
  Folder folder;
  folder.write("bad.csv", "a,,a\n1,2,3\n1,2\n\"1, 2\",2,3\n");
  folder.write("empty.csv", "a,b\n");
  std::vector<DesignParams> design;
  const Lines problems = problems_of("design: [{table: bad.csv}]\n", design, folder.path());
  REQUIRE(problems.size() == 4);
  CHECK(problems[0].find("bad.csv:1:3: ") != std::string::npos);
  CHECK(problems[1].find("bad.csv:1:4: ") != std::string::npos);
  CHECK(problems[2].find("bad.csv:3:1: ") != std::string::npos);
  CHECK(problems[3].find("bad.csv:4:1: ") != std::string::npos);
  CHECK(problems[3].find("'1, 2' is no value; put text with commas in quotes") != std::string::npos);
  const Lines none = problems_of("design: [{table: empty.csv}]\n", design, folder.path());
  REQUIRE(none.size() == 1);
  CHECK(none[0].find("has no points below its header") != std::string::npos);
  CHECK(problems_of("design: [{table: nowhere.csv}]\n", design, folder.path()).size() == 1);
}

TEST_CASE("a block holds exactly one kind of design", "[experiment]") {
  CHECK(problems_of("design:\n  - {name: x}\n") ==
        Lines{"in.yaml:2:5: design.0: names no kind of design; must be factorial, zip, one_at_a_time, list, "
              "table, random, latin_hypercube, sobol, saltelli or morris"});
  CHECK(problems_of("design:\n  - factorial: {a: [1]}\n    zip: {a: [1]}\n") ==
        Lines{"in.yaml:2:5: design.0: names 2 kinds of design, factorial, zip; must be one per block: begin "
              "another with '- '"});
  CHECK(problems_of("design:\n  - {factorail: {a: [1]}}\n") ==
        Lines{"in.yaml:2:6: design.0.factorail: unknown key; did you mean 'factorial'?"});
}

TEST_CASE("designs that cannot be carried out are refused where they are written", "[experiment]") {
  CHECK(problems_of("design:\n  - zip:\n      a: [1, 2]\n      b: [1, 2, 3]\n") ==
        Lines{"in.yaml:4:10: design.0.zip.b: 3 values, but a has 2; must be as many"});
  CHECK(problems_of("design:\n  - factorial: {a: [1, 1.0]}\n") ==
        Lines{"in.yaml:2:20: design.0.factorial.a: the value 1 is there twice"});
  CHECK(problems_of("design:\n  - factorial: {}\n") ==
        Lines{"in.yaml:2:5: design.0.factorial: no factors; must have at least one, {KEY: values}"});
  CHECK(problems_of("design:\n  - factorial: {a: []}\n") ==
        Lines{"in.yaml:2:20: design.0.factorial.a: the list is empty; must have at least one value"});
  const std::string range = "{from: 1, to: 1000, step: 1}";
  CHECK(problems_of("design:\n  - factorial: {a: " + range + ", b: " + range + ", c: [1, 2]}\n") ==
        Lines{"in.yaml:2:5: design.0.factorial: 2000000 points; must be at most 1000000"});
  CHECK(problems_of("design:\n  - random: {samples: 0, factors: {a: [0, 1]}}\n") ==
        Lines{"in.yaml:2:23: design.0.random.samples: 0 is out of range; must be a whole number in [1, "
              "1000000]"});
  CHECK(problems_of("design:\n  - morris: {levels: 5, factors: {a: [0, 1]}}\n") ==
        Lines{"in.yaml:2:22: design.0.morris.levels: 5 is odd; must be even, such as 6"});
  CHECK(problems_of("design:\n  - morris: {factors: {a: {normal: [0, 1]}}}\n") ==
        Lines{"in.yaml:2:27: design.0.morris.factors.a: a normal distribution has no ends; morris needs "
              "uniform, log_uniform, integer or choice"});
  CHECK(problems_of("design:\n  - latin_hypercube: {samples: 4}\n") ==
        Lines{"in.yaml:2:5: design.0.latin_hypercube.factors: no factors; must have at least one, {KEY: "
              "values}"});
  CHECK(problems_of("design:\n  - sobol: {scramble: false, factors: {a: {normal: [0, 1]}}}\n").size() == 1);
  CHECK(problems_of("design:\n  - saltelli: {samples: 400000, factors: {a: [0, 1]}}\n") ==
        Lines{"in.yaml:2:5: design.0.saltelli: 1200000 points; must be at most 1000000"});
  CHECK(problems_of("design:\n  - list: []\n") ==
        Lines{"in.yaml:2:5: design.0.list: the list is empty; must have at least one point"});
}

TEST_CASE("levels that are no levels are refused", "[experiment]") {
  const auto only = [](const std::string& levels) {
    const Lines problems = problems_of("design:\n  - factorial: {a: " + levels + "}\n");
    REQUIRE(problems.size() == 1);
    return problems[0].substr(problems[0].find(": ") + 2);
  };
  CHECK(only("{from: 0, to: 1}") ==
        "design.0.factorial.a: must be a list of values, {from: A, to: B, step: D} or {from: A, to: B, "
        "count: N}");
  CHECK(
      only("{from: 0, to: 1, step: 0.3}") ==
      "design.0.factorial.a: step 0.3 does not divide the way from 0 to 1; the last values would be 0.9 and "
      "1.2");
  CHECK(only("{from: 0, to: 1, stepp: 0.3}").find("did you mean 'step'?") != std::string::npos);
  CHECK(only("{from: 0, to: 1, count: 1}") ==
        "design.0.factorial.a.count: 1 is out of range; must be a whole number in [2, 1000000]");
  CHECK(only("{from: a, to: 1, count: 3}").find("design.0.factorial.a.from: found text 'a'") == 0);
  CHECK(only("null").find("has no value") != std::string::npos);
}

TEST_CASE("distributions that are none are refused", "[experiment]") {
  const auto only = [](const std::string& spread) {
    const Lines problems = problems_of("design:\n  - random: {factors: {a: " + spread + "}}\n");
    REQUIRE(problems.size() == 1);
    return problems[0].substr(problems[0].find(": ") + 2);
  };
  const std::string path = "design.0.random.factors.a";
  CHECK(only("[1, 0]") == path + ": A = 1 must be below B = 0");
  CHECK(only("{integer: [1.5, 3]}").find("1.5 is not whole") != std::string::npos);
  CHECK(only("{log_uniform: [0, 1]}") == path + ".log_uniform.0: 0 is out of range; must be a number > 0");
  CHECK(only("{normal: [0, 0]}").find("must be a number > 0") != std::string::npos);
  CHECK(only("[1, 2, 3]").find("a list of values is written {choice: [...]}") != std::string::npos);
  CHECK(only("{unifrom: [0, 1]}").find("did you mean 'uniform'?") != std::string::npos);
  CHECK(only("{from: 0, to: 1, step: 0.5}").find("found 3 keys") != std::string::npos);
  CHECK(only("{choice: []}").find("a list of at least one value") != std::string::npos);
  CHECK(only("0.5").find("found the number 0.5") != std::string::npos);
}

TEST_CASE("a design echoes what reads back as the same design", "[experiment]") {
  std::vector<DesignParams> first, second;
  REQUIRE(
      problems_of("design:\n  - factorial: {a: [1, x], b: {from: 0, to: 1, step: 0.1}, c: {from: 0, to: 1, "
                  "count: 3}, d: 2}\n  - name: two\n    saltelli: {samples: 4, factors: {a: [0, 1], b: "
                  "{integer: [1, 3]}, c: {choice: [x, 1]}, d: {normal: [0, 2]}, e: {log_uniform: [0.1, "
                  "1]}}}\n  - list: [{a: 1}]\n",
                  first) == Lines{});
  const std::string once = echo(first);
  REQUIRE(problems_of(once, second) == Lines{});
  CHECK(echo(second) == once);
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(points(expand(first[i], 7, i)) == points(expand(second[i], 7, i)));
}

TEST_CASE("a command line's levels are a list or a range", "[experiment]") {
  std::string why;
  CHECK(parse_levels("0.1,0.5,x", why).values == Lines{"0.1", "0.5", "x"});
  CHECK(parse_levels("0:0.3:0.1", why).values == Lines{"0", "0.1", "0.2", "0.3"});
  CHECK(parse_levels("[1, 2],[3]", why).values == Lines{"[1, 2]", "[3]"});
  CHECK(why.empty());
  CHECK(parse_levels("0:1:0.3", why).values.empty());
  CHECK(why.find("does not divide") != std::string::npos);
  CHECK(parse_levels("", why).values.empty());
  CHECK(parse_levels("[1", why).values.empty());
  CHECK_FALSE(why.empty());
}

}  // namespace experiment_design_test
