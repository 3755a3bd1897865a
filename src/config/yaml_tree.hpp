#pragma once
// The only place that knows yaml-cpp: YAML text to Node.

#include <string_view>

#include "config/source.hpp"

namespace shoal::config {

/// Parses one document. `document` names the file and the folder; with `positions` off, nodes carry no line
/// (--set). Where nothing can be used, reports it and returns a null node.
Node parse_yaml(std::string_view text, const Origin& document, bool positions, Problems& problems);

}  // namespace shoal::config
