#include "config/layout.hpp"

#include <algorithm>

namespace shoal::config {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

/// Whether Markdown takes a line that begins like this for a list, a heading or a quotation.
bool begins_block(std::string_view text) {
  const std::string_view word = text.substr(0, text.find(' '));
  if (word.empty()) return false;
  if (word.find_first_not_of("-+*#>=~|") == word.npos) return true;
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  return digits > 0 && digits + 1 == word.size() && (word.back() == '.' || word.back() == ')');
}

}  // namespace

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string padded(std::string text, std::size_t columns) {
  const std::size_t w = width(text);
  return w < columns ? text.append(columns - w, ' ') : text;
}

std::string wrapped(std::string_view text, std::size_t column, std::size_t indent) {
  std::string out;
  bool first = true;
  while (!text.empty()) {
    std::size_t end = std::min(text.find(' '), text.size());
    while (begins_block(text.substr(std::min(end + 1, text.size()))))
      end = std::min(text.find(' ', end + 1), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    if (!first && column + 1 + width(word) > page_width) {
      out.append("\n").append(indent, ' ');
      column = indent;
    } else if (!first) {
      out += ' ';
      ++column;
    }
    out += word;
    column += width(word);
    first = false;
  }
  return out;
}

std::string cut(std::string text, std::size_t columns) {
  if (width(text) <= columns) return text;
  std::size_t end = 0;
  for (std::size_t n = 0; end < text.size(); ++end)
    if (begins_character(text[end]) && n++ == columns - 3) break;
  return text.substr(0, end) + "...";
}

}  // namespace shoal::config
