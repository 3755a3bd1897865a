#include "scenario/metric_selection.hpp"

#include <nlohmann/json.hpp>

#include "config/reader.hpp"

namespace shoal {
namespace {

class SelectionValue final : public config::Value {
 public:
  explicit SelectionValue(MetricSelection& target) : target_(target) {}
  std::string allowed() const override { return "default, all, a metric's name, or a list of these"; }
  config::Json schema() const override {
    const config::Json name{{"type", "string"}};
    return {{"anyOf", {name, {{"type", "array"}, {"items", name}, {"minItems", 1}}}}};
  }
  config::Json get(config::Form) const override {
    return target_.names.size() == 1 ? config::Json(target_.names.front()) : config::Json(target_.names);
  }
  void read(const config::Node& node, config::Reader& reader) override {
    const std::vector<config::Node> one{node};
    const auto& items = node.kind == config::Node::Kind::sequence ? node.items : one;
    if (items.empty()) return reader.problem(node, "is an empty list; allowed: " + allowed());
    target_.names.clear();
    for (const config::Node& item : items) {
      if (item.kind == config::Node::Kind::scalar)
        target_.names.push_back(item.scalar);
      else
        reader.problem(item, "is " + config::found(item) + "; allowed: " + allowed());
    }
  }

 private:
  MetricSelection& target_;
};

}  // namespace

std::unique_ptr<config::Value> bind(MetricSelection& target) {
  return std::make_unique<SelectionValue>(target);
}

}  // namespace shoal
