// Presets: rows of defaults under a scenario.

#include "scenario/presets.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "config/reader.hpp"
#include "output/temporary.support.hpp"
#include "scenario/scenario.hpp"

namespace scenario_presets_test {

using namespace shoal;

namespace {

const std::string agents = "population: {agents: 400}\n";

Scenario parse(const std::string& yaml, const std::vector<std::string>& overrides = {}) {
  return parse_scenario(agents + yaml, "s.yaml", ".", overrides);
}

std::string problems(const std::string& yaml, const std::vector<std::string>& overrides = {}) {
  try {
    parse(yaml, overrides);
  } catch (const config::InvalidInput& invalid) {
    return invalid.what();
  }
  return "";
}

const std::string rows =
    "presets:\n"
    "  calm: {community.warmth: 0.1, learning.observation.attention: 0.25}\n"
    "  warm: {community: {warmth: 0.9}, population: {traits: {income: {uniform: [1, 2]}}}}\n";

}  // namespace

TEST_CASE("every preset of ours holds keys that exist and values that they take", "[scenario]") {
  std::set<std::string> names;
  for (const Preset& preset : preset_table()) {
    INFO(preset.name);
    CHECK(names.insert(std::string(preset.name)).second);
    CHECK(!preset.sentence.empty());
    CHECK(!preset.settings.empty());
    CHECK(problems("use: " + std::string(preset.name)) == "");
    for (const PresetSetting& setting : preset.settings) CHECK(!setting.reason.empty());
  }
  CHECK(names == std::set<std::string>{"brand", "community", "group_buy", "guide", "interest", "knowledge",
                                       "product", "reseller", "tool", "traditional"});
}

TEST_CASE("a preset sets what the scenario does not set", "[scenario]") {
  const Scenario s = parse("use: calm\n" + rows);
  CHECK(s.community.warmth == 0.1);
  CHECK(s.learning.observation.attention == 0.25);
  CHECK(s.learning.observation.retention == LearningParams().observation.retention);
}

TEST_CASE("the scenario, what it includes and --set win over presets", "[scenario]") {
  CHECK(parse("use: [calm]\ncommunity: {warmth: 0.3}\n" + rows).community.warmth == 0.3);
  CHECK(parse("use: [calm]\n" + rows, {"community.warmth=0.4"}).community.warmth == 0.4);
  const TemporaryDirectory folder;
  write_text(folder.path() / "base.yaml", agents + "community: {warmth: 0.7}\n" + rows);
  write_text(folder.path() / "variant.yaml", "include: base.yaml\nuse: [calm]\n");
  const Scenario s = load_scenario(folder.path() / "variant.yaml");
  CHECK(s.community.warmth == 0.7);
  CHECK(s.learning.observation.attention == 0.25);
}

TEST_CASE("of several presets the later one wins", "[scenario]") {
  CHECK(parse("use: [calm, warm]\n" + rows).community.warmth == 0.9);
  const Scenario s = parse("use: [warm, calm]\n" + rows);
  CHECK(s.community.warmth == 0.1);
  CHECK(s.population.traits[static_cast<std::size_t>(Trait::income)].a == 1);
}

TEST_CASE("presets can be chosen with --set", "[scenario]") {
  CHECK(parse(rows, {"use=calm"}).community.warmth == 0.1);
  CHECK(parse("use: warm\n" + rows, {"use=[calm]"}).community.warmth == 0.1);
  CHECK(parse("use: warm\n" + rows, {"use=[]"}).community.warmth == CommunityParams().warmth);
}

TEST_CASE("a value that is a group in YAML is taken as a whole", "[scenario]") {
  const Scenario s = parse_scenario(
      "population: {agents: 400, traits: {income: {normal: [5, 1]}}}\nuse: warm\n" + rows, "s.yaml", ".");
  CHECK(s.population.traits[static_cast<std::size_t>(Trait::income)].a == 5);
}

TEST_CASE("a row of the name of ours replaces it", "[scenario]") {
  CHECK(parse("use: brand\npresets: {brand: {community.warmth: 0.77}}").community.warmth == 0.77);
  CHECK(parse("use: brand\npresets: {brand: {community.warmth: 0.77}}").share.recommend ==
        ShareParams().recommend);
}

TEST_CASE("the resolved scenario holds the values of presets and runs to the same", "[scenario]") {
  const Scenario s = parse("use: [brand, warm]\n" + rows);
  CHECK(s.use.names == std::vector<std::string>{"brand", "warm"});
  const std::string yaml = resolved_yaml(s);
  const Scenario again = parse_scenario(yaml, "again.yaml", ".");
  CHECK(again.use.names.empty());
  CHECK(again.community.warmth == 0.9);
  CHECK(resolved_yaml(again) == yaml);
  CHECK(resolved_json(again, config::Form::identity) == resolved_json(s, config::Form::identity));
}

TEST_CASE("what is wrong with presets is said with its place", "[scenario]") {
  CHECK(problems("use: brnd") == "s.yaml:2:6: use: there is no preset 'brnd'; did you mean 'brand'?");
  CHECK(problems("use: [brand, xyzzy]")
            .find("s.yaml:2:14: use: there is no preset 'xyzzy'; allowed: product, ") == 0);
  CHECK(problems("use: {brand: 1}") ==
        "s.yaml:2:6: use: is a group of keys; allowed: a preset's name or a list "
        "of names");
  CHECK(problems("presets: {mine: {community.wamth: 0.5}}") ==
        "s.yaml:2:18: presets.mine.community.wamth: unknown key; did you mean 'warmth'?");
  CHECK(problems("presets: {mine: {community.warmth: 2}}") ==
        "s.yaml:2:36: presets.mine.community.warmth: 2 is out of range; must be a number in [0, 1]");
  CHECK(problems("presets: {mine: 3}") == "s.yaml:2:11: presets.mine: must be a group of keys with values");
  CHECK(problems("presets: [1]") == "s.yaml:2:10: presets: must be presets by name, each a group of keys");
  CHECK(problems("presets: {mine: {use: brand}}") ==
        "s.yaml:2:18: presets.mine.use: cannot be set by a preset");
  CHECK(problems("presets: {mine: {a..b: 1}}") == "s.yaml:2:18: presets.mine.a..b: has an empty key");
  CHECK(problems("presets: {mine: {community.warmth: 0.1, community: {warmth: 0.2}}}") ==
        "s.yaml:2:53: presets.mine.community.warmth: is set twice in this preset");
}

TEST_CASE("a row with a mistake is told of once, used or not", "[scenario]") {
  const std::string once = problems("presets: {mine: {community.warmth: 2}}");
  CHECK(problems("presets: {mine: {community.warmth: 2}}\nuse: mine") == once);
}

}  // namespace scenario_presets_test
