// docs/reference.md: reads well as plain text and as rendered Markdown.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/echo.hpp"
#include "config/keys.hpp"
#include "config/layout.hpp"

namespace shoal::config {
namespace {

using Row = std::vector<std::string>;

std::string cell(std::string text) {
  for (std::size_t i = 0; (i = text.find('|', i)) != text.npos; i += 2) text.insert(i, "\\");
  return text;
}

std::string table(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths(rows.front().size(), 3);
  for (const Row& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  std::string text;
  const auto add = [&](const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) text += "| " + padded(row[i], widths[i]) + " ";
    text += "|\n";
  };
  add(rows.front());
  Row rule;
  for (const std::size_t w : widths) rule.push_back(std::string(w, '-'));
  add(rule);
  std::for_each(rows.begin() + 1, rows.end(), add);
  return text;
}

/// One key's meaning, and what its row in the table has no room for.
std::string meaning(const Section::Entry& entry, bool long_type) {
  std::string text = "`" + entry.name + "`: " + entry.help;
  if (long_type) text += " Allowed: " + entry.value->allowed() + ".";
  if (!entry.notes.equation.empty()) text += " Equation: `" + std::string(entry.notes.equation) + "`.";
  if (!entry.notes.source.empty()) text += " Source: " + std::string(entry.notes.source) + ".";
  return "- " + wrapped(text, 2, 2) + "\n";
}

void keys_of(const Section& section, const std::string& prefix, std::string& out) {
  constexpr std::size_t type_width = 40, default_width = 24;
  std::vector<Row> rows = {{"key", "values", "default", "unit"}};
  std::string meanings;
  for (const Section::Entry& entry : section.entries()) {
    if (!entry.value) continue;
    const std::string type = entry.value->item() ? "a list of groups of keys" : entry.value->allowed();
    const bool long_type = width(type) > type_width;
    rows.push_back({"`" + entry.name + "`", long_type ? "see below" : cell(type),
                    cell(cut(default_text(*entry.value), default_width)), std::string(entry.notes.unit)});
    meanings += meaning(entry, long_type);
  }
  if (rows.size() > 1) out += table(rows) + "\n" + meanings + "\n";
  for (const Section::Entry& entry : section.entries()) {
    const std::unique_ptr<Section> item = entry.value ? entry.value->item() : nullptr;
    const Section* below = entry.section ? entry.section.get() : item.get();
    if (!below) continue;
    const std::string path = prefix.empty() ? entry.name : prefix + "." + entry.name;
    out += "## " + path + (item ? " (each item)" : "") + "\n\n" + wrapped(entry.help, 0, 0) + "\n\n";
    keys_of(*below, path, out);
  }
}

}  // namespace

std::string reference_markdown(const Section& root) {
  std::string text = "# Keys of a scenario file\n\n";
  if (!root.help().empty()) text += wrapped(root.help(), 0, 0) + "\n\n";
  text += wrapped(
              "`include: FILE`, or a list of files, at the top of a file names base files, which the file "
              "overrides key by key; lists are replaced as a whole. `--set key.path=value` overrides a "
              "single key; "
              "an item of a list is addressed by its position from 0 or by its `name`.",
              0, 0) +
          "\n\n";
  keys_of(root, "", text);
  text.pop_back();  // one newline at the end
  return text;
}

}  // namespace shoal::config
