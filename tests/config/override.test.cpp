// --set: one key at a time, on top of the file.

#include <catch2/catch.hpp>

#include "config/village.hpp"

using namespace village;

namespace {

using Lines = std::vector<std::string>;
constexpr const char* market =
    "market:\n  products:\n    - {name: gadget, price: 5}\n    - {name: gizmo, price: 6}\n";

}  // namespace

TEST_CASE("an override sets a key that the file writes, or makes it", "[config]") {
  Params p;
  REQUIRE(problems_of("seed: 1\nobservation: {attention: 0.1}\n", p,
                      {"seed=7", "observation.attention=0.9", "observation.retention=0.3", "tone=-1",
                       "name=a village", "metrics=[a, b]", "fallback=threshold", "count=null"}) == Lines{});
  CHECK(p.seed.value == 7);
  CHECK(p.observation.attention == 0.9);
  CHECK(p.observation.retention == 0.3);
  CHECK(p.tone == -1);
  CHECK(p.name == "a village");
  CHECK(p.metrics == Lines{"a", "b"});
  CHECK(p.fallback == Rule::threshold);
  CHECK(!p.count);
}

TEST_CASE("the last override of a key counts", "[config]") {
  Params p;
  REQUIRE(problems_of("seed: 1\n", p, {"seed=2", "seed=3"}) == Lines{});
  CHECK(p.seed.value == 3);
}

TEST_CASE("an override may mend what is wrong in the file", "[config]") {
  CHECK(problems_of("seed: x\nobservation: 5\n", {"seed=2", "observation={trust: true}"}) == Lines{});
}

TEST_CASE("a list item is addressed by position or by name", "[config]") {
  Params p;
  REQUIRE(problems_of(market, p, {"market.products.0.price=7", "market.products.gizmo.price=8"}) == Lines{});
  REQUIRE(p.market.products.size() == 2);
  CHECK(p.market.products[0].price == 7);
  CHECK(p.market.products[1].price == 8);
  REQUIRE(problems_of("matrix: [[1, 2], [3, 4]]\n", p, {"matrix.1.0=9", "matrix.0=[5]"}) == Lines{});
  CHECK(p.matrix[1][0] == 9);
  CHECK(p.matrix[0].size() == 1);
}

TEST_CASE("an override sees what earlier overrides have made", "[config]") {
  Params p;
  REQUIRE(problems_of("seed: 1\n", p,
                      {"market.products=[{name: x}, {name: y}]", "market.products.y.price=3"}) == Lines{});
  CHECK(p.market.products.at(1).price == 3);
}

TEST_CASE("a relative file of an override starts in the current folder", "[config]") {
  Params p;
  REQUIRE(problems_of("seed: 1\n", p, {"file=a/b.csv"}) == Lines{});
  CHECK(p.file.resolved == std::filesystem::current_path() / "a/b.csv");
  REQUIRE(problems_of("file: a/b.csv\n", p) == Lines{});
  CHECK(p.file.resolved == "/tmp/a/b.csv");
}

TEST_CASE("values of overrides are YAML in flow style", "[config]") {
  Params p;
  REQUIRE(problems_of("seed: 1\n", p, {"name='5, or more: # all'", "count=1e3"}) == Lines{});
  CHECK(p.name == "5, or more: # all");
  REQUIRE(p.count);
  CHECK(*p.count == 1000);
}

TEST_CASE("an override that cannot be carried out gets an exact message", "[config]") {
  const auto problem = [](const std::string& assignment) {
    const Lines lines = problems_of(market, {assignment});
    REQUIRE(lines.size() == 1);
    return lines.front();
  };
  CHECK(problem("seed") == "--set: 'seed' has no '='; must be KEY.PATH=VALUE");
  CHECK(problem("") == "--set: '' has no '='; must be KEY.PATH=VALUE");
  CHECK(problem("=5") == "--set: '=5' has an empty key; must be KEY.PATH=VALUE");
  CHECK(problem("a..b=5") == "--set: 'a..b=5' has an empty key; must be KEY.PATH=VALUE");
  CHECK(problem("seed.=5") == "--set: 'seed.=5' has an empty key; must be KEY.PATH=VALUE");
  CHECK(problem("seed=") == "--set: seed: has no value; must be a whole number in [0, 2^64)");
  CHECK(problem("name=a, b") == "--set: name: found 2 values; put text with commas in quotes, a list in [ ]");
  CHECK(problem("shares=[1, 2") == "--set: shares: the value cannot be read: a '[' is not closed");
  CHECK(problem("name='x") == "--set: name: the value cannot be read: a quote is not closed");
  CHECK(problem("name=\xFF") ==
        "--set: name: the value cannot be read: the byte 0xFF is not UTF-8; save the file as UTF-8");
  CHECK(problem("observation={trust: true, trust: false}") ==
        "--set: observation: the value cannot be read: duplicate key");
  CHECK(problem("market.products.2.price=1") ==
        "--set: market.products.2.price: there is no item 2; must be 0 to 1");
  CHECK(problem("market.products.gadgte.price=1") ==
        "--set: market.products.gadgte.price: there is no item named 'gadgte'; must be gadget or gizmo, or a "
        "position from 0; did you mean 'gadget'?");
  CHECK(problem("market.products.gadget.name.first=1") ==
        "--set: market.products.gadget.name.first: found text 'gadget' above this key, which holds no keys");
  CHECK(problem("metrics.0=x") ==
        "--set: metrics.0: the file writes no list here; give the whole list, in [ ]");
  CHECK(problem("observation.retentoin=1") ==
        "--set: observation.retentoin: unknown key; did you mean 'retention'?");
  CHECK(problem("retention=1") == "--set: retention: unknown key; did you mean 'observation.retention'?");
  CHECK(problem("market.products.gadget.prise=1") ==
        "--set: market.products.0.prise: unknown key; did you mean 'price'?");
  CHECK(problem("observation.retention=2") ==
        "--set: observation.retention: 2 is out of range; must be a number in [0, 1]");
  CHECK(problem("include=x.yaml") == "--set: include: unknown key; 'include' stands at the top of a file");
}

TEST_CASE("a list of unnamed items is addressed by position only", "[config]") {
  CHECK(problems_of("shares: [1]\nmetrics: []\n", {"shares.first=1", "metrics.0=x"}) ==
        Lines{"--set: shares.first: a list is addressed by position, from 0",
              "--set: metrics.0: there is no item 0; the list is empty"});
}

TEST_CASE("problems of overrides come after those of the file", "[config]") {
  CHECK(problems_of("tone: 2\n", {"seed=x"}) ==
        Lines{"in.yaml:1:7: tone: 2 is out of range; must be a number in [-1, 1]",
              "--set: seed: found text 'x'; must be a whole number in [0, 2^64)"});
}
