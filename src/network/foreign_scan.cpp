#include "network/foreign_scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <unordered_map>

#include "network/agent_ids.hpp"

namespace shoal::network {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// A text with a position that counts lines as it moves on.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;
  std::uint64_t line = 1;

  bool done() const { return at >= text.size(); }
  bool starts_with(std::string_view what) const { return text.substr(at).starts_with(what); }
  void skip_to(std::size_t to) {
    to = std::min(to, text.size());
    line += static_cast<std::uint64_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                  text.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    at = to;
  }
  /// Behind the next `what`, or to the end.
  void skip_past(std::string_view what) {
    const auto found = text.find(what, at);
    skip_to(found == text.npos ? found : found + what.size());
  }
};

/// The value of an attribute of an XML tag; nothing if it has none.
std::optional<std::string_view> xml_attribute(std::string_view tag, std::string_view name) {
  std::size_t at = 0;
  while (at < tag.size()) {
    while (at < tag.size() && !is_blank(tag[at])) ++at;  // the tag's name, or a value
    while (at < tag.size() && is_blank(tag[at])) ++at;
    const auto equals = tag.find('=', at);
    if (equals == tag.npos) return {};
    auto key = tag.substr(at, equals - at);
    while (!key.empty() && is_blank(key.back())) key.remove_suffix(1);
    const auto open = tag.find_first_of("\"'", equals);
    if (open == tag.npos) return {};
    const auto close = tag.find(tag[open], open + 1);
    if (close == tag.npos) return {};
    if (key == name) return tag.substr(open + 1, close - open - 1);
    at = close + 1;
    if (at < tag.size() && !is_blank(tag[at])) return {};
  }
  return {};
}

/// The position behind the tag that starts at `at`; '>' may stand in quoted values.
std::size_t end_of_tag(std::string_view text, std::size_t at) {
  char quote = 0;
  for (; at < text.size(); ++at) {
    if (quote) {
      if (text[at] == quote) quote = 0;
    } else if (text[at] == '"' || text[at] == '\'') {
      quote = text[at];
    } else if (text[at] == '>') {
      return at + 1;
    }
  }
  return text.size();
}

bool is_tag(std::string_view tag, std::string_view name) {
  return tag.starts_with(name) && tag.size() > name.size() &&
         (is_blank(tag[name.size()]) || tag[name.size()] == '>' || tag[name.size()] == '/');
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

TieLines scan_graphml(std::string_view text, DataProblems& problems) {
  struct End {
    std::string_view node;
    const char* role;
    std::uint64_t line;
  };
  std::unordered_map<std::string_view, std::uint64_t> declared;  // node -> line
  std::vector<End> ends;
  TieLines lines;
  bool directed = false;
  int graphs = 0;

  Cursor cursor{text};
  while (!cursor.done()) {
    cursor.skip_to(text.find('<', cursor.at));
    if (cursor.done()) break;
    if (cursor.starts_with("<!--")) {
      cursor.skip_past("-->");
      continue;
    }
    if (cursor.starts_with("<![CDATA[")) {
      cursor.skip_past("]]>");
      continue;
    }
    const auto line = cursor.line;
    const auto end = end_of_tag(text, cursor.at);
    const auto tag = text.substr(cursor.at + 1, end - cursor.at - 1);
    cursor.skip_to(end);
    if (is_tag(tag, "graph")) {
      if (++graphs == 2)
        problems.add(line, 1, "a second <graph>, or one inside another; one graph per file is expected");
      directed = xml_attribute(tag, "edgedefault").value_or("undirected") == "directed";
    } else if (is_tag(tag, "hyperedge")) {
      problems.add(line, 1, "a <hyperedge>; only ties between two nodes are expected");
    } else if (is_tag(tag, "node")) {
      const auto id = xml_attribute(tag, "id");
      if (!id) continue;
      const auto [known, is_new] = declared.emplace(*id, line);
      if (!is_new)
        problems.add(line, 1, fmt::format("node '{}' again, first in line {}", *id, known->second));
    } else if (is_tag(tag, "edge")) {
      lines.push_back(line);
      if (const auto own = xml_attribute(tag, "directed"); own && (*own == "true") != directed)
        problems.add(
            line, 1,
            std::string(directed ? "an undirected edge in a directed" : "a directed edge in an undirected") +
                " graph; all ties are directed or none is");
      for (const char* role : {"source", "target"})
        if (const auto id = xml_attribute(tag, role)) ends.push_back({*id, role, line});
    }
  }
  for (const auto& [node, role, line] : ends)
    if (!declared.contains(node))
      problems.add(line, 1, fmt::format("{} '{}' is not a <node> of this file", role, node));
  return lines;
}

TieLines scan_gml(std::string_view text) {
  TieLines lines;
  bool edge = false;  // the last word was `edge`
  std::uint64_t line = 1;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') ++line;
    if (is_blank(c)) continue;
    if (c == '"') {
      const auto close = std::min(text.find('"', at + 1), text.size());
      line += static_cast<std::uint64_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                    text.begin() + static_cast<std::ptrdiff_t>(close), '\n'));
      at = close;
      edge = false;
    } else if (c == '#' && (at == 0 || text[at - 1] == '\n')) {
      at = std::min(text.find('\n', at), text.size()) - 1;
    } else if (c == '[') {
      if (edge) lines.push_back(line);
      edge = false;
    } else if (c == ']') {
      edge = false;
    } else {
      const auto stop = std::min(text.find_first_of(" \t\r\n[]\"", at), text.size());
      edge = equal_ignoring_case(text.substr(at, stop - at), "edge");
      at = stop - 1;
    }
  }
  return lines;
}

TieLines scan_pajek(std::string_view text, DataProblems& problems) {
  enum class Part { other, vertices, arcs, edges, lists } part = Part::other;
  TieLines lines;
  std::uint64_t vertices = 0, first_arc = 0, first_edge = 0;
  bool mixed = false, has_lists = false;
  Cursor cursor{text};
  while (!cursor.done()) {
    const auto number = cursor.line;
    const auto end = std::min(text.find('\n', cursor.at), text.size());
    auto line = text.substr(cursor.at, end - cursor.at);
    cursor.skip_to(end + 1);
    const auto start = line.find_first_not_of(" \t\r");
    if (start == line.npos || line[start] == '%') continue;
    line.remove_prefix(start);
    const auto word = [&line] {
      const auto stop = std::min(line.find_first_of(" \t\r"), line.size());
      const auto result = line.substr(0, stop);
      line.remove_prefix(std::min(line.find_first_not_of(" \t\r", stop), line.size()));
      return result;
    };
    if (line[0] == '*') {
      const auto keyword = word();
      part = equal_ignoring_case(keyword, "*vertices") ? Part::vertices
             : equal_ignoring_case(keyword, "*arcs")   ? Part::arcs
             : equal_ignoring_case(keyword, "*edges")  ? Part::edges
             : equal_ignoring_case(keyword, "*arcslist") || equal_ignoring_case(keyword, "*edgeslist")
                 ? Part::lists
                 : Part::other;
      if (part == Part::vertices && parse_whole(word(), vertices) && vertices > 100'000'000 &&
          vertices > text.size())
        problems.add(number, 1, fmt::format("*Vertices {} in a file of {} bytes", vertices, text.size()));
      has_lists = has_lists || part == Part::lists;
      continue;
    }
    if (part != Part::arcs && part != Part::edges) continue;
    lines.push_back(number);
    auto& first = part == Part::arcs ? first_arc : first_edge;
    if (first == 0) first = number;
    if (first_arc && first_edge && !mixed) {
      mixed = true;
      problems.add(
          number, 1,
          fmt::format("*Arcs (line {}) and *Edges (line {}) in one file; all ties are directed or none is",
                      first_arc, first_edge));
    }
    for (int i = 0; i < 2; ++i) {
      const auto text_of_vertex = word();
      std::uint64_t vertex = 0;
      if (parse_whole(text_of_vertex, vertex) && (vertex < 1 || vertex > vertices))
        problems.add(number, 1,
                     fmt::format("vertex {}; the file declares 1 to {}", text_of_vertex, vertices));
    }
  }
  if (has_lists) lines.clear();
  return lines;
}

}  // namespace shoal::network
