#include "experiment/comparison_text.hpp"

#include <fmt/format.h>

#include "config/reader.hpp"
#include "experiment/expectation_rules.hpp"

namespace shoal::experiment {
namespace {

template <class List, class Text>
std::string joined(const List& list, std::string_view between, const Text& text) {
  std::string all;
  for (const auto& item : list) all += (all.empty() ? "" : std::string(between)) + text(item);
  return all;
}

std::string number(double x) { return config::number_text(x); }

std::vector<std::string> group_names(const ExpectationParams& e) {
  if (e.levels.empty()) return e.arms;
  std::vector<std::string> names;
  for (const auto& level : e.levels) names.push_back(e.factor + "=" + level.text);
  return names;
}

std::string_view sign(Direction d) {
  switch (d) {
    case Direction::greater: return " > ";
    case Direction::less: return " < ";
    case Direction::equal: return " = ";
    default: return " != ";
  }
}

std::string within(const ExpectationParams& e) {
  return e.margin && *e.margin > 0 ? " within " + number(*e.margin) : "";
}

std::string of_groups(const ExpectationParams& e, std::string_view prefix) {
  const std::vector<std::string> names = group_names(e);
  const std::string relation(sign(direction_of(e)));
  if (e.test == Test::contrast) {
    std::string sum;
    for (std::size_t i = 0; i < names.size(); ++i)
      if (e.weights[i] != 0)
        sum += fmt::format("{}{} {}", sum.empty() ? "" : " + ", number(e.weights[i]), names[i]);
    return fmt::format("{}: {}{}{}", e.compare, sum, relation, e.value ? number(*e.value) : "0");
  }
  if (names.size() == 2 && e.value)
    return fmt::format("{}: {} - {}{}{}", e.compare, names[0], names[1], relation, number(*e.value));
  return e.compare + ": " + std::string(prefix) +
         joined(names, relation, [](const std::string& s) { return s; });
}

std::string of_one(const ExpectationParams& e) {
  const std::string relation(sign(direction_of(e)));
  switch (e.test) {
    case Test::slope:
      return fmt::format("{}: slope over {}{}{}", e.compare, e.factor, relation,
                         e.value ? number(*e.value) : "0");
    case Test::correlation:
      if (e.with.empty()) return e.compare + ": mean over runs" + relation + "0";
      return fmt::format("{} with {}: correlation{}0", e.compare, e.with, relation);
    case Test::chi_square: {
      const auto shares = joined(e.probabilities, " : ", [](double p) { return number(p); });
      const auto what =
          e.counts.empty() ? e.compare : joined(e.counts, ", ", [](const std::string& s) { return s; });
      return what + (direction_of(e) == Direction::equal ? " ~ " : " not ~ ") + shares;
    }
    case Test::paired_t:
    case Test::wilcoxon:
      if (!e.value) return e.compare + relation + e.with;
      return fmt::format("{} - {}{}{}", e.compare, e.with, relation, number(*e.value));
    case Test::interval:
      return fmt::format("{}{} in [{}, {}]", e.every ? "every " : "", e.compare, brief(e.interval[0]),
                         brief(e.interval[1]));
    case Test::standard_deviation: return "sd of " + e.compare + relation + number(*e.value);
    case Test::exact: return "every " + e.compare + " = " + number(*e.value) + within(e);
    default: {
      std::string text = e.compare + relation + number(*e.value);
      if (e.sd) text += " (sd " + number(*e.sd) + ")";
      return text + within(e);
    }
  }
}

std::string restriction(const ExpectationParams& e) {
  std::vector<std::string> parts;
  if (of_one_group(e) && !e.arms.empty())
    parts.push_back("arm " + joined(e.arms, ", ", [](const std::string& s) { return s; }));
  if (!e.block.empty()) parts.push_back("block " + e.block);
  for (const auto& [name, value] : e.where) parts.push_back(name + "=" + value.text);
  if (parts.empty()) return "";
  return " (" + joined(parts, ", ", [](const std::string& s) { return s; }) + ")";
}

}  // namespace

std::string brief(double x) { return fmt::format("{:.4g}", x); }

std::string comparison_text(const ExpectationParams& e) {
  std::string text;
  if (of_one_group(e)) {
    text = of_one(e);
  } else if (e.test == Test::slope) {
    text = fmt::format("{}: slope over {}{}{}", e.compare,
                       joined(e.arms, ", ", [](const std::string& s) { return s; }), sign(direction_of(e)),
                       e.value ? number(*e.value) : "0");
  } else {
    text = of_groups(e, e.test == Test::trend        ? "trend "
                        : e.test == Test::dispersion ? "dispersion of "
                                                     : "") +
           within(e);
  }
  return text + restriction(e);
}

}  // namespace shoal::experiment
