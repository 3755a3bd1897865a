// Distributions in scenarios: reading, checking, showing.

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "config/containers.hpp"
#include "config/reader.hpp"
#include "random/distribution.hpp"

namespace shoal {
namespace {

using config::Json;
using config::Node;
using config::Reader;
using config::Real;
using config::Value;
using Kind = Distribution::Kind;

/// What a parameter of a distribution may be.
enum class Rule { in_range, finite, spread, shape };

/// A distribution that is written {name: [first, second]}.
struct Pair {
  Kind kind;
  std::string_view name, first, second;
  Rule rule_first, rule_second;
};
constexpr std::array<Pair, 4> pairs = {{
    {Kind::uniform, "uniform", "lo", "hi", Rule::in_range, Rule::in_range},
    {Kind::normal, "normal", "mean", "sd", Rule::finite, Rule::spread},
    {Kind::beta, "beta", "a", "b", Rule::shape, Rule::shape},
    {Kind::lognormal, "lognormal", "mu", "sigma", Rule::finite, Rule::spread},
}};

const Pair* pair_named(std::string_view name) {
  for (const Pair& p : pairs)
    if (p.name == name) return &p;
  return nullptr;
}

std::unique_ptr<Value> number(double& x, const Distribution& d, Rule rule) {
  switch (rule) {
    case Rule::in_range: return config::bind_real(x, d.lowest, d.highest, false);
    case Rule::finite: return config::bind_real(x, Real::lowest, Real::highest, false);
    case Rule::spread: return config::bind_real(x, 0, Real::highest, false);
    case Rule::shape: return config::bind_real(x, 0.001, 1000, false);
  }
  return nullptr;
}

std::string brackets(const Pair& p) { return fmt::format("[{}, {}]", p.first, p.second); }

/// The two parameters of a distribution, as a value of their own so that messages carry their path.
class Parameters final : public Value {
 public:
  Parameters(const Pair& pair, Distribution& target) : pair_(pair), target_(target) {}
  std::string allowed() const override { return "a list of two numbers, " + brackets(pair_); }
  Json get(config::Form) const override { return Json::array({target_.a, target_.b}); }
  Json schema() const override {
    double x = 0;
    const Json items = Json::array(
        {number(x, target_, pair_.rule_first)->schema(), number(x, target_, pair_.rule_second)->schema()});
    return {{"type", "array"}, {"items", items}, {"minItems", 2}, {"maxItems", 2}};
  }

  void read(const Node& node, Reader& reader) override {
    if (node.kind != Node::Kind::sequence) return reader.mismatch(node, allowed());
    if (node.items.size() != 2)
      return reader.problem(node,
                            fmt::format("found a list of {}; must be {}", node.items.size(), allowed()));
    constexpr double unread = std::numeric_limits<double>::quiet_NaN();
    Distribution d = target_;
    d.kind = pair_.kind;
    d.column.clear();
    d.a = d.b = unread;
    reader.read_item(*number(d.a, d, pair_.rule_first), node.items[0], "0");
    reader.read_item(*number(d.b, d, pair_.rule_second), node.items[1], "1");
    if (std::isnan(d.a) || std::isnan(d.b)) return;
    if (d.kind == Kind::uniform && d.a > d.b)
      return reader.problem(node, fmt::format("lo = {} is above hi = {}; exchange them",
                                              config::number_text(d.a), config::number_text(d.b)));
    if (!(mass_inside(d) >= least_mass_inside))
      return reader.problem(
          node, fmt::format("less than {} % of this distribution lies in [{}, {}], to which it is "
                            "truncated; move it or widen it",
                            100 * least_mass_inside, config::number_text(d.lowest),
                            config::number_text(d.highest)));
    target_ = d;
  }

 private:
  const Pair& pair_;
  Distribution& target_;
};

class DistributionValue final : public Value {
 public:
  explicit DistributionValue(Distribution& target) : target_(target) {}

  std::string allowed() const override {
    double x = 0;
    std::string text = number(x, target_, Rule::in_range)->allowed() + ", or ";
    for (const Pair& p : pairs) text += fmt::format("{{{}: {}}}, ", p.name, brackets(p));
    return text + (target_.columns ? "{bernoulli: p} or {column: NAME}" : "or {bernoulli: p}");
  }

  Json schema() const override {
    double x = 0;
    Json forms = Json::array({number(x, target_, Rule::in_range)->schema()});
    for (const Pair& p : pairs) forms.push_back(form(p.name, Parameters(p, target_).schema()));
    forms.push_back(form("bernoulli", config::bind_real(x, 0, 1, false)->schema()));
    if (target_.columns) forms.push_back(form("column", {{"type", {"string", "number"}}}));
    return {{"anyOf", forms}};
  }

  Json get(config::Form form) const override {
    for (const Pair& p : pairs)
      if (p.kind == target_.kind) return {{p.name, Parameters(p, target_).get(form)}};
    if (target_.kind == Kind::bernoulli) return {{"bernoulli", target_.a}};
    if (target_.kind == Kind::column) return {{"column", target_.column}};
    return target_.a;
  }

  void read(const Node& node, Reader& reader) override {
    if (node.kind == Node::Kind::map) return read_form(node, reader);
    const bool digits =
        node.kind == Node::Kind::scalar && node.scalar.find_first_of("0123456789") != std::string::npos;
    if (!digits) return reader.mismatch(node, allowed());
    Distribution d = with(Kind::constant);
    d.a = std::numeric_limits<double>::quiet_NaN();
    number(d.a, d, Rule::in_range)->read(node, reader);
    if (!std::isnan(d.a)) target_ = d;
  }

 private:
  static Json form(std::string_view name, Json value) {
    return {{"type", "object"},
            {"properties", {{name, std::move(value)}}},
            {"required", {name}},
            {"additionalProperties", false}};
  }

  /// The target without its present parameters.
  Distribution with(Kind kind) const {
    Distribution d(0, target_.lowest, target_.highest);
    d.columns = target_.columns;
    d.kind = kind;
    return d;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const Pair& p : pairs) names.emplace_back(p.name);
    names.push_back("bernoulli");
    if (target_.columns) names.push_back("column");
    return names;
  }

  void read_form(const Node& node, Reader& reader) {
    if (node.members.size() != 1)
      return reader.problem(node, fmt::format("found {} keys; must be {}", node.members.size(), allowed()));
    const auto& [name, origin, value] = node.members.front();
    if (const Pair* pair = pair_named(name)) {
      Parameters parameters(*pair, target_);
      reader.read_item(parameters, value, name);
    } else if (name == "bernoulli") {
      read_bernoulli(value, reader);
    } else if (name == "column" && target_.columns) {
      Distribution d = with(Kind::column);
      reader.read_item(*config::bind(d.column), value, name);
      if (!d.column.empty()) target_ = d;
      // TextValue reports what is not text; an empty name is ours to report.
      else if (value.kind == Node::Kind::scalar && value.scalar.empty())
        reader.problem(value, "the name of a column is empty");
    } else {
      unknown(name, origin, reader);
    }
  }

  void read_bernoulli(const Node& value, Reader& reader) {
    Distribution d = with(Kind::bernoulli);
    d.a = std::numeric_limits<double>::quiet_NaN();
    reader.read_item(*config::bind_real(d.a, 0, 1, false), value, "bernoulli");
    if (std::isnan(d.a)) return;
    if (d.lowest > 0 || d.highest < 1) {
      double x = 0;
      return reader.problem(value,
                            "bernoulli gives 0 or 1; must be " + number(x, d, Rule::in_range)->allowed());
    }
    target_ = d;
  }

  void unknown(const std::string& name, const config::Origin& origin, Reader& reader) const {
    const std::vector<std::string> known = names();
    const std::vector<std::string_view> views(known.begin(), known.end());
    std::string message = fmt::format("unknown distribution '{}'; must be {}", name, config::any_of(views));
    if (name == "column")
      message = "a column of the traits file serves traits of agents only; must be " + allowed();
    else if (const std::string near = config::nearest(name, known); !near.empty())
      message += fmt::format("; did you mean '{}'?", near);
    reader.problem(origin, std::move(message));
  }

  Distribution& target_;
};

class OptionalDistribution final : public config::OptionalBase {
 public:
  OptionalDistribution(std::optional<Distribution>& target, const Distribution& blank)
      : target_(target), blank_(blank) {}

 private:
  std::unique_ptr<Value> prototype() const override { return bind(blank_); }
  std::unique_ptr<Value> held() const override { return target_ ? bind(*target_) : nullptr; }
  void clear() override { target_.reset(); }
  std::unique_ptr<Value> fill() override { return bind(target_.emplace(blank_)); }

  std::optional<Distribution>& target_;
  mutable Distribution blank_;
};

}  // namespace

std::unique_ptr<Value> bind(Distribution& target) { return std::make_unique<DistributionValue>(target); }
std::unique_ptr<Value> bind_optional(std::optional<Distribution>& target, const Distribution& blank) {
  return std::make_unique<OptionalDistribution>(target, blank);
}

}  // namespace shoal
