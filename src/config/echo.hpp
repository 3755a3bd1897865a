#pragma once
// A value in one line of YAML.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "config/value.hpp"

namespace shoal::config {

/// "0.5", "[1, 2]", "{beta: [2, 2]}"; strings in quotes where they need them, numbers shortest.
std::string flow_text(const Json& value);
/// The current value of a key for tables and texts; of a list of groups only how many there are.
std::string default_text(const Value& value);

}  // namespace shoal::config
