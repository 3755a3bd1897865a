#pragma once
// Changing single keys of a source tree: what --set, the arms and the factors of experiments do.

#include <string_view>

#include "config/source.hpp"

namespace shoal::config {

/// The value that `text` writes in YAML (flow style). Its nodes stand at `origin`. Text that cannot be read
/// is a problem at `path`, and the value null.
Node value_from_text(std::string_view text, std::string_view path, const Origin& origin, Problems& problems);

/// Puts `value` at the dotted `path` of the tree, as apply_override does. A path that leads nowhere is a
/// problem at the value's origin, and the tree is left as it was.
void assign(Node& root, std::string_view path, Node value, Problems& problems);

}  // namespace shoal::config
