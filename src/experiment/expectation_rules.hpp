#pragma once
// What each test takes and what it can show: one row per test, for the checks, the judge and the reports.

#include <span>
#include <string_view>

#include "experiment/expectation.hpp"

namespace shoal::experiment {

/// How a p value becomes a verdict.
enum class Reading {
  effect,     ///< holds where p < alpha: the data show it
  agreement,  ///< holds where p >= alpha: the data do not contradict it
  plain       ///< no p value: every value is looked at
};

struct Rule {
  Test test;
  std::size_t least, most;  ///< groups: arms, or levels of a factor
  Direction usual;          ///< what `automatic` stands for
  std::span<const Direction> directions;
  std::span<const std::string_view> keys;    ///< that only some tests take, and this one does
  std::span<const std::string_view> needed;  ///< of these, those without which it cannot be
};
inline constexpr std::size_t any_number_of_groups = static_cast<std::size_t>(-1);

const Rule& rule_of(Test test);
/// With `automatic` resolved.
Direction direction_of(const ExpectationParams& e);
Reading reading_of(const ExpectationParams& e);
/// Whether the test compares groups, and how many were named: levels if there are any, else arms.
std::size_t groups_of(const ExpectationParams& e);
/// Whether two measures of the same runs are compared, in the place of two arms.
bool compares_measures(const ExpectationParams& e);
/// An equivalence, interval or exact test of one group against numbers.
bool of_one_group(const ExpectationParams& e);

}  // namespace shoal::experiment
