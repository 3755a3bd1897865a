#pragma once
// Bytes of a file, refused unless they can be text that yaml-cpp reads as it is written.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "config/source.hpp"

namespace shoal::config {

/// The content of a file of at most max_bytes. A problem is reported at `where`.
std::optional<std::string> read_bytes(const std::filesystem::path& file, const Origin& where,
                                      Problems& problems);

/// Whether `text` is UTF-8 without control characters; a byte order mark is cut off. yaml-cpp itself accepts
/// broken UTF-8, and takes U+0004 for the end of the file.
bool check_text(std::string_view& text, const Origin& document, Problems& problems);

}  // namespace shoal::config
