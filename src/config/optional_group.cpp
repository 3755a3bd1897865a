#include "config/optional_group.hpp"

#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/keys.hpp"
#include "config/reader.hpp"

namespace shoal::config {

std::string OptionalGroupBase::allowed() const {
  return "a group of keys (" + key_names(*item()) + "), or null";
}

Json OptionalGroupBase::schema() const {
  return {{"anyOf", Json::array({object_schema(*item()), Json{{"type", "null"}}})}};
}

Json OptionalGroupBase::get(Form form) const {
  const std::unique_ptr<Section> section = held();
  return section ? values(*section, form) : Json();
}

void OptionalGroupBase::read(const Node& node, Reader& reader) {
  clear();
  if (node.kind == Node::Kind::null) return;
  if (node.kind != Node::Kind::map) return reader.mismatch(node, allowed());
  const std::unique_ptr<Section> section = fill();
  for (const Node::Member& member : node.members) {
    const Section::Entry* entry = section->find(member.key);
    if (!entry)
      reader.problem(member.key_origin, "unknown key '" + member.key + "'; " +
                                            unknown_key_hint(*section, reader.path(), member.key, nullptr));
    else if (entry->section)
      reader.read_item(*entry->section, member.value, member.key);
    else
      reader.read_item(*entry->value, member.value, member.key);
  }
}

}  // namespace shoal::config
