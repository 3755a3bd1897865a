// From results to verdicts: which runs meet which, what fails and why.

#include "experiment/judge.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "experiment/expectations.support.hpp"
#include "statistics/correlation.hpp"
#include "statistics/samples.support.hpp"
#include "statistics/slope.hpp"
#include "statistics/t_test.hpp"
#include "statistics/wilcoxon.hpp"

namespace experiment_judge_test {

using namespace expectations_support;
using namespace shoal;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

/// Student's sleep data as two arms of an experiment: replicate = patient.
Results sleep() {
  return results({"a", "b"}, {0}, 10, [](const Run& r) {
    return Measures{
        (r.arm == "a" ? statistics_samples::sleep_one : statistics_samples::sleep_two)[r.replicate]};
  });
}

TEST_CASE("Arms are paired by replicate: Student's sleep data", "[experiment]") {
  const Verdict v =
      verdict("claim: drug b helps more, compare: m, arms: [b, a], direction: greater, alpha: 0.01", sleep());
  CHECK(v.holds);
  CHECK(v.claim == "drug b helps more");
  CHECK(v.comparison == "m: b > a");
  CHECK(v.n == 10);
  CHECK(v.effect == Approx(1.58));
  CHECK(v.statistic == Approx(4.062127683382037));
  CHECK(v.statistic_name == "t(9)");
  CHECK(v.p == Approx(0.00283289019738427 / 2));
  CHECK(v.p_adjusted == v.p);
  CHECK(v.size == Approx(1.2845575625910546));
  CHECK(v.reason.empty());
  CHECK_FALSE(verdict("compare: m, arms: [a, b], direction: greater, alpha: 0.01", sleep()).holds);
  CHECK(verdict("compare: m, arms: [a, b], direction: less, alpha: 0.01", sleep()).holds);
  CHECK_FALSE(
      verdict("compare: m, arms: [b, a], direction: greater, value: 1.5, alpha: 0.01", sleep()).holds);
}

TEST_CASE("The order of the rows does not matter, the replicate does", "[experiment]") {
  Results shuffled = sleep();
  std::ranges::reverse(shuffled.runs);
  std::ranges::rotate(shuffled.runs, shuffled.runs.begin() + 7);
  CHECK(verdict("compare: m, arms: [a, b]", shuffled).p == verdict("compare: m, arms: [a, b]", sleep()).p);
  Results other = sleep();  // the same numbers, other pairs
  for (RunRecord& run : other.runs)
    if (run.arm == "a") run.replicate = (run.replicate + 1) % 10;
  CHECK(verdict("compare: m, arms: [a, b]", other).p > 2 * verdict("compare: m, arms: [a, b]", sleep()).p);
}

TEST_CASE("Each test of two arms is that of the statistics room", "[experiment]") {
  const Results r = sleep();
  const auto& one = statistics_samples::sleep_one;
  const auto& two = statistics_samples::sleep_two;
  const auto tail = statistics::Tail::two_sided;
  CHECK(verdict("compare: m, arms: [a, b], test: two_sample_t", r).p ==
        statistics::welch_t(one, two, 0, tail, 0.95).p);
  CHECK(verdict("compare: m, arms: [a, b], test: wilcoxon", r).p ==
        statistics::wilcoxon(statistics::differences(one, two), 0, tail, 0.95).p);
  const Verdict near = verdict("compare: m, arms: [a, b], test: equivalence, margin: 3", r);
  CHECK(near.holds);
  CHECK(near.comparison == "m: a = b within 3");
  CHECK_FALSE(verdict("compare: m, arms: [a, b], test: equivalence, margin: 2", r).holds);
  CHECK_FALSE(verdict("compare: m, arms: [a, b], test: equivalence, margin: 3, paired: false", r).holds);
  CHECK(verdict("compare: m, arms: [a], test: equivalence, margin: 2, value: 0.5", r).holds);
}

TEST_CASE("Levels of a factor take the place of arms, paired within everything else", "[experiment]") {
  // m falls by 1 from dose 0 to dose 1 in both arms, whose levels differ by 100.
  const Results r = results({"a", "b"}, {0, 0.5, 1}, 12, [](const Run& x) {
    return Measures{(x.arm == "a" ? 100 : 0) - x.dose + noise(1, x.replicate) +
                    0.1 * noise(2, x.replicate * 100 + static_cast<std::uint64_t>(x.dose * 10))};
  });
  const Verdict v = verdict("compare: m, factor: dose, levels: [0, 1], direction: greater", r);
  CHECK(v.holds);
  CHECK(v.n == 12);
  CHECK(v.effect == Approx(1).margin(0.2));
  CHECK(v.comparison == "m: dose=0 > dose=1");
  CHECK(verdict("compare: m, factor: dose, levels: [0, 1], arms: [b]", r).n == 12);
  CHECK(verdict("compare: m, factor: dose, levels: [0, 2]", r).reason == "there is no run of dose=2");
}

TEST_CASE("Replicates are the unit: more design points of the same luck are no more evidence",
          "[experiment]") {
  const auto formula = [](const Run& x) {
    return Measures{(x.arm == "a" ? 0.3 : 0) + noise(x.arm == "a" ? 3 : 4, x.replicate)};
  };
  const Verdict one = verdict("compare: m, arms: [a, b]", results({"a", "b"}, {0}, 20, formula));
  const Verdict five = verdict("compare: m, arms: [a, b]", results({"a", "b"}, {0, 1, 2, 3, 4}, 20, formula));
  CHECK(five.n == 20);
  CHECK(five.p == Approx(one.p));
  CHECK(verdict("compare: m, arms: [a, b], test: two_sample_t", results({"a", "b"}, {0, 1, 2}, 20, formula))
            .n == 40);
}

TEST_CASE("`where` and `block` restrict the runs", "[experiment]") {
  Results r = results({"a", "b"}, {0, 1}, 8, [](const Run& x) {
    return Measures{(x.arm == "a" ? 1 : -1) * (x.dose - 0.5) +
                    0.01 * noise(5, x.replicate * 2 + (x.arm == "a"))};
  });
  CHECK(verdict("compare: m, arms: [a, b], where: {dose: 1}, direction: greater", r).holds);
  CHECK(verdict("compare: m, arms: [a, b], where: {dose: 0.0}, direction: less", r).holds);
  CHECK(verdict("compare: m, arms: [a, b], where: {dose: 7}", r).reason == "no run matches");
  for (RunRecord& run : r.runs)
    if (run.point == 1) run.block = "sweep";
  const Verdict v = verdict("compare: m, arms: [a, b], block: sweep, direction: greater", r);
  CHECK(v.holds);
  CHECK(v.comparison == "m: a > b (block sweep)");
}

TEST_CASE("A failed run fails the expectation, with its reason", "[experiment]") {
  Results r = sleep();
  r.runs[3].status = status_failed;
  r.runs[3].message = "disk full";
  r.runs[3].measures.assign(2, std::nan(""));
  const Verdict v = verdict("compare: m, arms: [a, b]", r);
  CHECK_FALSE(v.holds);
  CHECK(std::isnan(v.p));
  CHECK(v.reason == "1 of 20 runs failed, first run 3 (block 0, arm a, point 0, replicate 3): disk full");
  CHECK_FALSE(verdict("compare: m, arms: [a, b], undefined: drop", r).holds);
  r.runs[3].status = status_timeout;
  r.runs[3].message.clear();
  CHECK_THAT(verdict("compare: m, arms: [a, b]", r).reason, Contains(": timeout"));
  CHECK(verdict("compare: m, arms: [b], test: mean, value: 2, margin: 1", r)
            .reason.empty());  // not in its scope
}

TEST_CASE("An undefined measure fails the expectation unless such runs are to be dropped", "[experiment]") {
  Results r = sleep();
  r.runs[12].measures[0] = std::nan("");  // arm b, replicate 2
  const Verdict v = verdict("compare: m, arms: [a, b]", r);
  CHECK_FALSE(v.holds);
  CHECK(v.reason ==
        "m is undefined in 1 of 20 runs, first run 12 (block 0, arm b, point 0, replicate 2); `undefined: "
        "drop` "
        "leaves such runs out");
  const Verdict dropped = verdict("compare: m, arms: [a, b], undefined: drop", r);
  CHECK(dropped.n == 9);
  CHECK(dropped.reason ==
        "m is undefined in 1 of 20 runs, which were dropped; 1 match was left out because a partner is "
        "missing");
  CHECK_FALSE(std::isnan(dropped.p));
  CHECK(verdict("compare: n, arms: [a, b], test: equivalence, margin: 1", r).holds);  // another measure
}

TEST_CASE("Too few replicates, or none that meet, are said", "[experiment]") {
  const auto formula = [](const Run& x) { return Measures{noise(6, x.replicate)}; };
  CHECK(verdict("compare: m, arms: [a, b]", results({"a", "b"}, {0}, 1, formula)).reason ==
        "too few replicates");
  CHECK(verdict("compare: m, arms: [a, c]", results({"a", "b"}, {0}, 3, formula)).reason ==
        "there is no run of c");
  Results apart = results({"a", "b"}, {0}, 3, formula);
  for (RunRecord& run : apart.runs)
    if (run.arm == "b") run.replicate += 3;
  CHECK_THAT(verdict("compare: m, arms: [a, b]", apart).reason,
             StartsWith("no replicate has all of the groups"));
  CHECK_FALSE(verdict("compare: m, arms: [a, b]", apart).holds);
}

TEST_CASE("A difference without spread is judged, and said to have none", "[experiment]") {
  const Results r =
      results({"a", "b"}, {0}, 5, [](const Run& x) { return Measures{x.arm == "a" ? 0.3 : 0.1}; });
  const Verdict v = verdict("compare: m, arms: [a, b], direction: greater", r);
  CHECK(v.holds);
  CHECK(v.p == 0);
  CHECK(v.reason == "the replicates do not differ at all");
  CHECK_FALSE(verdict("compare: n, arms: [a, b]", r).holds);
}

TEST_CASE("A slope over a dose is formed within each replicate", "[experiment]") {
  // The level of a replicate varies much more than the dose's effect: pooled, it drowns; within replicates it
  // does not.
  const Results r = results({"a"}, {0, 1, 2, 4}, 10, [](const Run& x) {
    return Measures{10 * noise(7, x.replicate) + 0.2 * x.dose +
                    0.05 * noise(8, 10 * x.replicate + static_cast<std::uint64_t>(x.dose))};
  });
  const Verdict within =
      verdict("compare: m, test: slope, factor: dose, direction: greater, alpha: 0.001", r);
  CHECK(within.holds);
  CHECK(within.n == 10);
  CHECK(within.effect == Approx(0.2).margin(0.05));
  CHECK(within.comparison == "m: slope over dose > 0");
  const Verdict pooled =
      verdict("compare: m, test: slope, factor: dose, direction: greater, alpha: 0.001, paired: false", r);
  CHECK_FALSE(pooled.holds);
  CHECK(pooled.n == 40);
  CHECK(pooled.effect == Approx(within.effect));  // a balanced design
  CHECK_FALSE(verdict("compare: m, test: slope, factor: dose, direction: greater, value: 0.3", r).holds);
  CHECK(verdict("compare: m, test: slope, factor: dose, where: {flag: 1}", r).reason == "no run matches");
}

TEST_CASE("Arms can be doses", "[experiment]") {
  const auto level = [](const std::string& arm) { return arm == "a" ? 0.0 : arm == "b" ? 1.0 : 5.0; };
  const Results r = results({"a", "b", "c"}, {0, 1}, 6, [&](const Run& x) {
    return Measures{3 * level(x.arm) + noise(9, x.replicate) + 50 * x.dose +
                    0.01 * noise(10, x.replicate * 3 + static_cast<std::uint64_t>(level(x.arm)))};
  });
  const Verdict v =
      verdict("compare: m, test: slope, arms: [a, b, c], doses: [0, 1, 5], direction: greater", r);
  CHECK(v.holds);
  CHECK(v.effect == Approx(3).margin(0.02));
  CHECK(v.n == 6);
}

TEST_CASE("A dose that is no number is named", "[experiment]") {
  Results r = sleep();
  for (RunRecord& run : r.runs) run.factors[0] = run.arm == "a" ? "synchronous" : "sequential";
  CHECK(verdict("compare: m, test: slope, factor: dose", r).reason ==
        "the dose 'sequential' of dose is no number");
  CHECK(verdict("compare: m, factor: dose, levels: [synchronous, sequential], test: two_sample_t", r).n ==
        20);
}

TEST_CASE("Correlations formed within runs are summed up over runs; two measures are correlated over runs",
          "[experiment]") {
  Results r = results({"a"}, {0}, 5, [](const Run& x) {
    return Measures{std::vector{.3, .5, -.1, .62, .41}[x.replicate]};
  });
  const Verdict within = verdict("compare: m, test: correlation, direction: greater", r);
  CHECK(within.effect == Approx(0.36602147727389195));
  CHECK(within.p == Approx(0.050778299147274865 / 2));
  CHECK(within.holds);
  r.runs[2].measures[0] = 1.5;
  CHECK_THAT(verdict("compare: m, test: correlation", r).reason, StartsWith("m is no correlation in run 2"));
  Results pairs = results({"a"}, {0}, 30, [](const Run& x) {
    const double base = noise(11, x.replicate);
    return Measures{base, -base + 0.5 * noise(12, x.replicate)};
  });
  const Verdict over =
      verdict("compare: m, with: n, test: correlation, direction: less, alpha: 0.001", pairs);
  CHECK(over.holds);
  CHECK(over.effect == Approx(-0.9).margin(0.1));
  pairs.runs[1].seed = pairs.runs[0].seed;
  CHECK_THAT(verdict("compare: m, with: n, test: correlation", pairs).reason, StartsWith("runs share seeds"));
}

TEST_CASE("An ordering needs every step, a trend does not", "[experiment]") {
  const auto with_middle = [](double middle) {
    return results({"a", "b", "c"}, {0}, 20, [=](const Run& x) {
      const double level = x.arm == "a" ? 2 : x.arm == "b" ? middle : 0;
      return Measures{level + noise(13, x.replicate) +
                      0.2 * noise(14, 3 * x.replicate + static_cast<std::uint64_t>(x.arm[0] - 'a'))};
    });
  };
  const std::string arms = "compare: m, arms: [a, b, c], direction: greater, test: ";
  const Verdict v = verdict(arms + "ordering", with_middle(1));
  CHECK(v.holds);
  CHECK(v.comparison == "m: a > b > c");
  CHECK_FALSE(verdict(arms + "ordering", with_middle(-0.5)).holds);
  CHECK(verdict(arms + "trend", with_middle(-0.1)).holds);
  const Verdict trend = verdict(arms + "trend", with_middle(1));
  CHECK(trend.effect == 1);
  CHECK(trend.statistic == 20 * 14);
  CHECK_FALSE(verdict("compare: m, arms: [c, b, a], direction: greater, test: trend", with_middle(1)).holds);
  CHECK_THAT(verdict(arms + "ordering", with_middle(1.9)).reason, Contains("weakest step, a to b"));
}

TEST_CASE("A mean and a proportion against a given value hold where the data do not contradict it",
          "[experiment]") {
  const Results r = results({"a"}, {0}, 400, [](const Run& x) {
    return Measures{5 + 2 * noise(15, x.replicate), noise(16, x.replicate) < 0.5244 ? 1.0 : 0.0};
  });
  CHECK(verdict("compare: m, test: mean, value: 5, sd: 2, alpha: 0.001", r).holds);
  CHECK(verdict("compare: m, test: mean, value: 5, alpha: 0.001", r).holds);
  CHECK_FALSE(verdict("compare: m, test: mean, value: 6, sd: 2, alpha: 0.001", r).holds);
  CHECK(verdict("compare: m, test: mean, value: 6, sd: 2, margin: 1, alpha: 0.001", r).holds);
  CHECK(verdict("compare: m, test: mean, value: 4, sd: 2, direction: greater, alpha: 0.001", r).holds);
  CHECK(verdict("compare: n, test: proportion, value: 0.7, alpha: 0.001", r).holds);
  CHECK_FALSE(verdict("compare: n, test: proportion, value: 0.5, alpha: 0.001", r).holds);
  CHECK(verdict("compare: n, test: proportion, value: 0.5, direction: different, alpha: 0.001", r).holds);
  CHECK_THAT(verdict("compare: m, test: proportion, value: 0.5", r).reason,
             StartsWith("m is no share of 1 trials in run 0"));
  Results shared = r;
  for (RunRecord& run : shared.runs) run.seed = 1;
  CHECK_THAT(verdict("compare: n, test: proportion, value: 0.7", shared).reason,
             StartsWith("runs share seeds"));
  // Three trials behind each run.
  const Results thirds = results(
      {"a"}, {0}, 50, [](const Run& x) { return Measures{static_cast<double>(x.replicate % 4) / 3}; });
  const Verdict v = verdict("compare: m, test: proportion, trials: 3, value: 0.5", thirds);
  CHECK(v.n == 150);
  CHECK(v.effect == Approx(73.0 / 150));
}

TEST_CASE("Categories and counts are held against probabilities", "[experiment]") {
  // Mendel's peas, one pea a run; and the same as four measures of one run.
  const Results peas = results({"a"}, {0}, 556, [](const Run& x) {
    return Measures{x.replicate < 315 ? 0.0 : x.replicate < 423 ? 1.0 : x.replicate < 524 ? 2.0 : 3.0};
  });
  const std::string ratio = "probabilities: [0.5625, 0.1875, 0.1875, 0.0625], test: chi_square";
  const Verdict v = verdict("compare: m, " + ratio, peas);
  CHECK(v.holds);
  CHECK(v.n == 556);
  CHECK(v.statistic == Approx(0.4700239808153477));
  CHECK(v.p == Approx(0.925425895103616));
  CHECK(verdict("compare: m, categories: [3, 2, 1, 0], " + ratio, peas).p < 1e-6);
  CHECK_THAT(verdict("compare: m, categories: [0, 1, 2, 4], " + ratio, peas).reason,
             StartsWith("m is in none of the categories in run 524"));
  Results one = results({"a"}, {0}, 1, [](const Run&) { return Measures{315, 241}; });
  const Verdict counted = verdict("counts: [m, n], probabilities: [0.5625, 0.4375], test: chi_square", one);
  CHECK(counted.holds);
  CHECK(counted.n == 556);
  one.runs[0].measures[1] = 0.5;
  CHECK_THAT(verdict("counts: [m, n], probabilities: [0.5, 0.5], test: chi_square", one).reason,
             StartsWith("n is no count"));
}

TEST_CASE("Intervals hold the mean's confidence interval, or every value", "[experiment]") {
  const Results r = sleep();  // a: mean 0.75, 95 % interval -0.53 to 2.03; values -1.6 to 3.7
  CHECK(verdict("compare: m, arms: [a], test: interval, interval: [-0.54, 2.04]", r).holds);
  CHECK_FALSE(verdict("compare: m, arms: [a], test: interval, interval: [-0.52, 3]", r).holds);
  CHECK_FALSE(verdict("compare: m, arms: [a], test: interval, interval: [-3, 2.02]", r).holds);
  CHECK(verdict("compare: m, arms: [a], test: interval, interval: [-1.6, 3.7], every: true", r).holds);
  const Verdict v = verdict("compare: m, arms: [a], test: interval, interval: [-1.5, 3.7], every: true", r);
  CHECK_FALSE(v.holds);
  CHECK(v.statistic == 1);
  CHECK(v.reason == "first miss: -1.6 in run 1 (block 0, arm a, point 0, replicate 1)");
  CHECK(std::isnan(v.p));
}

TEST_CASE("Exactly means every run, and between arms every pair", "[experiment]") {
  Results r = results({"a", "b"}, {0, 1}, 4, [](const Run& x) {
    return Measures{0.25, static_cast<double>(x.replicate)};
  });
  CHECK(verdict("compare: m, test: exact, value: 0.25", r).holds);
  CHECK(verdict("compare: n, test: exact, arms: [a, b]", r).holds);
  r.runs[5].measures = {0.2500001, 1.5};
  CHECK_FALSE(verdict("compare: m, test: exact, value: 0.25", r).holds);
  CHECK(verdict("compare: m, test: exact, value: 0.25, margin: 1e-6", r).holds);
  const Verdict v = verdict("compare: n, test: exact, arms: [a, b]", r);
  CHECK_FALSE(v.holds);
  CHECK(v.n == 8);
  CHECK(v.statistic == 1);
  CHECK(verdict("compare: n, test: exact, arms: [a, b], margin: 0.5", r).holds);
}

TEST_CASE("Several expectations are corrected by Holm, within their family, unless told otherwise",
          "[experiment]") {
  const Results r = sleep();
  const auto expect = parsed(
      "expect:\n"
      "  - {compare: m, arms: [a, b], alpha: 0.005}\n"         // p 0.0028
      "  - {compare: m, arms: [a, b], test: two_sample_t}\n"   // p 0.079
      "  - {compare: m, arms: [a], test: mean, value: 0}\n"    // agreement: p 0.2176
      "  - {compare: n, arms: [a], test: exact, value: 0}\n",  // no p
      names());
  REQUIRE(expect.problems.empty());
  const auto corrected = judge(expect.expect, r, Correction::holm);
  CHECK(corrected[0].p_adjusted == Approx(2 * corrected[0].p));
  CHECK_FALSE(corrected[0].holds);
  CHECK(corrected[1].p_adjusted == corrected[1].p);
  CHECK(corrected[2].p_adjusted == corrected[2].p);
  CHECK(corrected[2].holds);
  CHECK(corrected[3].holds);
  CHECK_FALSE(all_hold(corrected));
  const auto alone = judge(expect.expect, r, Correction::none);
  CHECK(alone[0].p_adjusted == alone[0].p);
  CHECK(alone[0].holds);
  CHECK(all_hold({corrected[2], corrected[3]}));
}

TEST_CASE(
    "Under the null each claim of an effect holds as seldom as its level says, whatever luck runs share",
    "[experiment]") {
  // Null: rejections ~ Binomial(1500, 0.05) for each test, fewer for the discrete Wilcoxon, Page and for the
  // ordering; 5.5 standard deviations are 46. Every replicate has one luck per arm for all design points, and
  // one slope: taking points for units would reject three to five times as often.
  const std::string arms = "compare: m, arms: [a, b], test: ";
  const std::vector<std::pair<std::string, bool>> tests{
      {arms + "paired_t", true},
      {arms + "two_sample_t, direction: greater", true},
      {arms + "wilcoxon", false},
      {arms + "ordering, direction: less", true},
      {arms + "trend, direction: less", false},
      {"compare: n, test: slope, factor: dose, arms: [a]", true},
      {"compare: n, factor: dose, levels: [1, 4], arms: [b]", true},
      {"compare: n, test: slope, arms: [a, b], doses: [1, 2]", true}};
  std::vector<ExpectationParams> expectations;
  for (const auto& [keys, exact] : tests) expectations.push_back(expectation(keys));
  std::vector<int> rejected(tests.size(), 0);
  for (std::uint64_t trial = 0; trial < 1500; ++trial) {
    const Results r = results({"a", "b"}, {0, 1, 2, 4}, 8, [&](const Run& x) {
      const double luck = noise(1000 + trial, 2 * x.replicate + (x.arm == "a" ? 1 : 0));
      return Measures{luck, luck * x.dose};
    });
    const auto verdicts = judge(expectations, r, Correction::none);
    for (std::size_t i = 0; i < tests.size(); ++i) rejected[i] += verdicts[i].holds;
  }
  for (std::size_t i = 0; i < tests.size(); ++i) {
    INFO(tests[i].first << ": " << rejected[i]);
    CHECK(rejected[i] <= 75 + 46);
    if (tests[i].second) CHECK(rejected[i] >= 75 - 46);
    CHECK(rejected[i] > 0);
  }
}

TEST_CASE("A contrast of two arms is the paired t, one of four is the interaction", "[experiment]") {
  const Verdict pair = verdict("compare: m, arms: [b, a], direction: greater, alpha: 0.01", sleep());
  const Verdict same = verdict(
      "compare: m, arms: [b, a], weights: [1, -1], test: contrast, direction: greater, alpha: 0.01", sleep());
  CHECK(same.p == pair.p);
  CHECK(same.effect == pair.effect);
  CHECK(same.comparison == "m: 1 b + -1 a > 0");
  // b adds 1 at dose 0 and 3 at dose 1, so that arms and doses interact; levels take the place of arms.
  const auto formula = [](double interaction) {
    return [interaction](const Run& x) {
      const double b = x.arm == "b" ? 1 : 0;
      return Measures{b + 5 * x.dose + interaction * b * x.dose +
                      0.3 * noise(x.arm == "b" ? 11 : 12, x.replicate * 2 + (x.dose > 0 ? 1 : 0))};
    };
  };
  Results crossed = results({"a", "b"}, {0, 1}, 20, formula(2));
  Results parallel = results({"a", "b"}, {0, 1}, 20, formula(0));
  for (Results* r : {&crossed, &parallel})
    for (RunRecord& run : r->runs) {
      if (run.point == 1) run.arm += "1";
      run.point = 0;
    }
  ExpectationParams e = expectation(
      "compare: m, arms: [a, b, c], weights: [1, -2, 1], test: contrast, direction: greater, alpha: 0.001");
  e.arms = {"b1", "b", "a1", "a"};
  e.weights = {config::Real{1}, config::Real{-1}, config::Real{-1}, config::Real{1}};
  const Verdict v = judge({e}, crossed, Correction::holm).at(0);
  CHECK(v.holds);
  CHECK(v.effect == Approx(2).margin(0.3));
  CHECK(v.n == 20);
  CHECK_FALSE(judge({e}, parallel, Correction::holm).at(0).holds);
}

TEST_CASE("Two measures of the same runs are compared as two arms would be", "[experiment]") {
  const Results r = results({"a", "b"}, {0}, 10, [](const Run& x) {
    return Measures{statistics_samples::sleep_two[x.replicate], statistics_samples::sleep_one[x.replicate]};
  });
  const Verdict within =
      verdict("compare: m, with: n, arms: [a], test: paired_t, direction: greater, alpha: 0.01", r);
  const Verdict between = verdict("compare: m, arms: [b, a], direction: greater, alpha: 0.01", sleep());
  CHECK(within.p == between.p);
  CHECK(within.n == 10);
  CHECK(within.comparison == "m > n (arm a)");
  CHECK(verdict("compare: m, with: n, arms: [a], test: wilcoxon", r).p ==
        verdict("compare: m, arms: [b, a], test: wilcoxon", sleep()).p);
}

TEST_CASE("The arm whose outcomes vary more is told from one that lies elsewhere", "[experiment]") {
  const auto formula = [](double sd) {
    return [sd](const Run& x) {
      const bool a = x.arm == "a";
      return Measures{(a ? 0 : 50) + (a ? 1 : sd) * noise(a ? 21 : 22, x.replicate)};
    };
  };
  const std::string keys = "compare: m, arms: [b, a], test: dispersion, direction: greater, alpha: 0.001";
  const Verdict wider = verdict(keys, results({"a", "b"}, {0}, 30, formula(4)));
  CHECK(wider.holds);
  CHECK(wider.size == Approx(4).margin(1.5));
  CHECK_THAT(wider.reason, Contains("standard deviations"));
  CHECK(wider.comparison == "m: dispersion of b > a");
  CHECK_FALSE(verdict(keys, results({"a", "b"}, {0}, 30, formula(1))).holds);
}

}  // namespace experiment_judge_test
