#include "config/map.hpp"

#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/keys.hpp"
#include "config/reader.hpp"

namespace shoal::config {

std::string MapBase::allowed() const {
  if (const std::unique_ptr<Value> value = value_prototype())
    return "keys of your choice with values, {KEY: value}; each value: " + value->allowed();
  return "keys of your choice, each with a group of keys (" + key_names(*item()) + ")";
}

Json MapBase::schema() const {
  const std::unique_ptr<Value> value = value_prototype();
  return {{"type", "object"}, {"additionalProperties", value ? value->schema() : object_schema(*item())}};
}

Json MapBase::get(Form form) const {
  Json object = Json::object();
  for (std::size_t i = 0; i < size(); ++i) {
    const std::unique_ptr<Value> value = value_at(i);
    object[key_at(i)] = value ? value->get(form) : values(*section_at(i), form);
  }
  return object;
}

void MapBase::read(const Node& node, Reader& reader) {
  if (node.kind != Node::Kind::map)
    return reader.mismatch(node, allowed(), node.kind == Node::Kind::null ? "write {} for none" : "");
  std::vector<std::string> keys;
  for (const Node::Member& member : node.members) keys.push_back(member.key);
  assign(std::move(keys));
  for (std::size_t i = 0; i < node.members.size(); ++i) {
    const Node::Member& member = node.members[i];
    if (member.key.empty()) {
      reader.problem(member.key_origin, "a key is empty");
    } else if (const std::unique_ptr<Value> value = value_at(i)) {
      reader.read_item(*value, member.value, member.key);
    } else {
      reader.read_item(*section_at(i), member.value, member.key);
    }
  }
}

}  // namespace shoal::config
