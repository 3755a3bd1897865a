#include "experiment/expectation_rules.hpp"

namespace shoal::experiment {
namespace rule_table {

using D = Direction;
using Keys = std::string_view;

constexpr D sided[] = {D::different, D::greater, D::less};
constexpr D ordered[] = {D::greater, D::less};
constexpr D given[] = {D::equal, D::different, D::greater, D::less};
constexpr D fitting[] = {D::equal, D::different};
constexpr D equal_only[] = {D::equal};

constexpr Keys null_value[] = {"value", "levels", "factor"};
constexpr Keys paired_keys[] = {"value", "levels", "factor", "with"};
constexpr Keys contrast_keys[] = {"value", "levels", "factor", "weights"};
constexpr Keys rank_keys[] = {"levels", "factor"};
constexpr Keys equivalence_keys[] = {"margin", "value", "paired", "levels", "factor"};
constexpr Keys slope_keys[] = {"factor", "doses", "value", "paired"};
constexpr Keys correlation_keys[] = {"with"};
constexpr Keys proportion_keys[] = {"value", "sd", "margin", "trials"};
constexpr Keys mean_keys[] = {"value", "sd", "margin"};
constexpr Keys standard_deviation_keys[] = {"value"};
constexpr Keys chi_square_keys[] = {"probabilities", "categories", "counts"};
constexpr Keys interval_keys[] = {"interval", "every"};
constexpr Keys exact_keys[] = {"value", "margin", "levels", "factor"};

constexpr Keys margin[] = {"margin"};
constexpr Keys value[] = {"value"};
constexpr Keys probabilities[] = {"probabilities"};
constexpr Keys interval[] = {"interval"};
constexpr Keys weights[] = {"weights"};
constexpr std::span<const Keys> nothing{};

constexpr std::size_t any = any_number_of_groups;
constexpr Rule rules[] = {
    {Test::paired_t, 2, 2, D::different, sided, paired_keys, nothing},
    {Test::two_sample_t, 2, 2, D::different, sided, null_value, nothing},
    {Test::wilcoxon, 2, 2, D::different, sided, paired_keys, nothing},
    {Test::equivalence, 0, 2, D::equal, equal_only, equivalence_keys, margin},
    {Test::slope, 0, any, D::different, sided, slope_keys, nothing},
    {Test::correlation, 0, any, D::different, sided, correlation_keys, nothing},
    {Test::ordering, 2, any, D::automatic, ordered, rank_keys, nothing},
    {Test::trend, 2, any, D::automatic, ordered, rank_keys, nothing},
    {Test::proportion, 0, any, D::equal, given, proportion_keys, value},
    {Test::mean, 0, any, D::equal, given, mean_keys, value},
    {Test::chi_square, 0, any, D::equal, fitting, chi_square_keys, probabilities},
    {Test::interval, 0, any, D::equal, equal_only, interval_keys, interval},
    {Test::exact, 0, any, D::equal, equal_only, exact_keys, nothing},
    {Test::contrast, 2, any, D::different, sided, contrast_keys, weights},
    {Test::dispersion, 2, 2, D::different, sided, rank_keys, nothing},
    {Test::standard_deviation, 0, any, D::equal, given, standard_deviation_keys, value},
};

constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(rules); ++i)
    if (static_cast<std::size_t>(rules[i].test) != i) return false;
  return std::size(rules) == config::EnumNames<Test>::names.size();
}
static_assert(in_order(), "one rule per test, in the order of the enum");

}  // namespace rule_table

const Rule& rule_of(Test test) { return rule_table::rules[static_cast<std::size_t>(test)]; }

Direction direction_of(const ExpectationParams& e) {
  return e.direction == Direction::automatic ? rule_of(e.test).usual : e.direction;
}

Reading reading_of(const ExpectationParams& e) {
  switch (e.test) {
    case Test::exact: return Reading::plain;
    case Test::interval: return e.every ? Reading::plain : Reading::effect;
    case Test::proportion:
    case Test::mean:
    case Test::standard_deviation:
    case Test::chi_square: return direction_of(e) == Direction::equal ? Reading::agreement : Reading::effect;
    default: return Reading::effect;
  }
}

std::size_t groups_of(const ExpectationParams& e) {
  return e.levels.empty() ? e.arms.size() : e.levels.size();
}

bool compares_measures(const ExpectationParams& e) {
  return (e.test == Test::paired_t || e.test == Test::wilcoxon) && !e.with.empty();
}

bool of_one_group(const ExpectationParams& e) {
  switch (e.test) {
    case Test::paired_t:
    case Test::wilcoxon: return compares_measures(e);
    case Test::equivalence:
    case Test::exact: return e.value.has_value();
    case Test::slope: return e.doses.empty();
    case Test::correlation:
    case Test::proportion:
    case Test::mean:
    case Test::standard_deviation:
    case Test::chi_square:
    case Test::interval: return true;
    default: return false;
  }
}

}  // namespace shoal::experiment
