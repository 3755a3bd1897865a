#include <nlohmann/json.hpp>

#include "config/derived.hpp"

namespace shoal::config {
namespace {

std::string description(const Section::Entry& entry) {
  std::string text = entry.help;
  if (!entry.notes.unit.empty()) text += " Unit: " + std::string(entry.notes.unit) + ".";
  if (!entry.notes.equation.empty()) text += " Equation: " + std::string(entry.notes.equation) + ".";
  if (!entry.notes.source.empty()) text += " Source: " + std::string(entry.notes.source) + ".";
  return text;
}

Json entry_schema(const Section::Entry& entry) {
  Json schema = {{"description", description(entry)}};
  schema.update(entry.section ? object_schema(*entry.section) : entry.value->schema());
  if (entry.value) schema["default"] = entry.value->get(Form::identity);
  return schema;
}

}  // namespace

Json object_schema(const Section& section) {
  Json schema = Json::object();
  if (!section.help().empty()) schema["description"] = section.help();
  schema["type"] = "object";
  schema["additionalProperties"] = false;
  schema["properties"] = Json::object();
  for (const Section::Entry& entry : section.entries())
    schema["properties"][entry.name] = entry_schema(entry);
  return schema;
}

Json schema(const Section& section) {
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", section.help()}};
  schema.update(object_schema(section));
  const Json file = {{"type", "string"}};
  schema["properties"]["include"] = {
      {"description", "Base files, relative to this file, which overrides them key by key."},
      {"anyOf", Json::array({file, Json{{"type", "array"}, {"items", file}}})}};
  return schema;
}

}  // namespace shoal::config
