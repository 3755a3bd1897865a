#include "scenario/name_list.hpp"

#include <nlohmann/json.hpp>

#include "config/reader.hpp"

namespace shoal {
namespace {

class NameListValue final : public config::Value {
 public:
  NameListValue(std::vector<std::string>& names, std::string allowed, bool may_be_empty)
      : names_(names), allowed_(std::move(allowed)), may_be_empty_(may_be_empty) {}
  std::string allowed() const override { return allowed_; }
  config::Json schema() const override {
    const config::Json name{{"type", "string"}};
    config::Json list{{"type", "array"}, {"items", name}};
    if (!may_be_empty_) list["minItems"] = 1;
    return {{"anyOf", {name, list}}};
  }
  config::Json get(config::Form) const override {
    return names_.size() == 1 ? config::Json(names_.front()) : config::Json(names_);
  }
  void read(const config::Node& node, config::Reader& reader) override {
    const std::vector<config::Node> one{node};
    const auto& items = node.kind == config::Node::Kind::sequence ? node.items : one;
    if (items.empty() && !may_be_empty_)
      return reader.problem(node, "is an empty list; allowed: " + allowed());
    names_.clear();
    for (const config::Node& item : items) {
      if (item.kind == config::Node::Kind::scalar)
        names_.push_back(item.scalar);
      else
        reader.problem(item, "is " + config::found(item) + "; allowed: " + allowed());
    }
  }

 private:
  std::vector<std::string>& names_;
  std::string allowed_;
  bool may_be_empty_;
};

}  // namespace

std::unique_ptr<config::Value> bind(MetricSelection& target) {
  return std::make_unique<NameListValue>(target.names, "default, all, a metric's name, or a list of these",
                                         false);
}

std::unique_ptr<config::Value> bind(ColumnSelection& target) {
  return std::make_unique<NameListValue>(target.names, "all, a column's name, or a list of names", false);
}

std::unique_ptr<config::Value> bind(PresetSelection& target) {
  return std::make_unique<NameListValue>(target.names, "a preset's name or a list of names", true);
}

}  // namespace shoal
