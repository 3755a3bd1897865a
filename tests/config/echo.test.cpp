// The resolved echo: YAML that reads back as the same values.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "config/derived.hpp"
#include "config/village.hpp"

using namespace village;

namespace {

using Lines = std::vector<std::string>;

std::string echo(Params& p, Form form = Form::rerun) {
  const Section section = description(p);
  return to_yaml(values(section, form));
}

/// The value of `name` after it went through YAML and back.
std::string through_yaml(const std::string& name) {
  Params before, after;
  before.name = name;
  REQUIRE(problems_of(echo(before), after) == Lines{});
  return after.name;
}

}  // namespace

TEST_CASE("the defaults echo in the order of the description", "[config]") {
  Params p;
  CHECK(echo(p) == R"(name: unnamed
seed: 1
ticks: 365
observation:
  attention: 0.5
  retention: 0.8
  rule: linear
  temperature: 0.2
  admiration: 1
  sample: 0
  trust: false
market:
  products:
    - name: product
      price: 5
      rule: linear
      traits: []
  budget: null
offset: -1.5
tone: 0
file: ""
metrics: [default]
shares: []
matrix: []
fallback: null
count: null
pair: 2
)");
}

TEST_CASE("what is read, echoed and read again is the same", "[config]") {
  const char* yaml = R"(name: "a: 'village' # 1"
seed: 18446744073709551615
ticks: 1e6
observation: {attention: 0.1, retention: 1e-7, rule: threshold, temperature: 1e-300, trust: true}
market:
  products:
    - {name: '5', price: 0.30000000000000004, traits: [{name: t, share: 1, weights: [1, -2.5, 1e300]}, {}]}
    - {name: 'null', rule: conformist}
  budget: 12.5
offset: 123456789012345678
tone: -1
file: data/ties.csv
metrics: [a, 'true', '', '- b', "c\nd"]
shares: [1, 2.5, 1e-3]
matrix: [[0, 1], [], [2]]
fallback: conformist
count: 9223372036854775807
pair: 4
)";
  Params first, second;
  REQUIRE(problems_of(yaml, first) == Lines{});
  const std::string once = echo(first);
  REQUIRE(problems_of(once, second) == Lines{});
  CHECK(echo(second) == once);
  CHECK(second.seed.value == 18446744073709551615u);
  CHECK(second.observation.temperature == 1e-300);
  CHECK(second.market.products.at(0).price == 0.30000000000000004);
  CHECK(second.market.products.at(0).name == "5");
  CHECK(second.market.products.at(0).traits.at(0).weights.at(2) == 1e300);
  CHECK(second.metrics == Lines{"a", "true", "", "- b", "c\nd"});
  CHECK(second.file.resolved == first.file.resolved);
  CHECK(*second.count == 9223372036854775807);
}

TEST_CASE("the identity of a file is as written, a rerun needs the place", "[config]") {
  Params p;
  REQUIRE(problems_of("file: data/../data/ties.csv\n", p) == Lines{});
  const Section section = description(p);
  CHECK(values(section, Form::identity)["file"] == "data/../data/ties.csv");
  CHECK(values(section, Form::rerun)["file"] == "/tmp/data/ties.csv");
}

TEST_CASE("any text survives the echo", "[config]") {
  for (const char* text :
       {"",      " ",    "a b", " a",  "a ",  "a:",     "a: b", ":a",   "#a",   "a #b",       "a#b",  "-",
        "- a",   "--a",  "?",   "[a]", "{a}", "a, b",   "*a",   "&a",   "!a",   "|",          ">",    "'a'",
        "\"a\"", "%a",   "@a",  "`a`", "~",   "null",   "Null", "NULL", "true", "True",       "no",   "Off",
        "1",     "1.5",  ".5",  "1e5", "0x1", "010",    ".nan", "<<",   "a\nb", "a\tb",       "a\\b", "\\",
        "é",     "日本", "🐟",   "---", "...", "a\r\nb", "\x7f", "\x01", "=",    "2024-01-01", "12:30"}) {
    INFO(text);
    CHECK(through_yaml(text) == text);
  }
}

TEST_CASE("random text survives the echo", "[config]") {
  std::mt19937 random(7);
  const std::string letters = " :#-?[]{},&*!|>'\"%@`~\\\n\tab01.\xC3\xA9";
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (std::size_t n = random() % 12; n > 0; --n) {
      const char c = letters[random() % (letters.size() - 2)];
      text += random() % 9 == 0 ? std::string("\xC3\xA9") : std::string(1, c);
    }
    INFO(text);
    REQUIRE(through_yaml(text) == text);
  }
}

TEST_CASE("any JSON tree of keys reads back from its YAML", "[config]") {
  const Json tree = Json::parse(R"({"a": {}, "b": [], "c": {"d": {"e": 1, "f": [[1, 2], [3, 4]]}},
    "g": [{"h": 1, "i": {"j": [1, {"k": 2, "l": [[{"m": 1, "n": 2}]]}]}}, [], {}, null, "x"],
    "no": {"beta": [2, 2]}, "p q": -0.5, "wide": [)" +
                                std::string("100000000, 100000000, 100000000, ") +
                                "100000000, 100000000, 100000000, 100000000, 100000000, 100000000]}");
  Problems problems;
  const Node node = parse_source(to_yaml(tree), "echo", "/", problems);
  REQUIRE(problems.empty());
  const std::function<Json(const Node&)> back = [&](const Node& n) -> Json {
    double x = 0;
    if (n.kind == Node::Kind::null) return {};
    if (n.kind == Node::Kind::scalar)
      return !n.quoted && parse_number(n.scalar, x) ? Json(x) : Json(n.scalar);
    Json result = n.kind == Node::Kind::map ? Json::object() : Json::array();
    for (const Node& item : n.items) result.push_back(back(item));
    for (const Node::Member& member : n.members) result[member.key] = back(member.value);
    return result;
  };
  CHECK(back(node) == tree);
}
