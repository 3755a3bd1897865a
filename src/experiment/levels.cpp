// Levels of a factor: reading, showing.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/reader.hpp"
#include "experiment/decimal_range.hpp"
#include "experiment/factor.hpp"

namespace shoal::experiment {
namespace {

using config::Json;
using config::Node;
using config::Reader;

constexpr const char* forms_of_levels =
    "a list of values, {from: A, to: B, step: D} or {from: A, to: B, count: N}";

class LevelsValue final : public config::Value {
 public:
  explicit LevelsValue(Levels& target) : target_(target) {}
  std::string allowed() const override { return forms_of_levels; }
  Json schema() const override {
    const Json number = {{"type", "number"}};
    const Json range = {{"type", "object"},
                        {"properties",
                         {{"from", number},
                          {"to", number},
                          {"step", number},
                          {"count", {{"type", "integer"}, {"minimum", 2}}}}},
                        {"required", {"from", "to"}},
                        {"additionalProperties", false}};
    const Json one = {{"type", {"number", "string", "boolean"}}};
    return {{"anyOf", Json::array({{{"type", "array"}, {"minItems", 1}}, range, one})}};
  }
  Json get(config::Form) const override {
    if (target_.from.empty()) {
      Json list = Json::array();
      for (const std::string& value : target_.values) list.push_back(config::literal_json(value));
      return list;
    }
    Json range = {{"from", config::literal_json(target_.from)}, {"to", config::literal_json(target_.to)}};
    if (!target_.step.empty()) range["step"] = config::literal_json(target_.step);
    if (!target_.count.empty()) range["count"] = config::literal_json(target_.count);
    return range;
  }
  void read(const Node& node, Reader& reader) override {
    target_ = {};
    switch (node.kind) {
      case Node::Kind::null: return reader.mismatch(node, allowed());
      case Node::Kind::scalar: target_.values = {config::literal_text(node)}; return;
      case Node::Kind::map: return read_range(node, reader);
      case Node::Kind::sequence: break;
    }
    if (node.items.empty()) return reader.problem(node, "the list is empty; must have at least one value");
    for (const Node& item : node.items) target_.values.push_back(config::literal_text(item));
  }

 private:
  void read_range(const Node& node, Reader& reader) {
    static const std::vector<std::string> keys = {"from", "to", "step", "count"};
    Levels levels;
    std::string* targets[] = {&levels.from, &levels.to, &levels.step, &levels.count};
    bool sound = true;
    for (const Node::Member& member : node.members) {
      const auto key = std::find(keys.begin(), keys.end(), member.key);
      if (key == keys.end()) {
        const std::string near = config::nearest(member.key, keys);
        reader.problem(member.key_origin, fmt::format("unknown key '{}'; {}; must be {}", member.key,
                                                      near.empty() ? "known here: from, to, step, count"
                                                                   : "did you mean '" + near + "'?",
                                                      forms_of_levels));
        sound = false;
        continue;
      }
      double x = config::Real::lowest;
      std::int64_t n = 0;
      if (*key == "count")
        reader.read_item(*config::bind_integer(n, 2, most_values), member.value, *key), sound &= n != 0;
      else
        reader.read_item(*config::bind_real(x, config::Real::lowest, config::Real::highest, false),
                         member.value, *key),
            sound &= x != config::Real::lowest;
      *targets[key - keys.begin()] = *key == "count" ? std::to_string(n) : member.value.scalar;
    }
    if (!sound) return;
    if (levels.from.empty() || levels.to.empty() || levels.step.empty() == levels.count.empty())
      return reader.problem(node, fmt::format("must be {}", forms_of_levels));
    std::string why;
    levels.values = levels.count.empty() ? stepped(levels.from, levels.to, levels.step, why)
                                         : spaced(levels.from, levels.to, std::stoul(levels.count), why);
    if (levels.values.empty()) return reader.problem(node, why);
    target_ = std::move(levels);
  }

  Levels& target_;
};

}  // namespace

std::unique_ptr<config::Value> bind(Levels& target) { return std::make_unique<LevelsValue>(target); }

Levels parse_levels(const std::string& text, std::string& why) {
  Levels levels;
  why.clear();
  const std::size_t first = text.find(':'), second = text.find(':', first == text.npos ? first : first + 1);
  double x = 0;
  if (second != text.npos && config::parse_number(text.substr(0, first), x)) {
    levels.from = text.substr(0, first);
    levels.to = text.substr(first + 1, second - first - 1);
    levels.step = text.substr(second + 1);
    levels.values = stepped(levels.from, levels.to, levels.step, why);
    return levels;
  }
  config::Problems problems;
  const Node root = config::parse_source("values: [" + text + "]", "", ".", problems);
  const Node* list = root.find("values");
  if (!problems.empty() || !list || list->items.empty())
    return why = fmt::format("'{}' must be values as in 'a,b,c', or numbers as in 'from:to:step'", text),
           levels;
  for (const Node& item : list->items) levels.values.push_back(config::literal_text(item));
  return levels;
}

}  // namespace shoal::experiment
