#include "config/containers.hpp"

#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/keys.hpp"
#include "config/reader.hpp"

namespace shoal::config {

std::string OptionalBase::allowed() const { return prototype()->allowed() + ", or null"; }

Json OptionalBase::schema() const {
  return {{"anyOf", Json::array({prototype()->schema(), Json{{"type", "null"}}})}};
}

Json OptionalBase::get(Form form) const {
  const std::unique_ptr<Value> value = held();
  return value ? value->get(form) : Json();
}

void OptionalBase::read(const Node& node, Reader& reader) {
  if (node.kind == Node::Kind::null)
    clear();
  else
    fill()->read(node, reader);
}

std::string ListBase::allowed() const {
  if (const std::unique_ptr<Value> value = value_prototype()) return "a list; each item: " + value->allowed();
  return "a list; each item: a group of keys (" + key_names(*item()) + ")";
}

Json ListBase::schema() const {
  const std::unique_ptr<Value> value = value_prototype();
  return {{"type", "array"}, {"items", value ? value->schema() : object_schema(*item())}};
}

Json ListBase::get(Form form) const {
  Json list = Json::array();
  for (std::size_t i = 0; i < size(); ++i) {
    const std::unique_ptr<Value> value = value_at(i);
    list.push_back(value ? value->get(form) : values(*section_at(i), form));
  }
  return list;
}

void ListBase::read(const Node& node, Reader& reader) {
  if (node.kind != Node::Kind::sequence) {
    const bool single = node.kind == Node::Kind::scalar || node.kind == Node::Kind::map;
    return reader.mismatch(node, allowed(), single ? "put '- ' before each item, or [ ] around them" : "");
  }
  resize(node.items.size());
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const std::string step = std::to_string(i);
    if (const std::unique_ptr<Value> value = value_at(i))
      reader.read_item(*value, node.items[i], step);
    else
      reader.read_item(*section_at(i), node.items[i], step);
  }
}

}  // namespace shoal::config
