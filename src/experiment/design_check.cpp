// What a block of the design must be, beyond its keys.

#include <fmt/format.h>

#include <array>
#include <set>

#include "config/reader.hpp"
#include "experiment/design_kinds.hpp"
#include "statistics/sobol.hpp"

namespace shoal::experiment {
namespace {

constexpr std::array<std::string_view, 10> kinds = {"factorial", "zip",    "one_at_a_time",   "list",
                                                    "table",     "random", "latin_hypercube", "sobol",
                                                    "saltelli",  "morris"};

std::vector<std::string_view> given(const DesignParams& p) {
  const std::array<bool, kinds.size()> is_there = {
      p.factorial.has_value(), p.zip.has_value(),    p.one_at_a_time.has_value(),   p.list.has_value(),
      p.table.has_value(),     p.random.has_value(), p.latin_hypercube.has_value(), p.sobol.has_value(),
      p.saltelli.has_value(),  p.morris.has_value()};
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (is_there[i]) names.push_back(kinds[i]);
  return names;
}

class Check {
 public:
  Check(std::string path, config::Reader& reader) : path_(std::move(path)), reader_(reader) {}

  void problem(std::string message) { reader_.problem_at(path_, std::move(message)); }
  void problem(const std::string& below, std::string message) {
    reader_.problem_at(path_ + "." + below, std::move(message));
  }

  template <class T>
  void not_empty(const config::Map<T>& factors, const char* below = nullptr) {
    const std::string message = "no factors; must have at least one, {KEY: values}";
    if (factors.empty()) below ? problem(below, message) : problem(message);
  }

  void distinct(const config::Map<Levels>& factors) {
    for (const auto& [key, levels] : factors) {
      std::set<std::string_view> seen;
      for (const std::string& value : levels.values)
        if (!seen.insert(value).second) problem(key, fmt::format("the value {} is there twice", value));
    }
  }

  void at_most(double points) {
    if (points > static_cast<double>(most_points))
      problem(fmt::format("{:.0f} points; must be at most {}", points, most_points));
  }

  void dimensions(std::size_t needed, std::size_t k) {
    if (needed > statistics::sobol_dimensions)
      problem("factors",
              fmt::format("{} factors; must be at most {}", k, statistics::sobol_dimensions / (needed / k)));
  }

  void bounded(const config::Map<Spread>& factors, const char* why) {
    for (const auto& [key, spread] : factors)
      if (!spread.bounded())
        problem("factors." + key, fmt::format("a normal distribution has no ends; {}", why));
  }

 private:
  std::string path_;
  config::Reader& reader_;
};

double size_of(const config::Map<Spread>& factors) { return static_cast<double>(factors.size()); }

void check_factorial(const config::Map<Levels>& factors, Check& check) {
  check.not_empty(factors);
  check.distinct(factors);
  double points = 1;
  for (const auto& [key, levels] : factors) points *= static_cast<double>(levels.values.size());
  check.at_most(points);
}

void check_zip(const config::Map<Levels>& factors, Check& check) {
  check.not_empty(factors);
  for (const auto& [key, levels] : factors)
    if (const auto& [first, other] = *factors.begin(); levels.values.size() != other.values.size())
      check.problem(key, fmt::format("{} values, but {} has {}; must be as many", levels.values.size(), first,
                                     other.values.size()));
}

void check_morris(const MorrisParams& p, Check& check) {
  check.not_empty(p.factors, "factors");
  if (p.levels % 2 != 0)
    check.problem("levels", fmt::format("{} is odd; must be even, such as {}", p.levels.value, p.levels + 1));
  check.at_most(static_cast<double>(p.trajectories) * (size_of(p.factors) + 1));
  check.bounded(p.factors, "morris needs uniform, log_uniform, integer or choice");
}

}  // namespace

std::string_view kind(const DesignParams& params) {
  const std::vector<std::string_view> names = given(params);
  return names.size() == 1 ? names[0] : std::string_view();
}

void check(const DesignParams& p, const std::string& path, config::Reader& reader) {
  const std::vector<std::string_view> names = given(p);
  if (names.size() != 1)
    return reader.problem_at(
        path,
        names.empty()
            ? fmt::format("names no kind of design; must be {}", config::any_of(kinds))
            : fmt::format("names {} kinds of design, {}; must be one per block: begin another with '- '",
                          names.size(), fmt::join(names, ", ")));
  Check at(path + "." + std::string(names[0]), reader);
  if (p.factorial) check_factorial(*p.factorial, at);
  if (p.zip) check_zip(*p.zip, at);
  if (p.one_at_a_time) at.not_empty(*p.one_at_a_time), at.distinct(*p.one_at_a_time);
  if (p.list && p.list->empty()) at.problem("the list is empty; must have at least one point");
  for (const config::OptionalGroup<SampledParams>* sampled : {&p.random, &p.latin_hypercube})
    if (*sampled) at.not_empty((*sampled)->factors, "factors");
  if (p.sobol) {
    at.not_empty(p.sobol->factors, "factors");
    at.dimensions(p.sobol->factors.size(), p.sobol->factors.size());
    if (!p.sobol->scramble)
      at.bounded(p.sobol->factors, "the first of the plain points would be one: write scramble: true");
  }
  if (p.saltelli) {
    at.not_empty(p.saltelli->factors, "factors");
    at.dimensions(2 * p.saltelli->factors.size(), p.saltelli->factors.size());
    at.at_most(static_cast<double>(p.saltelli->samples) * (size_of(p.saltelli->factors) + 2));
  }
  if (p.morris) check_morris(*p.morris, at);
}

}  // namespace shoal::experiment
