// Checks of expectations that span keys.

#include <algorithm>
#include <cmath>

#include "config/reader.hpp"
#include "experiment/expectation_rules.hpp"

namespace shoal::experiment {
namespace {

/// Keys that only some tests take.
constexpr std::string_view particular[] = {"factor",     "levels", "doses",    "with",   "paired",
                                           "margin",     "value",  "sd",       "trials", "probabilities",
                                           "categories", "counts", "interval", "every",  "weights"};

std::string list_of(const std::vector<std::string>& names) {
  constexpr std::size_t enough = 12;
  std::vector<std::string_view> shown(names.begin(),
                                      names.begin() + static_cast<long>(std::min(names.size(), enough)));
  const std::string more = names.size() > enough ? ", ..." : "";
  return config::any_of(shown) + more;
}

class ExpectationCheck {
 public:
  ExpectationCheck(const ExpectationParams& e, std::string path, const Names& names, config::Reader& reader)
      : e_(e), path_(std::move(path)), names_(names), reader_(reader), rule_(rule_of(e.test)) {}

  void all() {
    keys();
    measures();
    groups();
    direction();
    numbers();
    selection();
  }

 private:
  bool set(std::string_view key) const { return reader_.was_set(path_ + "." + std::string(key)); }
  void problem(std::string_view key, std::string message) {
    reader_.problem_at(path_ + "." + std::string(key), std::move(message));
  }
  std::string test() const { return "`test: " + std::string(config::name_of(e_.test)) + "`"; }

  void known(std::string_view key, const std::string& name, const std::vector<std::string>& names,
             const std::string& what) {
    if (!name.empty() && std::ranges::find(names, name) != names.end()) return;
    const auto unnamed = [](const std::string& n) { return n.empty(); };
    if (std::ranges::all_of(names, unnamed))
      return problem(key, "'" + name + "': the experiment has no " + what + "s");
    const std::string near = config::nearest(name, names);
    problem(key, "'" + name + "' is no " + what + " of the experiment; " +
                     (near.empty() ? list_of(names) + " is allowed" : "did you mean '" + near + "'?"));
  }

  void known_all(const std::string& key, const std::vector<std::string>& given,
                 const std::vector<std::string>& names, const std::string& what) {
    for (std::size_t i = 0; i < given.size(); ++i)
      known(key + "." + std::to_string(i), given[i], names, what);
  }

  /// Whether the designs give a factor this value.
  void occurs(const std::string& key, const std::string& factor, const std::string& value) {
    const auto found = names_.values.find(factor);
    if (found == names_.values.end() || found->second.contains(value)) return;
    problem(key, "'" + value + "' is no value of " + factor + " in the design; " +
                     list_of({found->second.begin(), found->second.end()}) + " is allowed");
  }

  void keys() {
    for (const std::string_view key : particular) {
      const bool taken = std::ranges::find(rule_.keys, key) != rule_.keys.end();
      if (set(key) && !taken) problem(key, "is not used by " + test());
    }
    for (const std::string_view key : rule_.needed)
      if (!set(key)) problem(key, "is needed by " + test());
    if (set("alpha") && reading_of(e_) == Reading::plain)
      problem("alpha", "is not used by " + test() + ", which looks at every value" +
                           (e_.test == Test::interval ? " under `every: true`" : ""));
  }

  void measures() {
    if (e_.test == Test::chi_square && !e_.counts.empty()) {
      if (set("compare")) problem("compare", "is not used where `counts` names the measures");
      if (set("categories")) problem("categories", "is not used where `counts` names the measures");
      known_all("counts", e_.counts, names_.measures, "measure");
    } else if (e_.compare.empty()) {
      problem("compare", "is missing; the name of a measure (" + list_of(names_.measures) + ") is needed");
    } else {
      known("compare", e_.compare, names_.measures, "measure");
    }
    if (!e_.with.empty()) known("with", e_.with, names_.measures, "measure");
    if (!e_.with.empty() && e_.with == e_.compare) problem("with", "is the measure that is compared");
  }

  void groups() {
    known_all("arms", e_.arms, names_.arms, "arm");
    distinct("arms", e_.arms);
    std::vector<std::string> levels;
    for (const auto& level : e_.levels) levels.push_back(level.text);
    distinct("levels", levels);
    for (std::size_t i = 0; i < levels.size(); ++i)
      occurs("levels." + std::to_string(i), e_.factor, levels[i]);
    if (!e_.levels.empty() && e_.factor.empty())
      problem("levels", "needs `factor`, the key that the levels are of");
    if (e_.levels.empty() && !e_.factor.empty() && e_.test != Test::slope)
      problem("factor", "needs `levels`, the values to compare, under " + test());
    const std::size_t n = groups_of(e_);
    const std::string found = std::to_string(n) + (n == 1 ? " is given" : " are given");
    if (e_.test == Test::slope) {
      if (e_.factor.empty() == e_.doses.empty())
        problem("factor", "a slope needs either `factor`, the dose, or `doses`, one for each of `arms`");
      if (!e_.doses.empty() && e_.doses.size() != e_.arms.size())
        problem("doses", "has " + std::to_string(e_.doses.size()) + " numbers; must be as many as `arms`, " +
                             std::to_string(n));
      if (!e_.doses.empty() && e_.doses.size() < 2) problem("doses", "must be two numbers or more");
    } else if (e_.test == Test::exact || e_.test == Test::equivalence) {
      if (e_.value && !e_.levels.empty()) problem("levels", "is not used where `value` is given");
      if (!e_.value && n < 2)
        problem("arms", test() + " needs `value`, or two arms or levels to compare; " + found);
      if (!e_.value && e_.test == Test::equivalence && n > 2)
        problem("arms", test() + " needs two arms or levels; " + found);
      if (e_.value && set("paired")) problem("paired", "is not used where `value` is given");
    } else if (compares_measures(e_)) {
      if (!e_.levels.empty() || !e_.factor.empty())
        problem("levels", "is not used where `with` names a second measure of the same runs");
    } else if (n < rule_.least || (rule_.most == 2 && n > 2)) {
      problem("arms", test() + " needs " + (rule_.most == 2 ? "two" : "two or more") +
                          " arms, or levels of a factor; " + found);
    }
    if (e_.test == Test::contrast && !e_.weights.empty()) contrast(n);
  }

  void contrast(std::size_t groups) {
    double sum = 0, size = 0;
    for (const double w : e_.weights) sum += w, size += std::fabs(w);
    if (e_.weights.size() != groups)
      problem("weights", "has " + std::to_string(e_.weights.size()) +
                             " numbers; must be as many as arms or levels, " + std::to_string(groups));
    else if (!(std::fabs(sum) <= 1e-9 * size) || size == 0)
      problem("weights", "sum to " + config::number_text(sum) + "; must sum to 0, and not all be 0");
  }

  void distinct(std::string_view key, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (std::ranges::count(names.begin(), names.begin() + static_cast<long>(i), names[i]) == 1)
        problem(key, "names '" + names[i] + "' twice");
  }

  void direction() {
    const Direction d = e_.direction;
    const auto allowed = rule_.directions;
    if (d == Direction::automatic && rule_.usual != Direction::automatic) return;
    if (std::ranges::find(allowed, d) != allowed.end()) return;
    std::vector<std::string_view> names;
    for (const Direction one : allowed) names.push_back(config::name_of(one));
    problem("direction",
            test() + " needs " + config::any_of(names) +
                (d == Direction::equal ? "; to show that arms are alike use `test: equivalence`" : ""));
  }

  void numbers() {
    const std::size_t k = e_.probabilities.size();
    if (e_.test == Test::chi_square) {
      double sum = 0;
      for (const double p : e_.probabilities) sum += p;
      if (k < 2) problem("probabilities", "must be two numbers or more");
      if (k >= 2 && std::fabs(sum - 1) > 1e-9)
        problem("probabilities", "sum to " + config::number_text(sum) + "; must sum to 1");
      if (!e_.categories.empty() && e_.categories.size() != k)
        problem("categories", "must be as many as `probabilities`, " + std::to_string(k));
      if (!e_.counts.empty() && e_.counts.size() != k)
        problem("counts", "must be as many as `probabilities`, " + std::to_string(k));
    }
    if (e_.test == Test::interval && set("interval") &&
        (e_.interval.size() != 2 || !(e_.interval[0] <= e_.interval[1])))
      problem("interval", "must be [low, high], low <= high");
    if (e_.test == Test::proportion && e_.value && !(*e_.value >= 0 && *e_.value <= 1))
      problem("value", config::number_text(*e_.value) + " is out of range; a proportion is in [0, 1]");
    if (e_.test == Test::equivalence && e_.margin && *e_.margin == 0)
      problem("margin",
              "is 0: nothing could be shown to be equivalent; for the same values use `test: exact`");
  }

  void selection() {
    if (!e_.block.empty()) known("block", e_.block, names_.blocks, "block");
    if (!e_.factor.empty()) known("factor", e_.factor, names_.factors, "factor");
    for (const auto& [name, value] : e_.where) {
      known("where." + name, name, names_.factors, "factor");
      occurs("where." + name, name, value.text);
      if (name == e_.factor) problem("where." + name, "'" + name + "' is the factor that is compared");
    }
  }

  const ExpectationParams& e_;
  std::string path_;
  const Names& names_;
  config::Reader& reader_;
  const Rule& rule_;
};

}  // namespace

void check(const std::vector<ExpectationParams>& expectations, const std::string& path, const Names& names,
           config::Reader& reader) {
  for (std::size_t i = 0; i < expectations.size(); ++i)
    ExpectationCheck(expectations[i], path + "." + std::to_string(i), names, reader).all();
}

}  // namespace shoal::experiment
