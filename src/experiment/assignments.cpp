#include "experiment/assignments.hpp"

#include <nlohmann/json.hpp>

#include "config/assign.hpp"
#include "config/literal.hpp"
#include "config/reader.hpp"

namespace shoal::experiment {
namespace {

using config::Json;
using config::Node;

class AssignmentsValue final : public config::Value {
 public:
  explicit AssignmentsValue(Assignments& target) : target_(target) {}
  std::string allowed() const override { return "a group of scenario keys with values, {time.ticks: 300}"; }
  Json schema() const override { return {{"type", "object"}}; }
  Json get(config::Form) const override {
    Json map = Json::object();
    for (const auto& item : target_.items) map[item.key] = config::json_of(item.value);
    return map;
  }
  void read(const Node& node, config::Reader& reader) override {
    if (node.kind != Node::Kind::map) return reader.mismatch(node, allowed());
    target_.items.clear();
    for (const Node::Member& member : node.members) flatten(member.key, member.value);
  }

 private:
  /// {time: {ticks: 3}} is {time.ticks: 3}: groups of keys are laid on the scenario's, not put in their
  /// place.
  void flatten(const std::string& key, const Node& value) {
    if (value.kind != Node::Kind::map || value.members.empty()) return target_.items.push_back({key, value});
    for (const Node::Member& member : value.members) flatten(key + "." + member.key, member.value);
  }
  Assignments& target_;
};

class ArmsValue final : public config::Value {
 public:
  explicit ArmsValue(Arms& target) : target_(target) {}
  std::string allowed() const override { return "named groups of scenario keys, {treated: {KEY: VALUE}}"; }
  Json schema() const override {
    return {{"type", "object"}, {"additionalProperties", {{"type", {"object", "null"}}}}};
  }
  Json get(config::Form form) const override {
    Json map = Json::object();
    for (const Arm& arm : target_.items) {
      Arm copy = arm;
      map[arm.name] = bind(copy.set)->get(form);
    }
    return map;
  }
  void read(const Node& node, config::Reader& reader) override {
    if (node.kind != Node::Kind::map) return reader.mismatch(node, allowed());
    target_.items.assign(node.members.size(), {});
    for (std::size_t i = 0; i < node.members.size(); ++i) {
      Arm& arm = target_.items[i];
      arm.name = node.members[i].key;
      if (arm.name.empty()) reader.problem(node.members[i].key_origin, "an arm needs a name");
      if (node.members[i].value.kind != Node::Kind::null)
        reader.read_item(*bind(arm.set), node.members[i].value, arm.name);
    }
  }

 private:
  Arms& target_;
};

class SourceValue final : public config::Value {
 public:
  explicit SourceValue(ScenarioSource& target) : target_(target) {}
  std::string allowed() const override { return "a scenario file, or the keys of a scenario"; }
  Json schema() const override { return {{"type", {"string", "object"}}}; }
  Json get(config::Form form) const override {
    if (target_.keys.kind == Node::Kind::map) return config::json_of(target_.keys);
    return form == config::Form::rerun ? target_.file.resolved.string() : target_.file.written;
  }
  void read(const Node& node, config::Reader& reader) override {
    target_ = {};
    if (node.kind == Node::Kind::map)
      target_.keys = node;
    else if (node.kind == Node::Kind::scalar && !node.scalar.empty())
      config::bind(target_.file)->read(node, reader);
    else
      reader.mismatch(node, allowed());
  }

 private:
  ScenarioSource& target_;
};

}  // namespace

std::unique_ptr<config::Value> bind(Assignments& target) {
  return std::make_unique<AssignmentsValue>(target);
}
std::unique_ptr<config::Value> bind(Arms& target) { return std::make_unique<ArmsValue>(target); }
std::unique_ptr<config::Value> bind(ScenarioSource& target) { return std::make_unique<SourceValue>(target); }

void apply(const Assignments& assignments, config::Node& root, config::Problems& problems) {
  for (const auto& [key, value] : assignments.items) config::assign(root, key, value, problems);
}

}  // namespace shoal::experiment
