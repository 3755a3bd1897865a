// What `expect:` takes, and what it says about what it does not take.

#include "experiment/expectation.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "config/derived.hpp"
#include "experiment/expectation_rules.hpp"
#include "experiment/expectations.support.hpp"
#include "output/temporary.support.hpp"
#include "paths.support.hpp"

namespace experiment_expectation_test {

using namespace expectations_support;
using Lines = std::vector<std::string>;

/// The problems of one expectation, without place and path.
Lines problems_of(const std::string& keys) {
  Lines lines = parsed("expect: [{" + keys + "}]", names()).problems;
  for (std::string& line : lines) line = line.substr(line.find("expect.0"));
  return lines;
}

TEST_CASE("The example of the documentation is read key by key", "[experiment]") {
  const Parsed p = parsed(
      "expect:\n"
      "  - {claim: observation is faster, compare: \"adopters.first>=0.5\", arms: [observation, both], "
      "direction: greater,\n"
      "     test: paired_t, alpha: 0.001}\n",
      {{"observation", "both"}, {"adopters.first>=0.5"}, {}, {"0"}});
  REQUIRE(p.problems == Lines{});
  REQUIRE(p.expect.size() == 1);
  const ExpectationParams& e = p.expect.front();
  CHECK(e.claim == "observation is faster");
  CHECK(e.compare == "adopters.first>=0.5");
  CHECK(e.arms == Lines{"observation", "both"});
  CHECK(e.direction == Direction::greater);
  CHECK(e.test == Test::paired_t);
  CHECK(e.alpha.value == 0.001);
  CHECK_FALSE(e.value.has_value());
}

TEST_CASE("Names that the experiment does not have are problems at their place", "[experiment]") {
  const Parsed p = parsed(
      "expect:\n"
      "  - compare: mm\n"
      "    arms: [a, d]\n"
      "  - {compare: m, test: slope, factor: dos, where: {falg: 1}, block: sweeep}\n",
      names());
  CHECK(
      p.problems ==
      Lines{"in.yaml:2:14: expect.0.compare: 'mm' is no measure of the experiment; did you mean 'm'?",
            "in.yaml:3:15: expect.0.arms.1: 'd' is no arm of the experiment; a, b or c is allowed",
            "in.yaml:4:39: expect.1.factor: 'dos' is no factor of the experiment; did you mean 'dose'?",
            "in.yaml:4:58: expect.1.where.falg: 'falg' is no factor of the experiment; did you mean 'flag'?",
            "in.yaml:4:69: expect.1.block: 'sweeep' is no block of the experiment; did you mean 'sweep'?"});
  CHECK(parsed("expect: [{compare: m, arms: [a, b]}]", {{""}, {"m"}, {}, {}}).problems.at(0) ==
        "in.yaml:1:30: expect.0.arms.0: 'a': the experiment has no arms");
  Names values = names();
  values.values["dose"] = {"0.5", "1"};
  CHECK(parsed("expect: [{compare: m, factor: dose, levels: [0.50, 2]}]", values).problems ==
        Lines{"in.yaml:1:52: expect.0.levels.1: '2' is no value of dose in the design; 0.5 or 1 is allowed"});
  CHECK(parsed("expect: [{compare: m, arms: [a, b], where: {dose: 3}}]", values).problems.size() == 1);
  CHECK(parsed("expect: [{compare: m, arms: [a, b], where: {dose: 1.0}}]", values).problems.empty());
  CHECK(parsed("expect: [{compare: m, arms: [a, b]}]", {{}, {"m"}, {}, {}}).problems.at(0) ==
        "in.yaml:1:30: expect.0.arms.0: 'a': the experiment has no arms");
}

TEST_CASE("A key that the test does not use is refused, for every test", "[experiment]") {
  CHECK(problems_of("compare: m, arms: [a, b], margin: 1") ==
        Lines{"expect.0.margin: is not used by `test: paired_t`"});
  CHECK(problems_of("compare: m, test: mean, value: 1, trials: 3") ==
        Lines{"expect.0.trials: is not used by `test: mean`"});
  CHECK(problems_of("compare: m, test: exact, value: 1, alpha: 0.1") ==
        Lines{"expect.0.alpha: is not used by `test: exact`, which looks at every value"});
  CHECK(problems_of("compare: m, test: exact, value: 1, direction: greater") ==
        Lines{"expect.0.direction: `test: exact` needs equal"});
  // Every test refuses at least one of these, and takes what its rule lists.
  const std::pair<std::string, std::string> keys[] = {
      {"value", "0.5"}, {"margin", "1"}, {"sd", "1"},       {"trials", "2"},      {"paired", "true"},
      {"with", "n"},    {"doses", "[]"}, {"every", "true"}, {"categories", "[]"}, {"interval", "[0, 1]"}};
  for (std::size_t t = 0; t < shoal::config::EnumNames<Test>::names.size(); ++t) {
    const auto test = static_cast<Test>(t);
    for (const auto& [key, value] : keys) {
      const auto& taken = rule_of(test).keys;
      const bool takes = std::find(taken.begin(), taken.end(), key) != taken.end();
      const std::string refusal =
          "expect.0." + key + ": is not used by `test: " + std::string(shoal::config::name_of(test)) + "`";
      const Lines found = problems_of("compare: m, test: " + std::string(shoal::config::name_of(test)) +
                                      ", " + key + ": " + value);
      INFO(refusal);
      CHECK((std::find(found.begin(), found.end(), refusal) == found.end()) == takes);
    }
  }
}

TEST_CASE("What a test needs is asked for", "[experiment]") {
  CHECK(problems_of("test: mean, value: 1") ==
        Lines{"expect.0.compare: is missing; the name of a measure (m or n) is needed"});
  CHECK(problems_of("compare: m") ==
        Lines{"expect.0.arms: `test: paired_t` needs two arms, or levels of a factor; 0 are given"});
  CHECK(problems_of("compare: m, arms: [a, b, c], test: wilcoxon") ==
        Lines{"expect.0.arms: `test: wilcoxon` needs two arms, or levels of a factor; 3 are given"});
  CHECK(problems_of("compare: m, arms: [a], test: ordering, direction: less") ==
        Lines{"expect.0.arms: `test: ordering` needs two or more arms, or levels of a factor; 1 is given"});
  CHECK(problems_of("compare: m, arms: [a, b], test: trend") ==
        Lines{"expect.0.direction: `test: trend` needs greater or less"});
  CHECK(problems_of("compare: m, test: mean") == Lines{"expect.0.value: is needed by `test: mean`"});
  CHECK(problems_of("compare: m, arms: [a, b], test: equivalence") ==
        Lines{"expect.0.margin: is needed by `test: equivalence`"});
  CHECK(problems_of("compare: m, arms: [a, b], test: equivalence, margin: 0") ==
        Lines{"expect.0.margin: is 0: nothing could be shown to be equivalent; for the same values use "
              "`test: exact`"});
  CHECK(
      problems_of("compare: m, test: slope") ==
      Lines{"expect.0.factor: a slope needs either `factor`, the dose, or `doses`, one for each of `arms`"});
  CHECK(problems_of("compare: m, test: slope, arms: [a, b], doses: [1, 2, 3]") ==
        Lines{"expect.0.doses: has 3 numbers; must be as many as `arms`, 2"});
  CHECK(problems_of("compare: m, factor: dose, levels: [1, 1.0], test: paired_t") ==
        Lines{"expect.0.levels: names '1' twice"});
  CHECK(problems_of("compare: m, factor: dose, arms: [a, b]") ==
        Lines{"expect.0.factor: needs `levels`, the values to compare, under `test: paired_t`"});
  CHECK(problems_of("compare: m, arms: [a, b], direction: equal") ==
        Lines{"expect.0.direction: `test: paired_t` needs different, greater or less; to show that arms are "
              "alike use "
              "`test: equivalence`"});
}

TEST_CASE("Numbers that cannot be are refused", "[experiment]") {
  CHECK(problems_of("compare: m, test: chi_square, probabilities: [0.5, 0.4]") ==
        Lines{"expect.0.probabilities: sum to 0.9; must sum to 1"});
  CHECK(problems_of("compare: m, test: chi_square, probabilities: [0.5, 0.5], categories: [1]") ==
        Lines{"expect.0.categories: must be as many as `probabilities`, 2"});
  CHECK(problems_of("counts: [m], test: chi_square, probabilities: [0.5, 0.5]") ==
        Lines{"expect.0.counts: must be as many as `probabilities`, 2"});
  CHECK(problems_of("compare: m, test: interval, interval: [2, 1]") ==
        Lines{"expect.0.interval: must be [low, high], low <= high"});
  CHECK(problems_of("compare: m, test: proportion, value: 1.5") ==
        Lines{"expect.0.value: 1.5 is out of range; a proportion is in [0, 1]"});
  CHECK(problems_of("compare: m, test: mean, value: 1, alpha: 0.6").size() == 1);
  CHECK(problems_of("compare: m, test: mean, value: 1, alpha: 0").size() == 1);
  CHECK(problems_of("compare: m, test: mean, value: 1, sd: 0").size() == 1);
}

TEST_CASE("Expectations echo to what they were read from", "[experiment]") {
  const std::string text =
      "compare: m, test: paired_t, factor: flag, levels: [false, true], where: {dose: 0.50}, direction: less";
  ExpectationParams e = expectation(text);
  shoal::config::Section section;
  describe(section, e);
  const auto values = shoal::config::values(section, shoal::config::Form::rerun);
  CHECK(values["levels"] == nlohmann::json({false, true}));
  CHECK(values["where"] == nlohmann::json({{"dose", 0.5}}));
  const Parsed again = parsed("expect: [" + values.dump() + "]", names());
  // Defaults are written out too, so that keys which the test does not use appear: only reading is compared.
  REQUIRE(again.expect.size() == 1);
  CHECK(again.expect.front().levels == e.levels);
  CHECK(again.expect.front().where.items == e.where.items);
  CHECK(again.expect.front().direction == Direction::less);
}

TEST_CASE("Every example in docs/statistics.md is a valid expectation, and every test has one",
          "[experiment]") {
  const std::string page = read_text(std::filesystem::path(paths::source) / "docs/statistics.md");
  const std::string fence = "```yaml\n";
  std::set<Test> shown;
  for (std::size_t begin = page.find(fence); begin != page.npos; begin = page.find(fence, begin)) {
    begin += fence.size();
    const std::size_t stop = page.find("```", begin);
    std::string yaml = page.substr(begin, stop - begin);
    begin = stop;
    if (!yaml.starts_with("expect:")) yaml = "expect:\n" + yaml;
    Names there;  // whatever the example names
    for (const ExpectationParams& e : parsed(yaml, {}).expect) {
      shown.insert(e.test);
      there.arms.insert(there.arms.end(), e.arms.begin(), e.arms.end());
      there.measures.insert(there.measures.end(), {e.compare, e.with});
      there.measures.insert(there.measures.end(), e.counts.begin(), e.counts.end());
      there.factors.push_back(e.factor);
      for (const auto& [factor, value] : e.where) there.factors.push_back(factor);
      there.blocks.push_back(e.block);
    }
    INFO(yaml);
    CHECK(parsed(yaml, there).problems == Lines{});
  }
  CHECK(shown.size() == shoal::config::EnumNames<Test>::names.size());
  for (const std::string_view name : shoal::config::EnumNames<Test>::names)
    CHECK(page.find("\n### " + std::string(name) + "\n") != page.npos);
}

}  // namespace experiment_expectation_test
