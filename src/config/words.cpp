// The wording that messages share.

#include <algorithm>
#include <cctype>

#include "config/reader.hpp"

namespace shoal::config {
namespace {

/// At most 40 bytes of a text on one line, cut between characters.
std::string excerpt(const std::string& text) {
  constexpr std::size_t limit = 40;
  std::string line;
  for (const char c : text) {
    if (line.size() >= limit && (static_cast<unsigned char>(c) & 0xC0) != 0x80) return line + "...";
    line += c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
  }
  return line;
}

std::string folded(std::string_view word) {
  std::string out;
  for (const char c : word)
    out += c == '-' || c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// Edits (insert, delete, replace, swap neighbours) from a to b: optimal string alignment.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string found(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: return "nothing";
    case Node::Kind::sequence: return node.items.empty() ? "an empty list" : "a list";
    case Node::Kind::map: return "a group of keys";
    case Node::Kind::scalar: break;
  }
  double x = 0;
  if (node.quoted) return "text '" + excerpt(node.scalar) + "' in quotes";
  if (parse_number(node.scalar, x)) return "the number " + excerpt(node.scalar);
  if (node.scalar == "true" || node.scalar == "false") return "the truth value " + node.scalar;
  return "text '" + excerpt(node.scalar) + "'";
}

std::string nearest(std::string_view word, const std::vector<std::string>& names) {
  if (word.size() > 200) return "";
  const std::string mine = folded(word);
  const std::size_t most = std::max(word.size() / 3, std::size_t{1});  // a third of the letters may be wrong
  std::size_t best = most + 1;
  std::string name;
  for (const std::string& candidate : names) {
    const std::string theirs = folded(candidate);
    std::size_t distance = edit_distance(mine, theirs);
    if (distance >= std::max(mine.size(), theirs.size())) continue;  // nothing in common
    if (mine.size() >= 3 && theirs.starts_with(mine)) distance = std::min(distance, most);
    if (distance < best) best = distance, name = candidate;
  }
  return name;
}

std::string any_of(std::span<const std::string_view> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

}  // namespace shoal::config
