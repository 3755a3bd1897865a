#pragma once
// What an experiment expects of its results: one item of `expect:`. judge.hpp turns items and results into
// verdicts; docs/statistics.md has each test's question, null, statistic and source.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/literal.hpp"
#include "config/map.hpp"
#include "config/section.hpp"

namespace shoal::experiment {

enum class Test : int {
  paired_t,
  two_sample_t,
  wilcoxon,
  equivalence,
  slope,
  correlation,
  ordering,
  trend,
  proportion,
  mean,
  chi_square,
  interval,
  exact,
  contrast,
  dispersion,
  standard_deviation
};
/// What is expected of the effect; `automatic` is what the test is usually for (expectation_rules.hpp).
enum class Direction : int { automatic, different, greater, less, equal };
/// What to do about measures that are undefined in some runs ("first tick at which ..." that never came).
enum class Undefined : int { fail, drop };
/// How the p values of a file are adjusted for their number.
enum class Correction : int { holm, none };

/// A significance level: a number in (0, 0.5].
struct Level : config::Real {
  constexpr Level(double v = 0.05) : Real{v} {}
  static constexpr double lowest = 0, highest = 0.5;
  static constexpr bool above = true;
};
struct ExpectationParams {
  std::string claim;
  std::string compare;            ///< a measure, as Measure::name() gives it
  std::string with;               ///< correlation, paired_t, wilcoxon: the other measure
  std::vector<std::string> arms;  ///< compared in this order; for tests of one group: which runs
  std::string factor;             ///< slope: the dose; with `levels`: what takes the place of arms
  std::vector<config::Literal> levels;
  std::vector<config::Real> doses;     ///< slope over arms: the dose of each
  std::vector<config::Real> weights;   ///< contrast: the weight of each arm or level
  std::string block;                   ///< only runs of this block of the design
  config::Map<config::Literal> where;  ///< only runs in which factors have these values
  Test test = Test::paired_t;
  Direction direction = Direction::automatic;
  bool paired = true;  ///< equivalence, slope: pair runs by replicate
  Level alpha;
  std::optional<config::NonNegative> margin;
  std::optional<config::Real> value;
  std::optional<config::Positive> sd;
  config::Integer<1, 4000000000> trials{1};  ///< proportion: trials behind each run's share
  std::vector<config::Probability> probabilities;
  std::vector<config::Real> categories;  ///< chi_square: the values that the probabilities are of
  std::vector<std::string> counts;       ///< chi_square: instead of categories, a measure per probability
  std::vector<config::Real> interval;    ///< low, high
  bool every = false;                    ///< interval: every run inside, not only the mean
  Undefined undefined = Undefined::fail;
};
void describe(config::Section& s, ExpectationParams& p);

/// What expectations may name.
struct Names {
  std::vector<std::string> arms, measures, factors, blocks;
  std::map<std::string, std::set<std::string>> values = {};  ///< of the factors in the designs, where known
};
/// Checks that span keys, for the list that was read under `path` ("expect"); problems go to the reader.
void check(const std::vector<ExpectationParams>& expectations, const std::string& path, const Names& names,
           config::Reader& reader);

}  // namespace shoal::experiment

namespace shoal::config {
template <>
struct EnumNames<experiment::Test> {
  static constexpr std::array<std::string_view, 16> names = {
      "paired_t",   "two_sample_t",      "wilcoxon", "equivalence", "slope",    "correlation", "ordering",
      "trend",      "proportion",        "mean",     "chi_square",  "interval", "exact",       "contrast",
      "dispersion", "standard_deviation"};
};
template <>
struct EnumNames<experiment::Direction> {
  static constexpr std::array<std::string_view, 5> names = {"automatic", "different", "greater", "less",
                                                            "equal"};
};
template <>
struct EnumNames<experiment::Undefined> {
  static constexpr std::array<std::string_view, 2> names = {"fail", "drop"};
};
template <>
struct EnumNames<experiment::Correction> {
  static constexpr std::array<std::string_view, 2> names = {"holm", "none"};
};
}  // namespace shoal::config
