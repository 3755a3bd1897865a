#include "config/literal.hpp"

#include <nlohmann/json.hpp>

#include "config/echo.hpp"
#include "config/reader.hpp"
#include "config/yaml_tree.hpp"

namespace shoal::config {

Json json_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: return {};
    case Node::Kind::sequence: {
      Json list = Json::array();
      for (const Node& item : node.items) list.push_back(json_of(item));
      return list;
    }
    case Node::Kind::map: {
      Json object = Json::object();
      for (const Node::Member& member : node.members) object[member.key] = json_of(member.value);
      return object;
    }
    case Node::Kind::scalar: break;
  }
  if (node.quoted) return node.scalar;
  if (node.scalar == "true" || node.scalar == "false") return node.scalar == "true";
  std::uint64_t natural = 0;
  std::int64_t whole = 0;
  double real = 0;
  if (parse_integer(node.scalar, natural)) return natural;
  if (parse_integer(node.scalar, whole)) return whole;
  if (parse_number(node.scalar, real)) return real;
  return node.scalar;
}

namespace {

class LiteralValue final : public Value {
 public:
  explicit LiteralValue(Literal& target) : target_(target) {}
  std::string allowed() const override { return "a value, as for --set"; }
  Json schema() const override { return Json::object(); }
  Json get(Form) const override { return literal_json(target_.text); }
  void read(const Node& node, Reader&) override { target_.text = literal_text(node); }

 private:
  Literal& target_;
};

}  // namespace

std::string literal_text(const Node& node) { return flow_text(json_of(node)); }

Json literal_json(const std::string& text) {
  Problems problems;  // none: the text is one of ours
  const Node list = parse_yaml("[" + text + "]", {}, false, problems);
  return list.items.empty() ? Json() : json_of(list.items.front());
}

std::unique_ptr<Value> bind(Literal& target) { return std::make_unique<LiteralValue>(target); }

}  // namespace shoal::config
