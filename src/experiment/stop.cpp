#include "experiment/stop.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/reader.hpp"

namespace shoal::experiment {

class ConditionParser {
 public:
  explicit ConditionParser(std::string_view text) : text_(text) {}

  Condition parse() {
    condition_.text_ = text_;
    alternatives(0);
    if (!rest().empty()) fail("found '" + std::string(word()) + "'; allowed: and, or, the end");
    return std::move(condition_);
  }

 private:
  using Step = Condition::Step;
  using Relation = Condition::Relation;

  [[noreturn]] void fail(std::string message) const { throw ConditionError{at_ + 1, std::move(message)}; }

  std::string_view rest() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return text_.substr(at_);
  }
  /// The next run of characters of a name or number, or one other character.
  std::string_view word() {
    const std::string_view ahead = rest();
    const auto end = std::ranges::find_if_not(ahead, is_name_character);
    const auto length = static_cast<std::size_t>(end - ahead.begin());
    return ahead.substr(0, std::max<std::size_t>(length, ahead.empty() ? 0 : 1));
  }
  static bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_.+-").find(c) != std::string_view::npos;
  }
  bool take(std::string_view expected) {
    if (word() != expected) return false;
    at_ += expected.size();
    return true;
  }

  void alternatives(int depth) {
    conjunction(depth);
    while (take("or")) {
      conjunction(depth);
      condition_.steps_.push_back({.kind = Step::Kind::any});
    }
  }
  void conjunction(int depth) {
    comparison(depth);
    while (take("and")) {
      comparison(depth);
      condition_.steps_.push_back({.kind = Step::Kind::all});
    }
  }
  void comparison(int depth) {
    if (depth > 50) fail("brackets are nested too deeply");
    if (take("(")) {
      alternatives(depth + 1);
      if (!take(")")) fail("a bracket is not closed; allowed: ), and, or");
      return;
    }
    const std::string name(word());
    if (name.empty() || !is_name_character(name.front()))
      fail((name.empty() ? "ends" : "found '" + name + "'") +
           std::string(" where a comparison should stand, such as \"members <= 0\""));
    at_ += name.size();
    Step step{.name = name_index(name), .relation = relation()};
    const std::string_view number = word();
    if (!config::parse_number(number, step.number))
      fail((number.empty() ? "ends" : "found '" + std::string(number) + "'") +
           std::string(" where a number should stand"));
    at_ += number.size();
    condition_.steps_.push_back(step);
  }
  Relation relation() {
    static constexpr std::pair<std::string_view, Relation> all[] = {
        {"<=", Relation::less_equal}, {">=", Relation::greater_equal}, {"==", Relation::equal},
        {"!=", Relation::not_equal},  {"<", Relation::less},           {">", Relation::greater}};
    const std::string_view ahead = rest();
    for (const auto& [sign, relation] : all)
      if (ahead.starts_with(sign)) {
        at_ += sign.size();
        return relation;
      }
    fail((ahead.empty() ? "ends" : "found '" + std::string(word()) + "'") +
         std::string("; allowed after a name: <, <=, >, >=, ==, !="));
  }
  std::size_t name_index(const std::string& name) {
    auto& names = condition_.names_;
    const auto found = std::ranges::find(names, name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    return names.size() - 1;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Condition condition_;
};

Condition parse_condition(std::string_view text) { return ConditionParser(text).parse(); }

namespace {

bool compare(double value, Condition::Relation relation, double number) {
  switch (relation) {
    case Condition::Relation::less: return value < number;
    case Condition::Relation::less_equal: return value <= number;
    case Condition::Relation::greater: return value > number;
    case Condition::Relation::greater_equal: return value >= number;
    case Condition::Relation::equal: return value == number;
    case Condition::Relation::not_equal: return value < number || value > number;
  }
  return false;
}

class ConditionValue final : public config::Value {
 public:
  explicit ConditionValue(Condition& target) : target_(target) {}
  std::string allowed() const override {
    return "a condition on metrics, \"members <= 0 or tick > 50\"; empty: none";
  }
  config::Json schema() const override { return {{"type", "string"}}; }
  config::Json get(config::Form) const override { return target_.text(); }
  void read(const config::Node& node, config::Reader& reader) override {
    if (node.kind != config::Node::Kind::scalar) return reader.mismatch(node, allowed());
    target_ = {};
    if (node.scalar.empty()) return;
    try {
      target_ = parse_condition(node.scalar);
    } catch (const ConditionError& error) {
      config::Origin where = node.origin;
      if (where.line > 0) where.column += static_cast<int>(error.column) - (node.quoted ? 0 : 1);
      reader.problem(where, error.message);
    }
  }

 private:
  Condition& target_;
};

}  // namespace

bool Condition::holds(const std::vector<double>& values) const {
  std::vector<bool> stack;
  for (const Step& step : steps_) {
    if (step.kind == Step::Kind::compare) {
      stack.push_back(compare(values[step.name], step.relation, step.number));
      continue;
    }
    const bool right = stack.back();
    stack.pop_back();
    stack.back() = step.kind == Step::Kind::all ? stack.back() && right : stack.back() || right;
  }
  return !stack.empty() && stack.back();
}

std::unique_ptr<config::Value> bind(Condition& target) { return std::make_unique<ConditionValue>(target); }

}  // namespace shoal::experiment
