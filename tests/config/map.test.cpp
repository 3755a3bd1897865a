// Maps with keys that the file chooses, values of a type known elsewhere, groups that are there or not.

#include "config/map.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/literal.hpp"
#include "config/optional_group.hpp"
#include "config/reader.hpp"

namespace config_map_test {

using namespace shoal::config;

struct Dose {
  Probability share{0.5};
};
struct Params {
  Map<Probability> shares;
  Map<Dose> doses;
  Map<std::vector<Literal>> sets;
  OptionalGroup<Dose> dose;
};
void describe(Section& s, Dose& p) { s.field("share", p.share, "A share."); }
void describe(Section& s, Params& p) {
  s.field("shares", p.shares, "Shares by name.")
      .field("doses", p.doses, "Doses by name.")
      .field("sets", p.sets, "Values by key.")
      .field("dose", p.dose, "One dose or none.");
}
Section description(Params& p) {
  Section section("Maps.");
  describe(section, p);
  return section;
}
std::vector<std::string> problems_of(std::string_view yaml, Params& p) {
  Problems problems;
  const Node root = parse_source(yaml, "in.yaml", "/tmp", problems);
  Section section = description(p);
  Reader(problems).read(section, root);
  std::vector<std::string> lines;
  for (const Problem& problem : problems) lines.push_back(problem.text());
  return lines;
}
using Lines = std::vector<std::string>;

TEST_CASE("a map keeps its keys in the order in which they are written", "[config]") {
  Params p;
  REQUIRE(problems_of("shares: {z: 0.5, a.b: 1, m: 0}\ndoses: {low: {share: 0.1}, plain: {}}\n", p) ==
          Lines{});
  REQUIRE(p.shares.size() == 3);
  CHECK(p.shares.items[0].first == "z");
  CHECK(p.shares.items[1].first == "a.b");
  CHECK(*p.shares.find("a.b") == 1);
  CHECK(p.shares.find("nothing") == nullptr);
  CHECK(p.doses.items[0].second.share == 0.1);
  CHECK(p.doses.items[1].second.share == 0.5);
}

TEST_CASE("problems in a map name the place and the path", "[config]") {
  Params p;
  CHECK(problems_of("shares:\n  a: 0.5\n  b: 2\ndoses:\n  low: {shar: 0.1}\n", p) ==
        Lines{"in.yaml:3:6: shares.b: 2 is out of range; must be a number in [0, 1]",
              "in.yaml:5:9: doses.low.shar: unknown key; did you mean 'share'?"});
  CHECK(
      problems_of("shares: [1]\n", p) ==
      Lines{"in.yaml:1:9: shares: found a list; must be keys of your choice with values, {KEY: value}; each "
            "value: a number in [0, 1]"});
  CHECK(problems_of("shares: {a: 0.5, '': 1}\n", p) == Lines{"in.yaml:1:18: shares: a key is empty"});
}

TEST_CASE("the same key twice in a map is a problem", "[config]") {
  Params p;
  const Lines problems = problems_of("shares: {a: 0.5, b: 1, a: 0.1}\n", p);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].find("in.yaml:1:24: shares.a: duplicate key") == 0);
}

TEST_CASE("a map echoes what reads back as the same", "[config]") {
  Params first, second;
  REQUIRE(problems_of("shares: {z: 0.5, '1': 1}\ndoses: {low: {share: 0.1}}\nsets: {a.b: [1, x, true, null, "
                      "'007', [1, {k: v}], 0.10, 1e-7, 18446744073709551615]}\ndose: {share: 1}\n",
                      first) == Lines{});
  const std::string once = to_yaml(values(description(first), Form::rerun));
  REQUIRE(problems_of(once, second) == Lines{});
  CHECK(to_yaml(values(description(second), Form::rerun)) == once);
  CHECK(second.sets.items[0].second == first.sets.items[0].second);
  REQUIRE(second.dose);
  CHECK(second.dose->share == 1);
}

TEST_CASE("a literal is the text that --set takes", "[config]") {
  Params p;
  REQUIRE(
      problems_of(
          "sets: {k: [1, 1.0, 0.10, 1e6, x, 'true', true, null, '007', 007, [1, b c], {k: {}}, '', -3]}\n",
          p) == Lines{});
  std::vector<std::string> texts;
  for (const Literal& literal : p.sets.items[0].second) texts.push_back(literal.text);
  CHECK(texts == Lines{"1", "1", "0.1", "1000000", "x", "\"true\"", "true", "null", "\"007\"", "\"007\"",
                       "[1, b c]", "{k: {}}", "\"\"", "-3"});
}

TEST_CASE("a group that is there or not takes null, keys, and nothing else", "[config]") {
  Params p;
  CHECK(problems_of("dose: null\n", p) == Lines{});
  CHECK_FALSE(p.dose);
  CHECK(problems_of("dose: {}\n", p) == Lines{});
  CHECK(p.dose);
  CHECK(problems_of("dose: {shre: 1}\n", p) ==
        Lines{"in.yaml:1:8: dose: unknown key 'shre'; did you mean 'share'?"});
  CHECK(problems_of("dose: 3\n", p) ==
        Lines{"in.yaml:1:7: dose: found the number 3; must be a group of keys (share), or null"});
}

TEST_CASE("the schema of a map bounds its values", "[config]") {
  Params p;
  const Json schema = object_schema(description(p));
  CHECK(schema["properties"]["shares"]["additionalProperties"]["maximum"] == 1);
  CHECK(schema["properties"]["doses"]["additionalProperties"]["properties"].contains("share"));
}

}  // namespace config_map_test
