// Distributions as scenarios write them.

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "config/reader.hpp"
#include "random/distribution.hpp"

using namespace shoal;
using Kind = Distribution::Kind;

namespace {

struct Outcome {
  Distribution d;
  std::string messages;
};

Outcome read(const std::string& written, Distribution key = Distribution(0.5)) {
  config::Section section("test");
  section.field("x", key, "a distribution");
  config::Problems problems;
  config::Reader reader(problems);
  reader.read(section, config::parse_source(fmt::format("x: {}\n", written), "s.yaml", ".", problems));
  std::string text;
  for (const config::Problem& p : problems) text += (text.empty() ? "" : "\n") + p.text();
  return {key, text};
}

std::string shown(Distribution d) { return bind(d)->get(config::Form::rerun).dump(); }

Distribution trait() {
  Distribution d(0.5);
  d.columns = true;
  return d;
}

const std::string unit =
    "a number in [0, 1], or {uniform: [lo, hi]}, {normal: [mean, sd]}, {beta: [a, b]}, {lognormal: [mu, "
    "sigma]}, or "
    "{bernoulli: p}";

}  // namespace

TEST_CASE("every form of a distribution is read and shown as it was written", "[random]") {
  const auto check = [](const std::string& written, Kind kind, double a, double b, const std::string& json) {
    CAPTURE(written);
    const Outcome o = read(written, trait());
    CHECK(o.messages.empty());
    CHECK(o.d.kind == kind);
    CHECK(o.d.a == a);
    CHECK(o.d.b == b);
    CHECK(shown(o.d) == json);
  };
  check("0.25", Kind::constant, 0.25, 0, "0.25");
  check("{uniform: [0.1, 0.6]}", Kind::uniform, 0.1, 0.6, R"({"uniform":[0.1,0.6]})");
  check("{normal: [0.5, 0.2]}", Kind::normal, 0.5, 0.2, R"({"normal":[0.5,0.2]})");
  check("{normal: [-0.1, 0.2]}", Kind::normal, -0.1, 0.2, R"({"normal":[-0.1,0.2]})");
  check("{beta: [2, 5]}", Kind::beta, 2, 5, R"({"beta":[2.0,5.0]})");
  check("{lognormal: [-1, 0.5]}", Kind::lognormal, -1, 0.5, R"({"lognormal":[-1.0,0.5]})");
  check("{bernoulli: 0.3}", Kind::bernoulli, 0.3, 0, R"({"bernoulli":0.3})");
  check("{column: openness}", Kind::column, 0, 0, R"({"column":"openness"})");
}

TEST_CASE("the key's range stays when a distribution is read, and former parameters go", "[random]") {
  Distribution key(0.5, -3, 7);
  key.kind = Kind::beta;
  key.b = 9;
  const Distribution d = read("5", key).d;
  CHECK(d.kind == Kind::constant);
  CHECK(d.a == 5);
  CHECK(d.b == 0);
  CHECK(d.lowest == -3);
  CHECK(d.highest == 7);
  CHECK_FALSE(d.columns);
}

TEST_CASE("an optional distribution takes the range of its key and may be null", "[random]") {
  std::optional<Distribution> target;
  config::Section section("test");
  section.value("x", bind_optional(target, Distribution(0.5, 0, 10)), "a distribution or nothing");
  const auto read_text = [&](const std::string& text) {
    config::Problems problems;
    config::Reader reader(problems);
    reader.read(section, config::parse_source(text, "s.yaml", ".", problems));
    CHECK(problems.empty());
  };
  CHECK(section.find("x")->value->get(config::Form::rerun).is_null());
  read_text("x: {uniform: [2, 8]}");
  REQUIRE(target);
  CHECK(target->b == 8);
  CHECK(target->highest == 10);
  CHECK(section.find("x")->value->get(config::Form::rerun).dump() == R"({"uniform":[2.0,8.0]})");
  read_text("x: null");
  CHECK_FALSE(target);
}

TEST_CASE("what a distribution may be is said in full", "[random]") {
  Distribution d = trait();
  CHECK(bind(d)->allowed() ==
        "a number in [0, 1], or {uniform: [lo, hi]}, {normal: [mean, sd]}, {beta: [a, b]}, {lognormal: [mu, "
        "sigma]}, "
        "{bernoulli: p} or {column: NAME}");
  d.columns = false;
  CHECK(bind(d)->allowed() == unit);
}

TEST_CASE("a distribution that cannot be used is refused with place, reason and what is allowed",
          "[random]") {
  CHECK(read("1.5").messages == "s.yaml:1:4: x: 1.5 is out of range; must be a number in [0, 1]");
  CHECK(read("abc").messages == "s.yaml:1:4: x: found text 'abc'; must be " + unit);
  CHECK(read("[2, 2]").messages == "s.yaml:1:4: x: found a list; must be " + unit);
  CHECK(read("{bta: [2, 2]}").messages ==
        "s.yaml:1:5: x: unknown distribution 'bta'; must be uniform, normal, beta, lognormal or bernoulli; "
        "did you mean "
        "'beta'?");
  CHECK(read("{beta: [2, 2], normal: [0, 1]}").messages == "s.yaml:1:4: x: found 2 keys; must be " + unit);
  CHECK(read("{}").messages == "s.yaml:1:4: x: found 0 keys; must be " + unit);
  CHECK(read("{beta: 2}").messages ==
        "s.yaml:1:11: x.beta: found the number 2; must be a list of two numbers, [a, b]");
  CHECK(read("{beta: [2]}").messages ==
        "s.yaml:1:11: x.beta: found a list of 1; must be a list of two numbers, [a, b]");
  CHECK(read("{beta: [0, 2]}").messages ==
        "s.yaml:1:12: x.beta.0: 0 is out of range; must be a number in [0.001, 1000]");
  CHECK(read("{beta: [2, 1001]}").messages ==
        "s.yaml:1:15: x.beta.1: 1001 is out of range; must be a number in [0.001, 1000]");
  CHECK(read("{uniform: [-1, 2]}").messages ==
        "s.yaml:1:15: x.uniform.0: -1 is out of range; must be a number in [0, 1]\n"
        "s.yaml:1:19: x.uniform.1: 2 is out of range; must be a number in [0, 1]");
  CHECK(read("{uniform: [0.6, 0.4]}").messages ==
        "s.yaml:1:14: x.uniform: lo = 0.6 is above hi = 0.4; exchange them");
  CHECK(read("{normal: [0.5, -0.1]}").messages ==
        "s.yaml:1:19: x.normal.1: -0.1 is out of range; must be a number >= 0");
  CHECK(read("{normal: [5, 0.1]}").messages ==
        "s.yaml:1:13: x.normal: less than 1 % of this distribution lies in [0, 1], to which it is truncated; "
        "move it or "
        "widen it");
  CHECK(read("{lognormal: [10, 1]}").messages ==
        "s.yaml:1:16: x.lognormal: less than 1 % of this distribution lies in [0, 1], to which it is "
        "truncated; move it "
        "or widen it");
  CHECK(read("{bernoulli: 1.1}").messages ==
        "s.yaml:1:16: x.bernoulli: 1.1 is out of range; must be a number in [0, 1]");
  CHECK(read("{bernoulli: 0.5}", Distribution(1, 0.1, 1)).messages ==
        "s.yaml:1:16: x: bernoulli gives 0 or 1; must be a number in [0.1, 1]");
  CHECK(read("{column: income}").messages ==
        "s.yaml:1:5: x: a column of the traits file serves traits of agents only; must be " + unit);
  CHECK(read("{column: ''}", trait()).messages == "s.yaml:1:13: x: the name of a column is empty");
}

TEST_CASE("a refused distribution leaves the key as it was", "[random]") {
  for (const char* written : {"2", "{beta: [0, 1]}", "{normal: [9, 1]}", "{column: c}", "{bernoulli: 2}"}) {
    const Distribution d = read(written).d;
    CHECK(d.constant());
    CHECK(d.a == 0.5);
  }
}

TEST_CASE("the schema of a distribution has one form per kind, columns only where the key takes them",
          "[random]") {
  Distribution d = trait();
  config::Json schema = bind(d)->schema();
  REQUIRE(schema["anyOf"].size() == 7);
  CHECK(schema["anyOf"][0] == config::Json({{"type", "number"}, {"minimum", 0.0}, {"maximum", 1.0}}));
  CHECK(schema["anyOf"][3]["properties"]["beta"]["items"][0]["maximum"] == 1000.0);
  d.columns = false;
  schema = bind(d)->schema();
  CHECK(schema["anyOf"].size() == 6);
  for (std::size_t i = 1; i < 6; ++i) {
    CHECK(schema["anyOf"][i]["additionalProperties"] == false);
    CHECK(schema["anyOf"][i]["required"].size() == 1);
  }
}
