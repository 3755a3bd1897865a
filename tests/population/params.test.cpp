// The `population` section: what is read, what is refused and how.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "population/people.support.hpp"

using namespace shoal;
using people::problems;
using people::read;

TEST_CASE("a population section is read in full", "[population]") {
  const PopulationParams p = read(
      "agents: 30, traits: {income: {column: pay}, conformity: 3}, traits_file: people.csv,\n"
      "segments: [{name: a, share: 2, need: 0.1, traits: {conformity: {uniform: [2, 8]}, income: null}}],\n"
      "seed_adopters: {count: 3, by: role, role: core, product: 1}",
      "/data");
  CHECK(p.agents == 30);
  CHECK(p.traits[7].kind == Distribution::Kind::column);
  CHECK(p.traits[7].highest == 1e9);
  CHECK(p.traits[5].a == 3);
  CHECK(p.traits_file.resolved == "/data/people.csv");
  REQUIRE(p.segments.size() == 1);
  CHECK(p.segments[0].share == 2);
  CHECK(double(*p.segments[0].need) == 0.1);
  REQUIRE(p.segments[0].traits[5]);
  CHECK(p.segments[0].traits[5]->b == 8);
  CHECK(p.segments[0].traits[5]->highest == 10);
  CHECK_FALSE(p.segments[0].traits[7]);
  CHECK(p.seed_adopters.count->value == 3);
  CHECK(p.seed_adopters.role == Role::core);
  CHECK(p.seed_adopters.product == 1);
}

TEST_CASE("a resolved population reads back as the same population, whatever keys it spells out",
          "[population]") {
  PopulationParams p =
      read("segments: [{name: a, traits: {income: {lognormal: [3, 1]}}}], seed_adopters: {share: 0.1}");
  const auto values = [](PopulationParams& params) {
    config::Section section("test");
    describe(section, params);
    return config::values(section, config::Form::rerun);
  };
  const config::Json once = values(p);
  const std::string keys = once.dump();
  PopulationParams again = read(keys.substr(1, keys.size() - 2));
  CHECK(values(again) == once);
}

TEST_CASE("contradictions in a population section are refused with place and reason", "[population]") {
  CHECK(problems("seed_adopters: {count: 3, share: 0.1}") ==
        "s.yaml:2:34: population.seed_adopters.share: found share 0.1 together with count 3; allowed is one "
        "of them");
  CHECK(problems("seed_adopters: {count: 3, role: core}") ==
        "s.yaml:2:33: population.seed_adopters.role: belongs to by: role, but seed adopters are chosen by: "
        "random; "
        "leave one of them out");
  CHECK(problems("seed_adopters: {by: role, community: 2}") ==
        "s.yaml:2:38: population.seed_adopters.community: belongs to by: community, but seed adopters are "
        "chosen by: "
        "role; leave one of them out");
  CHECK(problems("seed_adopters: {by: list}") ==
        "s.yaml:2:1: population.seed_adopters.agents: is empty, but seed adopters are chosen by: list");
  CHECK(
      problems("seed_adopters: {by: list, agents: [7], count: 1}") ==
      "s.yaml:2:47: population.seed_adopters.count: has no meaning with by: list, which adopts all it names");
  CHECK(problems("seed_adopters: {by: highest_degree}") ==
        "s.yaml:2:21: population.seed_adopters.by: highest_degree needs count or share, to know how many");
  CHECK(problems("seed_adopters: {role: leader, by: role}") ==
        "s.yaml:2:23: population.seed_adopters.role: found text 'leader'; must be mass, active, core or hub");
  CHECK(problems("segments: [{share: 1}]") ==
        "s.yaml:2:12: population.segments.0.name: has no name; every segment needs one");
  CHECK(problems("segments: [{name: young people}]") ==
        "s.yaml:2:19: population.segments.0.name: found 'young people'; a name is of letters a-z and A-Z, "
        "digits and _, "
        "because metrics are named after it (purchases_NAME)");
  CHECK(problems("segments: [{name: a}, {name: b}, {name: a}]") ==
        "s.yaml:2:41: population.segments.2.name: 'a' is the name of segment 0 too; names differ");
  CHECK(problems("segments: [{name: a, share: 0}]") ==
        "s.yaml:2:29: population.segments.0.share: 0 is out of range; must be a number > 0");
  CHECK(
      problems("traits: {income: {column: pay}}") ==
      "s.yaml:2:10: population.traits.income: takes column 'pay', but there is no file to take it from; give "
      "population.traits_file");
  CHECK(problems("segments: [{name: a, traits: {income: {column: pay}}}]") ==
        "s.yaml:2:31: population.segments.0.traits.income: takes column 'pay', but there is no file to take "
        "it from; "
        "give population.traits_file");
  CHECK(problems("traits_file: people.csv") ==
        "s.yaml:2:14: population.traits_file: no trait takes a column of it; write for instance traits: "
        "{income: "
        "{column: income}}, or leave the file out");
  CHECK(problems("traits: {conformity: 11}") ==
        "s.yaml:2:22: population.traits.conformity: 11 is out of range; must be a number in [0, 10]");
  CHECK(problems("traits: {income: 0}") ==
        "s.yaml:2:18: population.traits.income: 0 is out of range; must be a number in [1e-6, 1000000000]");
  CHECK(problems("traits: {impulsivness: 1}") ==
        "s.yaml:2:10: population.traits.impulsivness: unknown key; did you mean 'impulsivity'?");
}

TEST_CASE("more than 256 segments are refused", "[population]") {
  std::string list = "segments: [{name: s0}";
  for (int k = 1; k < 257; ++k) list += ", {name: s" + std::to_string(k) + "}";
  CHECK(problems(list + "]") == "s.yaml:2:1: population.segments: found 257 segments; allowed: at most 256");
}
