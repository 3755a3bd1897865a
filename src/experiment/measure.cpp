// Measures as experiments write them: "mean@100..200", "first>=0.5".

#include "experiment/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "config/reader.hpp"
#include "experiment/unit_columns.hpp"

namespace shoal::experiment {
namespace {

using config::Json;
using Kind = Reduction::Kind;

/// Names in the order of Kind; "q" is followed by a number, "first", "last", "count" by a comparison,
/// "correlation", "ratio" and "prediction" by a metric, "tercile" by a number and a metric.
constexpr std::array<std::string_view, 21> reduction_names = {
    "final", "at",    "mean",        "median", "q",       "min",        "max",
    "sum",   "sd",    "slope",       "argmax", "argmin",  "first",      "last",
    "count", "ticks", "correlation", "ratio",  "halfway", "prediction", "tercile"};
constexpr std::array<std::string_view, 4> relations = {">=", ">", "<=", "<"};
constexpr std::string_view allowed_forms =
    "final, at@TICK, mean, median, q0.9, min, max, sum, sd, slope, argmax, argmin, first>=X, last>=X, "
    "count>=X "
    "(or >, <=, <), ticks, correlation(METRIC), ratio(METRIC), halfway, and of communities.* and members.* "
    "correlation(COLUMN), prediction(COLUMN), tercile1(COLUMN) to tercile3(COLUMN); with @A..B or @A.. for a "
    "window of "
    "ticks";

bool compares(Kind kind) { return kind == Kind::first || kind == Kind::last || kind == Kind::count; }
bool compares_units(Kind kind) { return kind == Kind::prediction || kind == Kind::tercile; }
bool takes_metric(Kind kind) {
  return kind == Kind::correlation || kind == Kind::ratio || compares_units(kind);
}

bool parse_tick(std::string_view text, std::uint64_t& tick) {
  std::uint64_t t = 0;
  if (!config::parse_integer(text, t) || t == 0) return false;
  tick = t;
  return true;
}

/// "100..200", "100..", or one tick for `at`.
bool parse_window(std::string_view text, Reduction& r, std::string& why) {
  const std::size_t dots = text.find("..");
  if (r.kind == Kind::at) {
    if (!parse_tick(text, r.begin))
      return why = fmt::format("'{}' is no tick; must be a whole number from 1", text), false;
    r.end = r.begin;
    return true;
  }
  if (r.kind == Kind::final) return why = "final has no window; write at@TICK", false;
  if (dots == text.npos || !parse_tick(text.substr(0, dots), r.begin) ||
      (dots + 2 < text.size() && !parse_tick(text.substr(dots + 2), r.end)))
    return why = fmt::format("'{}' is no window; must be A..B or A.., ticks from 1", text), false;
  if (r.end != 0 && r.end < r.begin)
    return why = fmt::format("the window {} ends before it begins; exchange the ticks", text), false;
  return true;
}

/// What stands behind "first", "last" or "count".
bool parse_comparison(std::string_view text, Reduction& r) {
  for (std::size_t i = 0; i < relations.size(); ++i)
    if (text.starts_with(relations[i])) {
      r.relation = static_cast<Reduction::Relation>(i);
      return config::parse_number(text.substr(relations[i].size()), r.number);
    }
  return false;
}

std::string unknown(const std::string& text, std::string_view word) {
  const std::string near = config::nearest(word, {reduction_names.begin(), reduction_names.end()});
  return fmt::format("unknown measure '{}'; {}must be {}", text,
                     near.empty() || near == word ? "" : "did you mean '" + near + "'? ", allowed_forms);
}

class ReductionsValue final : public config::Value {
 public:
  explicit ReductionsValue(Reductions& target) : target_(target) {}
  std::string allowed() const override {
    return fmt::format("a measure or a list of measures: {}", allowed_forms);
  }
  Json schema() const override {
    const Json text = {{"type", "string"}};
    return {{"anyOf", Json::array({text, Json{{"type", "array"}, {"minItems", 1}, {"items", text}}})}};
  }
  Json get(config::Form) const override {
    Json list = Json::array();
    for (const Reduction& reduction : target_.list) list.push_back(reduction.text());
    return list;
  }
  void read(const config::Node& node, config::Reader& reader) override {
    target_.list.clear();
    using NodeKind = config::Node::Kind;
    if (node.kind == NodeKind::scalar) return read_one(node, reader);
    if (node.kind != NodeKind::sequence || node.items.empty())
      return reader.mismatch(node, "a measure or a list of measures, such as [final, mean@100..200]");
    for (const config::Node& item : node.items) {
      if (item.kind == NodeKind::scalar)
        read_one(item, reader);
      else
        reader.mismatch(item, "a measure, such as mean@100..200");
    }
  }

 private:
  void read_one(const config::Node& node, config::Reader& reader) {
    Reduction reduction;
    std::string why;
    if (!parse_reduction(node.scalar, reduction, why)) return reader.problem(node, why);
    if (std::find(target_.list.begin(), target_.list.end(), reduction) != target_.list.end())
      return reader.problem(node, fmt::format("the measure {} is there twice", reduction.text()));
    target_.list.push_back(reduction);
  }
  Reductions& target_;
};

}  // namespace

std::string Reduction::text() const {
  std::string text(reduction_names[static_cast<std::size_t>(kind)]);
  if (compares(kind)) text += relations[static_cast<std::size_t>(relation)];
  if (compares(kind) || kind == Kind::quantile || kind == Kind::tercile) text += config::number_text(number);
  if (takes_metric(kind)) text += "(" + other + ")";
  if (kind == Kind::at) return fmt::format("{}@{}", text, begin);
  if (end != 0) return fmt::format("{}@{}..{}", text, begin, end);
  return begin == 1 ? text : fmt::format("{}@{}..", text, begin);
}

bool parse_reduction(const std::string& text, Reduction& out, std::string& why) {
  const std::size_t mark = text.find('@');
  const std::string_view head = std::string_view(text).substr(0, mark);
  const std::string_view word = head.substr(0, head.find_first_of("<>=("));
  Reduction r;
  const bool third = word == "tercile1" || word == "tercile2" || word == "tercile3";
  const auto at = std::find(reduction_names.begin(), reduction_names.end(),
                            third ? word.substr(0, word.size() - 1) : word);
  if (word.starts_with('q') && word.size() > 1) {
    r.kind = Kind::quantile;
    if (!config::parse_number(word.substr(1), r.number) || !(r.number >= 0 && r.number <= 1) || word != head)
      return why = fmt::format("'{}' is no quantile; must be q with a number in [0, 1], such as q0.9", head),
             false;
  } else if (at == reduction_names.end() || word == "q" || word == "tercile") {
    return why = unknown(text, word), false;
  } else {
    r.kind = static_cast<Kind>(at - reduction_names.begin());
    if (third) r.number = word.back() - '0';
    if (compares(r.kind)) {
      if (!parse_comparison(head.substr(word.size()), r))
        return why = fmt::format("'{}' must be {} with >=, >, <= or < and a number, such as {}>=0.5", head,
                                 word, word),
               false;
    } else if (takes_metric(r.kind)) {
      const std::string_view in = head.substr(word.size());
      if (in.size() < 3 || in.front() != '(' || in.back() != ')')
        return why = fmt::format("'{}' must name the other metric, such as {}(adopters)", head, word), false;
      r.other = in.substr(1, in.size() - 2);
    } else if (word != head) {
      return why = fmt::format("{} takes no comparison; first, last and count do", word), false;
    }
  }
  if (mark == text.npos && r.kind == Kind::at) return why = "at needs a tick, such as at@100", false;
  if (mark != text.npos && !parse_window(std::string_view(text).substr(mark + 1), r, why)) return false;
  out = r;
  return true;
}

std::unique_ptr<config::Value> bind(Reductions& target) { return std::make_unique<ReductionsValue>(target); }
std::unique_ptr<config::Value> bind(MeasureParams& target) { return config::bind(target.metrics); }

namespace {

/// Why a reduction is none of this kind of metric; empty: it is one.
std::string misplaced(const Reduction& r, Units units) {
  if (units == Units::run)
    return compares_units(r.kind) ? " is of communities.* or members.*, which a run has many of" : "";
  if (r.kind != Kind::correlation && !compares_units(r.kind))
    return " cannot be taken of communities.* or members.*; allowed: correlation(COLUMN), "
           "prediction(COLUMN), tercile1(COLUMN) to tercile3(COLUMN)";
  if (units == Units::communities && compares_units(r.kind) && r.begin == 1)
    return " looks at communities in the tick before its window; it must begin after tick 1, such as @2..";
  return "";
}

}  // namespace

void check(const MeasureParams& params, const std::string& path, const std::vector<std::string>& metrics,
           std::uint64_t ticks, config::Reader& reader) {
  for (const auto& [metric, reductions] : params.metrics) {
    const std::string place = path + "." + metric;
    const Units units = units_of(metric);
    for (const Reduction& r : reductions.list)
      if (const std::string why = misplaced(r, units); !why.empty()) reader.problem_at(place, r.text() + why);
    if (units == Units::run && std::find(metrics.begin(), metrics.end(), metric) == metrics.end()) {
      const std::string near = config::nearest(metric, metrics);
      reader.problem_at(place, "unknown metric; " + (near.empty() ? "`shoal metrics` lists them"
                                                                  : "did you mean '" + near + "'?"));
    }
    for (const Reduction& r : reductions.list) {
      if (units == Units::run && !r.other.empty() &&
          std::find(metrics.begin(), metrics.end(), r.other) == metrics.end()) {
        const std::string near = config::nearest(r.other, metrics);
        reader.problem_at(
            place, fmt::format("unknown metric in {}; {}", r.text(),
                               near.empty() ? "`shoal metrics` lists them" : "did you mean '" + near + "'?"));
      }
      if (std::max(r.begin, r.end) > ticks)
        reader.problem_at(place, fmt::format("{} looks beyond the {} ticks of the run", r.text(), ticks));
    }
  }
}

std::vector<Measure> measures(const MeasureParams& params) {
  std::vector<Measure> all;
  for (const auto& [metric, reductions] : params.metrics)
    for (const Reduction& reduction : reductions.list) all.emplace_back(metric, reduction);
  return all;
}

}  // namespace shoal::experiment
