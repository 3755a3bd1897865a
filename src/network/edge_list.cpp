#include "network/edge_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <unordered_set>

#include "network/rows.hpp"
#include "network/text_lines.hpp"

namespace shoal::network {

namespace {

constexpr std::string_view isolates_key = "isolates:";

/// Column names of the one who observes and the one who is observed.
constexpr std::array<std::pair<std::string_view, std::string_view>, 16> header_pairs = {{
    {"observer", "observed"},
    {"source", "target"},
    {"from", "to"},
    {"u", "v"},
    {"i", "j"},
    {"node1", "node2"},
    {"id1", "id2"},
    {"id_1", "id_2"},
    {"node_1", "node_2"},
    {"src", "dst"},
    {"ego", "alter"},
    {"follower", "followee"},
    {"sender", "receiver"},
    {"fromnodeid", "tonodeid"},
    {"user1", "user2"},
    {"agent1", "agent2"},
}};
constexpr std::array<std::string_view, 5> header_weights = {"weight", "w", "value", "strength", "weights"};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

enum class Header { none, forward, backward };
Header header_kind(std::string_view first, std::string_view second) {
  for (const auto& [observer, observed] : header_pairs) {
    if (first == observer && second == observed) return Header::forward;
    if (first == observed && second == observer) return Header::backward;
  }
  return Header::none;
}

class EdgeListReader {
 public:
  EdgeListReader(const std::filesystem::path& file, bool directed, LoopPolicy self_loops,
                 DataProblems& problems)
      : lines_(file, problems), rows_(problems), problems_(problems), self_loops_(self_loops) {
    read_.directed = directed;
  }

  ReadTies read(std::uint64_t most_bytes) {
    std::string_view line;
    while (lines_.next(line)) {
      if (read_.bytes >= most_bytes) {
        read_.whole = false;
        break;
      }
      read_.bytes += line.size() + 1;
      if (read_plain_row(line) || Rows::is_blank(line)) continue;
      if (const auto comment = Rows::comment(line); comment.data())
        read_comment(comment);
      else
        read_row(line);
    }
    finish();
    return std::move(read_);
  }

 private:
  /// The common case without detours: two whole numbers, and a weight if there are weights, separated as in
  /// the first row. False, and nothing done, if the line is not just that.
  bool read_plain_row(std::string_view line) {
    if (!first_row_) return false;
    const char* at = line.data();
    const char* const end = at + line.size();
    const auto whole = [&](std::uint64_t& number) {
      const char* const start = at;
      number = 0;
      while (at != end && static_cast<unsigned>(*at) - '0' <= 9)
        number = 10 * number + static_cast<unsigned>(*at++ - '0');
      return at != start && at - start <= 18 && (*start != '0' || at - start == 1);
    };
    const auto gap = [&] {
      if (rows_.separator() != ' ') return at != end && *at++ == rows_.separator();
      const char* const start = at;
      while (at != end && (*at == ' ' || *at == '\t')) ++at;
      return at != start;
    };
    std::uint64_t observer = 0, observed = 0;
    float weight = 1;
    if (!whole(observer) || !gap() || !whole(observed)) return false;
    if (read_.weighted) {
      if (!gap() || !parse_weight({at, static_cast<std::size_t>(end - at)}, weight)) return false;
    } else if (at != end) {
      return false;
    }
    const auto entry = read_.ids.entry(observer);
    push(entry, read_.ids.entry(observed), weight);
    return true;
  }

  void read_comment(std::string_view comment) {
    const auto start = comment.find_first_not_of(" \t");
    if (start == comment.npos || !comment.substr(start).starts_with(isolates_key)) return;
    Rows rows(problems_);  // may be separated in another way than the ties
    for (const auto& field : rows.split(comment.substr(start + isolates_key.size()), lines_.number()))
      read_.ids.entry(field.text);
  }

  void read_row(std::string_view line) {
    const auto& fields = rows_.split(line, lines_.number());
    if (fields.empty()) return;
    if (fields.size() < 2 || fields.size() > 3) {
      const auto n = fields.size();
      problem(column_of(line, fields[std::min<std::size_t>(n, 4) - 1].offset),
              fmt::format("{} {}; a tie has 2 (observer observed) or 3 (observer observed weight)", n,
                          n == 1 ? "field" : "fields"));
      return;
    }
    const bool first = !first_row_ && !header_line_;
    if (first && take_header(fields)) return;
    if (!first_row_) {
      first_row_ = lines_.number();
      read_.weighted = fields.size() == 3;
      if (header_line_ && header_fields_ != fields.size())
        problem(1, fmt::format("{} fields, but the header (line {}) names {}", fields.size(), header_line_,
                               header_fields_));
    }
    if (fields.size() != (read_.weighted ? 3u : 2u)) {
      problem(1,
              fmt::format("{} weight, but the first tie (line {}) has {}; all ties have a weight or none has",
                          read_.weighted ? "no" : "a", first_row_, read_.weighted ? "one" : "none"));
      return;
    }
    float weight = 1;
    if (read_.weighted && !parse_weight(fields[2].text, weight)) {
      problem(column_of(line, fields[2].offset),
              fmt::format("weight '{}'; a number > 0 is expected (from 1.2e-38 to 3.4e38)", fields[2].text));
      return;
    }
    const auto observer = read_.ids.entry(fields[0].text);
    push(observer, read_.ids.entry(fields[1].text), weight);
  }

  /// Whether the first row names the columns. Without a weight it may still turn out to be a tie.
  bool take_header(const std::vector<Field>& fields) {
    const auto names = std::pair(lower(fields[0].text), lower(fields[1].text));
    const auto kind = header_kind(names.first, names.second);
    if (kind == Header::none) return false;
    if (fields.size() == 3 &&
        std::ranges::find(header_weights, lower(fields[2].text)) == header_weights.end())
      return false;
    if (kind == Header::backward && read_.directed)
      problem(1, fmt::format(
                     "columns '{}', '{}'; the observer comes first in a directed network: swap the columns",
                     fields[0].text, fields[1].text));
    header_line_ = lines_.number();
    header_ = {std::string(fields[0].text), std::string(fields[1].text)};
    header_fields_ = fields.size();
    return true;
  }

  void push(AgentIndex observer, AgentIndex observed, float weight) {
    if (row_ == ~std::uint32_t{0}) throw std::length_error("more than 2^32 - 1 ties");
    add_tie(read_, {observer, observed, weight, row_++}, lines_.number(), self_loops_, problems_);
  }

  void problem(std::size_t column, std::string message) {
    problems_.add(lines_.number(), column, std::move(message));
  }

  void finish() {
    // Two agents may be called 'u' and 'v', and their tie come first.
    if (header_line_ && header_fields_ == 2 && !read_.weighted &&
        (read_.ids.find(header_[0]) != AgentIds::none || read_.ids.find(header_[1]) != AgentIds::none)) {
      const auto observer = read_.ids.entry(header_[0]);
      add_tie(read_, {observer, read_.ids.entry(header_[1]), 1, row_}, header_line_, self_loops_, problems_);
    }
    if (read_.ids.size() == 0 && problems_.empty())
      problems_.add(lines_.number() == 0
                        ? "the file is empty; one tie per line is expected: observer observed [weight]"
                        : "the file has no ties; one per line is expected: observer observed [weight]");
  }

  TextLines lines_;
  Rows rows_;
  DataProblems& problems_;
  LoopPolicy self_loops_;
  ReadTies read_;
  std::uint32_t row_ = 0;
  std::uint64_t first_row_ = 0;  ///< its line
  std::uint64_t header_line_ = 0;
  std::array<std::string, 2> header_;
  std::size_t header_fields_ = 0;
};

}  // namespace

ReadTies read_edge_list(const std::filesystem::path& file, bool directed, LoopPolicy self_loops,
                        DataProblems& problems, std::uint64_t most_bytes) {
  return EdgeListReader(file, directed, self_loops, problems).read(most_bytes);
}

void write_edge_list(const Draft& draft, std::string_view title,
                     const std::function<void(std::string_view)>& write) {
  const auto name = [&](AgentIndex i) {
    return draft.labels.empty() ? std::to_string(i) : quoted_if_needed(draft.labels[i]);
  };
  const bool weighted = !draft.weights.empty();
  std::string text =
      fmt::format("# {}\n# {} agents, {} {} ties. A row: {}{}.\n", title, draft.agents, draft.ties.size(),
                  draft.directed ? "directed" : "undirected",
                  draft.directed ? "observer, observed" : "agent, agent", weighted ? ", weight" : "");

  std::vector<bool> tied(draft.agents);
  for (const auto& tie : draft.ties) tied[tie.observer] = tied[tie.observed] = true;
  int in_line = 0;
  for (AgentIndex i = 0; i < draft.agents; ++i) {
    if (tied[i]) continue;
    text += in_line++ % 16 == 0 ? (in_line > 1 ? "\n# isolates: " : "# isolates: ") : " ";
    text += name(i);
  }
  if (in_line) text += '\n';

  // A first row that reads like a header needs one above it that no agent's name contradicts.
  if (!draft.ties.empty() && !draft.labels.empty()) {
    const auto& first = draft.ties[0];
    if (header_kind(lower(draft.labels[first.observer]), lower(draft.labels[first.observed])) !=
        Header::none) {
      const std::unordered_set<std::string_view> names(draft.labels.begin(), draft.labels.end());
      const auto unused = std::ranges::find_if(header_pairs, [&](const auto& pair) {
        return !names.contains(pair.first) && !names.contains(pair.second);
      });
      if (unused != header_pairs.end())
        text += fmt::format("{}\t{}{}\n", unused->first, unused->second, weighted ? "\tweight" : "");
    }
  }

  for (std::size_t i = 0; i < draft.ties.size(); ++i) {
    text += name(draft.ties[i].observer);
    text += '\t';
    text += name(draft.ties[i].observed);
    if (weighted) {
      text += '\t';
      text += weight_text(draft.weights[i]);
    }
    text += '\n';
    if (text.size() > (1u << 16)) {
      write(text);
      text.clear();
    }
  }
  write(text);
}

}  // namespace shoal::network
