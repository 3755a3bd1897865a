// Documents that are built to exhaust the reader.

#include <catch2/catch.hpp>
#include <random>

#include "config/village.hpp"

using namespace village;

namespace {

using Lines = std::vector<std::string>;

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("aliases that multiply are stopped before they fill the memory", "[config]") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string below = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + repeated(below + ", ", 9) + below +
            "]\n";
  }
  const Lines lines = problems_of(bomb);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0] ==
        "in.yaml:6:45: a5.7: more than 1000000 values (do aliases multiply?); bulk data belongs in CSV");
}

TEST_CASE("an honest alias is a copy", "[config]") {
  Params p;
  REQUIRE(problems_of("shares: &s [1, 2]\nmatrix: [*s, *s]\n", p) == Lines{});
  REQUIRE(p.matrix.size() == 2);
  CHECK(p.matrix[1][1] == 2);
  CHECK(p.shares[1] == 2);
}

TEST_CASE("nesting beyond the limit is refused at the place where it is reached", "[config]") {
  CHECK(problems_of("matrix: " + repeated("[", 5000) + repeated("]", 5000)) ==
        Lines{"in.yaml:1:72: nested more than 64 deep"});
  CHECK(problems_of("matrix: " + repeated("{a: ", 5000)) == Lines{"in.yaml:1:261: nested more than 64 deep"});
  std::string steps;
  for (int i = 0; i < 100; ++i) steps += repeated(" ", i) + "k:\n";
  CHECK(problems_of(steps) == Lines{"in.yaml:65:65: nested more than 64 deep"});
}

TEST_CASE("aliases cannot nest beyond the limit", "[config]") {
  std::string yaml = "a0: &a0 [x]\n";
  for (int i = 1; i < 100; ++i) {
    const std::string n = std::to_string(i);
    yaml += "a" + n + ": &a" + n + " [*a" + std::to_string(i - 1) + "]\n";
  }
  CHECK(problems_of(yaml) == Lines{"in.yaml:64:12: a63.0: nested more than 64 deep"});
}

TEST_CASE("nesting up to the limit is read", "[config]") {
  const Lines lines = problems_of("shares: " + repeated("[", 63) + repeated("]", 63) + "\n");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0] == "in.yaml:1:10: shares.0: found a list; must be a number > 0");
}

TEST_CASE("more values than any scenario has are refused", "[config]") {
  const Lines lines = problems_of("shares: [" + repeated("1,", 1'000'001) + "1]\n");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].ends_with("more than 1000000 values (do aliases multiply?); bulk data belongs in CSV"));
}

TEST_CASE("thousands of unknown keys are all reported, and soon", "[config]") {
  std::string yaml;
  for (int i = 0; i < 5000; ++i) yaml += "key_" + std::to_string(i) + ": 1\n";
  const Lines lines = problems_of(yaml);
  REQUIRE(lines.size() == 5000);
  CHECK(lines.back() == "in.yaml:5000:1: key_4999: unknown key");
}

TEST_CASE("a damaged document is read or refused in words, never worse", "[config]") {
  const std::string sound =
      "name: \"caf\xC3\xA9 \\u00e9\"\nseed: 7\nobservation: &o {attention: 0.5, rule: 'linear'}\nmarket:\n  "
      "products:\n"
      "    - {name: a, traits: [{share: 1, weights: [1, 2]}]}\n    - name: b\n      price: 1e3\n# end\n"
      "matrix: [&r [1, 2], *r]\nmetrics:\n  - |\n    text\n  - x\nfallback: ~\n";
  REQUIRE(problems_of(sound) == Lines{});
  const std::string bytes = "[]{}:,-#&*!|>'\"%@`\n\t ~<?\\0a.\xC3\x80";
  std::mt19937 random(11);
  int refused = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string damaged = sound;
    for (int edits = 1 + static_cast<int>(random() % 3); edits > 0; --edits) {
      const std::size_t at = random() % damaged.size();
      switch (random() % 3) {
        case 0: damaged.erase(at, 1 + random() % 4); break;
        case 1: damaged.insert(at, 1, bytes[random() % bytes.size()]); break;
        default: damaged[at] = bytes[random() % bytes.size()];
      }
    }
    const Lines lines = problems_of(damaged, {"market.products.0.price=2"});
    refused += !lines.empty();
    for (const std::string& line : lines) {
      INFO(damaged);
      REQUIRE((line.starts_with("in.yaml") || line.starts_with("--set")));
    }
  }
  CHECK(refused > 1500);  // most damage shows
}

TEST_CASE("a problem in a very long line is found at its character", "[config]") {
  const Lines lines = problems_of("metrics: [" + repeated("'ä', ", 50000) + "true]\n");
  CHECK(lines == Lines{"in.yaml:1:250011: metrics.50000: found the truth value true; must be text; put it in "
                       "quotes if it is text"});
}
