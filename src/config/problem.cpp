#include <algorithm>
#include <map>
#include <tuple>

#include "config/source.hpp"

namespace shoal::config {

std::string Origin::text() const {
  std::string text = file ? *file : std::string();
  if (line > 0) text += ":" + std::to_string(line) + ":" + std::to_string(column);
  return text;
}

std::string Problem::text() const {
  std::string text = where.text();
  if (!path.empty()) text += (text.empty() ? "" : ": ") + path;
  return text.empty() ? message : text + ": " + message;
}

void sort_by_place(Problems& problems) {
  std::map<std::string, std::size_t> rank;
  const auto name = [](const Problem& p) { return p.where.file ? *p.where.file : std::string(); };
  for (const Problem& p : problems) rank.emplace(name(p), rank.size());
  const auto place = [&](const Problem& p) {
    return std::tuple(name(p) == "--set", rank.at(name(p)), p.where.line, p.where.column);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Problem& a, const Problem& b) { return place(a) < place(b); });
}

namespace {

Problems sorted(Problems problems) {
  sort_by_place(problems);
  return problems;
}

std::string one_per_line(const Problems& problems) {
  std::string text;
  for (const Problem& p : problems) text += (text.empty() ? "" : "\n") + p.text();
  return text;
}

}  // namespace

InvalidInput::InvalidInput(Problems problems)
    : std::runtime_error(one_per_line(sorted(problems))), problems_(sorted(std::move(problems))) {}

}  // namespace shoal::config
