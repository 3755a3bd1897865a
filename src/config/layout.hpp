#pragma once
// Text laid out for people: columns and paragraphs of at most 100 characters.

#include <string>
#include <string_view>
#include <vector>

namespace shoal::config {

inline constexpr std::size_t page_width = 100;

/// Characters of UTF-8 text.
std::size_t width(std::string_view text);
/// `text` filled with spaces to `columns` characters.
std::string padded(std::string text, std::size_t columns);
/// Words (an operator or "1." stays with the word before it, as it would begin a list in Markdown) in lines
/// of at most page_width characters; lines after the first begin with `indent` spaces. `column` is where the
/// first line begins. Ends without a newline.
std::string wrapped(std::string_view text, std::size_t column, std::size_t indent);
/// `text` cut to `columns` characters, with "..." where something is missing.
std::string cut(std::string text, std::size_t columns);

}  // namespace shoal::config
