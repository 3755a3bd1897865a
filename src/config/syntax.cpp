#include "config/syntax.hpp"

#include <array>
#include <utility>

namespace shoal::config {

std::size_t tab_in_indentation(std::string_view line) {
  const std::size_t tab = line.find('\t');
  return line.find_first_not_of(" \t") < tab ? line.npos : tab;
}

std::string syntax_message(const std::string& message, std::string_view line) {
  if (tab_in_indentation(line) != line.npos) return "a tab in the indentation; YAML is indented with spaces";
  // Beginnings of yaml-cpp's messages (exceptions.h), and ours.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 17> table = {{
      {"illegal map value",
       "a ':' cannot stand here; check the indentation, or quote text that has ': ' in it"},
      {"illegal map key", "a key cannot stand here; check the indentation"},
      {"illegal block entry", "a '- ' cannot stand here; list items stand in lines of their own"},
      {"end of map not found", "this line is not indented like the keys above it"},
      {"end of sequence not found", "this line is not indented like the list items above it"},
      {"end of map flow not found", "a '{' is not closed"},
      {"end of sequence flow not found", "a '[' is not closed"},
      {"illegal flow end", "a ']' or '}' closes nothing here"},
      {"unknown token", "this character cannot begin a value; put text in quotes"},
      {"illegal tab", "a tab in the indentation; YAML is indented with spaces"},
      {"the referenced anchor is not defined", "an alias (*name) without its anchor (&name) above it"},
      {"unknown escape character", "an unknown escape in double quotes; use single quotes for plain text"},
      {"bad character found while scanning hex", "a broken \\x or \\u escape in double quotes"},
      {"invalid unicode", "a \\u escape that is no character"},
      {"illegal EOF in scalar", "a quote is not closed"},
      {"illegal document indicator", "'---' or '...' inside quoted text"},
      {"bad file", "nested too deeply"},
  }};
  for (const auto& [theirs, ours] : table)
    if (message.starts_with(theirs)) return std::string(ours);
  return "is not YAML: " + message;
}

std::size_t quoted_length(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  std::size_t i = 0;
  while (i < text.size() && text[i] == '&') {
    i = text.find_first_of(blank, i);
    i = text.find_first_not_of(blank, i);
  }
  if (i >= text.size() || (text[i] != '\'' && text[i] != '"')) return 0;
  const char quote = text[i++];
  for (; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '"' || text.substr(i + 1, 1) != "'") return i + 1;
      ++i;  // '' is a quote inside single quotes
    }
  }
  return text.npos;
}

}  // namespace shoal::config
