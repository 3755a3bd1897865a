// The JSON Schema: what it says, and that it agrees with the reader.

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/village.hpp"

using namespace village;

TEST_CASE("the schema carries type, range, default and meaning of every key", "[config]") {
  Params p;
  const Json schema = shoal::config::schema(description(p));
  CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
  CHECK(schema["additionalProperties"] == false);
  CHECK(schema["properties"].contains("include"));
  const Json& observation = schema["properties"]["observation"];
  CHECK(observation["additionalProperties"] == false);
  CHECK(!observation["properties"].contains("include"));
  CHECK(
      observation["properties"]["attention"] ==
      Json::parse(
          R"({"description": "Share of peers' acts noticed per tick. Unit: per tick. Equation: E = attention)"
          R"( * sum_j w_ij bought_j. Source: Bandura (1977).", "type": "number", "minimum": 0.0,)"
          R"( "maximum": 1.0, "default": 0.5})"));
  CHECK(observation["properties"]["temperature"]["exclusiveMinimum"] == 0);
  CHECK(observation["properties"]["rule"]["enum"] == Json({"linear", "conformist", "threshold"}));
  CHECK(observation["properties"]["sample"]["type"] == "integer");
  CHECK(schema["properties"]["fallback"]["anyOf"][1]["type"] == "null");
  CHECK(schema["properties"]["fallback"]["default"] == nullptr);
  CHECK(schema["properties"]["matrix"]["items"]["items"]["minimum"] == 0);
  CHECK(schema["properties"]["market"]["properties"]["products"]["items"]["properties"]["price"]["default"] ==
        5);
  CHECK(schema["properties"]["pair"]["multipleOf"] == 2);
}

namespace {

/// A source tree as JSON, as an editor's YAML 1.2 parser sees it.
Json as_an_editor_sees(const Node& node) {
  double x = 0;
  switch (node.kind) {
    case Node::Kind::null: return {};
    case Node::Kind::scalar:
      if (!node.quoted && (node.scalar == "true" || node.scalar == "false")) return node.scalar == "true";
      return !node.quoted && parse_number(node.scalar, x) ? Json(x) : Json(node.scalar);
    case Node::Kind::sequence: {
      Json list = Json::array();
      for (const Node& item : node.items) list.push_back(as_an_editor_sees(item));
      return list;
    }
    case Node::Kind::map: break;
  }
  Json map = Json::object();
  for (const Node::Member& member : node.members) map[member.key] = as_an_editor_sees(member.value);
  return map;
}

}  // namespace

TEST_CASE("python's jsonschema and the reader accept and refuse the same documents", "[config]") {
  if (std::system("/usr/bin/python3 -c 'import jsonschema' 2>/dev/null") != 0) {
    std::cout << "SKIPPED: /usr/bin/python3 has no jsonschema\n";
    return;
  }
  Params defaults;
  const std::string echo = to_yaml(values(description(defaults), Form::rerun));
  const std::vector<std::string> documents = {echo,
                                              "{}",
                                              "seed: 1",
                                              "seed: -1",
                                              "seed: 1.5",
                                              "seed: x",
                                              "seed: '1'",
                                              "seed: true",
                                              "seed:",
                                              "ticks: 1e6",
                                              "ticks: 0",
                                              "ticks: 2000000",
                                              "name: 5",
                                              "name: true",
                                              "name: [a]",
                                              "observation: {attention: 1}",
                                              "observation: {attention: 1.01}",
                                              "observation: {temperature: 0}",
                                              "observation: {temperature: 0.001}",
                                              "observation: {admiration: 0.99}",
                                              "observation: {rule: linear}",
                                              "observation: {rule: Linear}",
                                              "observation: {trust: true}",
                                              "observation: {trust: yes}",
                                              "observation: {retentoin: 1}",
                                              "observation: 5",
                                              "observation: {}",
                                              "observation:",
                                              "zebra: 1",
                                              "shares: [1, 2]",
                                              "shares: [1, 0]",
                                              "shares: 1",
                                              "shares: []",
                                              "matrix: [[0], []]",
                                              "matrix: [0]",
                                              "fallback: null",
                                              "fallback: threshold",
                                              "fallback: other",
                                              "count: null",
                                              "count: 3",
                                              "count: -3",
                                              "market: {products: []}",
                                              "market: {products: [{price: 1}]}",
                                              "market: {products: [{price: -1}]}",
                                              "market: {products: [{traits: [{share: 2}]}]}",
                                              "market: {products: [x]}",
                                              "market: {budget: 0}",
                                              "tone: -1",
                                              "tone: -1.1",
                                              "offset: -1e300",
                                              "offset: .nan",
                                              "file: a.csv",
                                              "file: [a]",
                                              "pair: 4",
                                              "pair: 5"};
  Json cases = {{"schema", shoal::config::schema(description(defaults))}, {"documents", Json::array()}};
  for (const std::string& yaml : documents) {
    Problems problems;
    cases["documents"].push_back({{"yaml", yaml},
                                  {"json", as_an_editor_sees(parse_source(yaml, "x", "/", problems))},
                                  {"valid", problems_of(yaml).empty()}});
  }
  const auto file =
      std::filesystem::temp_directory_path() / ("shoal-schema-" + std::to_string(getpid()) + ".json");
  std::ofstream(file) << cases.dump();
  const std::string script =
      "import json, sys, jsonschema\n"
      "cases = json.load(open(sys.argv[1]))\n"
      "jsonschema.Draft7Validator.check_schema(cases[\"schema\"])\n"
      "v = jsonschema.Draft7Validator(cases[\"schema\"])\n"
      "wrong = [c[\"yaml\"] for c in cases[\"documents\"] if v.is_valid(c[\"json\"]) != c[\"valid\"]]\n"
      "print(*wrong, sep=\"\\n\")\n"
      "sys.exit(len(wrong) > 0)\n";
  const int status = std::system(("/usr/bin/python3 -c '" + script + "' " + file.string()).c_str());
  std::filesystem::remove(file);
  CHECK(status == 0);
}
