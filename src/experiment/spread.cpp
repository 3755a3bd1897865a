// Distributions of factors: reading, showing, quantiles.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "config/reader.hpp"
#include "experiment/factor.hpp"
#include "maths/elementary.hpp"

namespace shoal::experiment {
namespace {

using config::Json;
using config::Node;
using config::Reader;
using Kind = Spread::Kind;

constexpr std::array<std::string_view, 5> kind_names = {"uniform", "log_uniform", "normal", "integer",
                                                        "choice"};
constexpr std::string_view forms =
    "[A, B] or {uniform: [A, B]}, {log_uniform: [A, B]}, {normal: [MEAN, SD]}, {integer: [A, B]}, or "
    "{choice: [...]}";

std::string_view name_of(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

class SpreadValue final : public config::Value {
 public:
  explicit SpreadValue(Spread& target) : target_(target) {}
  std::string allowed() const override { return std::string(forms); }

  Json schema() const override {
    const Json number = {{"type", "number"}};
    const Json pair = {{"type", "array"}, {"items", number}, {"minItems", 2}, {"maxItems", 2}};
    Json any = Json::array({pair});
    for (const std::string_view name : kind_names) {
      const Json value = name == "choice" ? Json{{"type", "array"}, {"minItems", 1}} : pair;
      any.push_back({{"type", "object"},
                     {"properties", {{name, value}}},
                     {"required", {name}},
                     {"additionalProperties", false}});
    }
    return {{"anyOf", any}};
  }

  Json get(config::Form) const override {
    if (target_.kind != Kind::choice) return {{name_of(target_.kind), Json::array({target_.a, target_.b})}};
    Json list = Json::array();
    for (const config::Literal& choice : target_.choices) list.push_back(config::literal_json(choice.text));
    return {{"choice", list}};
  }

  void read(const Node& node, Reader& reader) override {
    if (node.kind == Node::Kind::sequence) return read_pair(Kind::uniform, "", node, reader);
    if (node.kind != Node::Kind::map) return reader.mismatch(node, forms);
    if (node.members.size() != 1)
      return reader.problem(node, fmt::format("found {} keys; must be {}", node.members.size(), forms));
    const auto& [name, origin, value] = node.members.front();
    const auto at = std::find(kind_names.begin(), kind_names.end(), name);
    if (at == kind_names.end()) {
      const std::string near = config::nearest(name, {kind_names.begin(), kind_names.end()});
      std::string hint = near.empty() ? "" : "; did you mean '" + near + "'?";
      if (name == "from" || name == "to") hint = "; levels are for factorial, zip and one_at_a_time";
      return reader.problem(origin,
                            fmt::format("unknown distribution '{}'; must be {}{}", name, forms, hint));
    }
    const auto kind = static_cast<Kind>(at - kind_names.begin());
    if (kind == Kind::choice)
      read_choices(value, reader);
    else
      read_pair(kind, name + ".", value, reader);
  }

 private:
  void read_choices(const Node& node, Reader& reader) {
    if (node.kind != Node::Kind::sequence || node.items.empty())
      return reader.mismatch(node, "a list of at least one value");
    Spread spread;
    spread.kind = Kind::choice;
    for (const Node& item : node.items) spread.choices.push_back({config::literal_text(item)});
    target_ = std::move(spread);
  }

  void read_pair(Kind kind, const std::string& step, const Node& node, Reader& reader) {
    const std::string what = kind == Kind::normal ? "[MEAN, SD]" : "[A, B]";
    if (node.kind != Node::Kind::sequence) return reader.mismatch(node, "a list of two numbers, " + what);
    if (node.items.size() != 2)
      return reader.problem(node, fmt::format("found a list of {}; must be two numbers, {}; a list of values "
                                              "is written {{choice: [...]}}",
                                              node.items.size(), what));
    constexpr double unread = std::numeric_limits<double>::quiet_NaN();
    Spread spread;
    spread.kind = kind;
    spread.a = spread.b = unread;
    read_number(spread.a, kind == Kind::log_uniform, kind, node.items[0], reader, step + "0");
    read_number(spread.b, kind == Kind::log_uniform || kind == Kind::normal, kind, node.items[1], reader,
                "1");
    if (std::isnan(spread.a) || std::isnan(spread.b)) return;
    if (kind != Kind::normal && !(spread.a < spread.b))
      return reader.problem(node, fmt::format("A = {} must be below B = {}", config::number_text(spread.a),
                                              config::number_text(spread.b)));
    if (kind == Kind::uniform && !std::isfinite(spread.b - spread.a))
      return reader.problem(node, "B - A is beyond the largest number");
    target_ = std::move(spread);
  }

  static void read_number(double& x, bool positive, Kind kind, const Node& node, Reader& reader,
                          const std::string& step) {
    if (kind != Kind::integer) {
      const double lowest = positive ? 0 : config::Real::lowest;
      return reader.read_item(*config::bind_real(x, lowest, config::Real::highest, positive), node, step);
    }
    constexpr std::int64_t most = std::int64_t{1} << 53;
    std::int64_t n = most + 1;
    reader.read_item(*config::bind_integer(n, -most, most), node, step);
    if (n <= most) x = static_cast<double>(n);
  }

  Spread& target_;
};

/// Which of n equal parts of [0, 1] holds u.
double part(double u, double n) { return std::min(std::floor(u * n), n - 1); }

}  // namespace

double Spread::quantile(double u) const {
  switch (kind) {
    case Kind::uniform: return std::clamp(a + u * (b - a), a, b);
    case Kind::log_uniform: {
      const double low = maths::log(a), high = maths::log(b);
      return u == 0 ? a : u == 1 ? b : std::clamp(maths::exp(low + u * (high - low)), a, b);
    }
    case Kind::normal: return a + b * maths::normal_quantile(u);
    case Kind::integer: return a + part(u, b - a + 1);
    case Kind::choice: return part(u, static_cast<double>(choices.size()));
  }
  return a;
}

std::string Spread::text(double u) const {
  const double x = quantile(u);
  return kind == Kind::choice ? choices[static_cast<std::size_t>(x)].text : config::number_text(x);
}

std::unique_ptr<config::Value> bind(Spread& target) { return std::make_unique<SpreadValue>(target); }

}  // namespace shoal::experiment
