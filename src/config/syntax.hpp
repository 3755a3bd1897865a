#pragma once
// Syntax errors of yaml-cpp in words that tell a user what to do.

#include <string>
#include <string_view>

namespace shoal::config {

/// Place of a tab in the indentation of a line, or npos.
std::size_t tab_in_indentation(std::string_view line);

/// What to say for yaml-cpp's `message`, raised in the line `line` (its text).
std::string syntax_message(const std::string& message, std::string_view line);

/// Length of the quoted scalar that begins at `text` (after anchors): 0 where it is not quoted, npos where
/// the quote never closes, which yaml-cpp accepts.
std::size_t quoted_length(std::string_view text);

}  // namespace shoal::config
