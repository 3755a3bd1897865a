// Checks that span keys: what was written, and where a problem is reported.

#include <catch2/catch.hpp>

#include "config/village.hpp"

using namespace village;

namespace {

/// A document that was read, and its reader.
struct Read {
  explicit Read(std::string_view yaml, const std::string& assignment = "") {
    Node root = parse_source(yaml, "in.yaml", "/tmp", problems);
    if (!assignment.empty()) apply_override(root, assignment, problems);
    Section section = description(params);
    reader.read(section, root);
  }
  /// The place at which a check of `path` reports.
  std::string place(const std::string& path) {
    reader.problem_at(path, "clash");
    return problems.back().text();
  }
  Params params;
  Problems problems;
  Reader reader{problems};
};

constexpr const char* yaml = R"(
observation:
  attention: 0.5
market:
  products:
    - name: a
    - {name: b, price: 3}
metrics: [a, b]
seed: 7
)";

}  // namespace

TEST_CASE("the reader knows what was written", "[config]") {
  const Read read(yaml);
  REQUIRE(read.problems.empty());
  for (const char* path : {"observation", "observation.attention", "market", "market.products",
                           "market.products.0", "market.products.1.price", "metrics", "metrics.1", "seed"}) {
    INFO(path);
    CHECK(read.reader.was_set(path));
  }
  for (const char* path :
       {"", "ticks", "observation.retention", "market.products.0.price", "market.products.2"}) {
    INFO(path);
    CHECK(!read.reader.was_set(path));
  }
  CHECK(read.reader.path().empty());
}

TEST_CASE("a check points at the value, or at the key of a group or list", "[config]") {
  Read read(yaml);
  CHECK(read.place("seed") == "in.yaml:9:7: seed: clash");
  CHECK(read.place("observation.attention") == "in.yaml:3:14: observation.attention: clash");
  CHECK(read.place("observation") == "in.yaml:2:1: observation: clash");
  CHECK(read.place("market.products") == "in.yaml:5:3: market.products: clash");
  CHECK(read.place("market.products.1") == "in.yaml:7:7: market.products.1: clash");
  CHECK(read.place("market.products.1.price") == "in.yaml:7:24: market.products.1.price: clash");
}

TEST_CASE("a check of a key that was not written points at the nearest group around it", "[config]") {
  Read read(yaml);
  CHECK(read.place("observation.retention") == "in.yaml:2:1: observation.retention: clash");
  CHECK(read.place("market.products.0.price") == "in.yaml:6:7: market.products.0.price: clash");
  CHECK(read.place("ticks") == "in.yaml: ticks: clash");
  CHECK(read.place("") == "in.yaml: clash");
}

TEST_CASE("a check of a key that --set gave points at --set", "[config]") {
  Read read(yaml, "observation.retention=0.1");
  CHECK(read.reader.was_set("observation.retention"));
  CHECK(read.place("observation.retention") == "--set: observation.retention: clash");
}

TEST_CASE("a document that could not be used is reported once", "[config]") {
  Read read("seed: [\n", "market.products.0.price=1");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].text() == "in.yaml:1:7: a '[' is not closed");
  CHECK(!read.reader.was_set("seed"));
}

TEST_CASE("a value that is refused leaves its variable alone", "[config]") {
  const Read read("seed: x\nticks: 0\ntone: 7\nobservation: {rule: magic, trust: 3}\nname: [a]\n");
  CHECK(read.problems.size() == 6);
  const Params untouched;
  CHECK(read.params.seed.value == untouched.seed.value);
  CHECK(read.params.ticks == untouched.ticks);
  CHECK(read.params.tone == untouched.tone);
  CHECK(read.params.observation.rule == untouched.observation.rule);
  CHECK(read.params.observation.trust == untouched.observation.trust);
  CHECK(read.params.name == untouched.name);
}
