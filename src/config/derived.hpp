#pragma once
// What follows from the description of the keys: the resolved values, the JSON Schema, and texts for people.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "config/section.hpp"

namespace shoal::config {

/// The resolved values of a section, key by key, in the order of the description.
Json values(const Section& section, Form form);
/// The resolved values as YAML text.
std::string to_yaml(const Json& values);

/// The JSON Schema (draft-07) of a file that holds this section: types, ranges, defaults, descriptions;
/// unknown keys refused; `include` allowed.
Json schema(const Section& section);
/// The schema of a section inside another: without the header and without `include`.
Json object_schema(const Section& section);

/// `explain` without a key: the tree of keys with type and default, one line each.
std::string key_tree(const Section& root);
/// `explain KEY`: meaning, type, unit, default, equation, source. Steps through list items by any index or
/// none
/// ("market.products.price"). Empty if there is no such key; then `nearest_key` suggests one.
std::string explain(const Section& root, const std::string& key);
std::string nearest_key(const Section& root, const std::string& key);
/// Every key's dotted path, list items without index ("market.products.price").
std::vector<std::string> all_keys(const Section& root);
/// docs/reference.md: one table per section.
std::string reference_markdown(const Section& root);

}  // namespace shoal::config
