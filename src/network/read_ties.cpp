#include "network/read_ties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "network/rows.hpp"

namespace shoal::network {

void RowLines::add(std::uint32_t row, std::uint64_t line) {
  if (!steps_.empty() && line - steps_.back().line == row - steps_.back().row) return;
  steps_.push_back({row, line});
}

std::uint64_t RowLines::line(std::uint32_t row) const {
  auto after =
      std::upper_bound(steps_.begin(), steps_.end(), row, [](auto r, const Step& s) { return r < s.row; });
  if (after == steps_.begin()) return 0;
  --after;
  return after->line + (row - after->row);
}

void add_tie(ReadTies& read, const ReadTie& tie, std::uint64_t line, LoopPolicy self_loops,
             DataProblems& problems) {
  if (tie.observer == tie.observed && self_loops != LoopPolicy::keep) {
    if (self_loops == LoopPolicy::drop) {
      ++read.dropped_loops;
    } else {
      problems.add(
          line, line ? 1 : 0,
          fmt::format("agent '{}' observes itself; remove the tie, or set self_loops to drop or keep",
                      read.ids.name(tie.observer)));
    }
    return;
  }
  if (line) read.lines.add(tie.row, line);
  read.ties.push_back(tie);
}

namespace {

std::uint64_t key(const ReadTie& tie) { return std::uint64_t{tie.observer} << 32 | tie.observed; }

void report_duplicates(const ReadTies& read, const std::vector<std::string>& labels, DataProblems& problems) {
  const auto name = [&](AgentIndex i) { return labels.empty() ? std::to_string(i) : labels[i]; };
  std::vector<std::pair<const ReadTie*, const ReadTie*>> repeats;  // a tie, and the first one like it
  for (std::size_t i = 1, first = 0; i < read.ties.size(); ++i) {
    if (key(read.ties[i]) != key(read.ties[first]))
      first = i;
    else
      repeats.emplace_back(&read.ties[i], &read.ties[first]);
  }
  std::sort(repeats.begin(), repeats.end(),
            [](const auto& a, const auto& b) { return a.first->row < b.first->row; });
  for (const auto& [again, first] : repeats) {
    const auto line = read.lines.line(again->row), first_line = read.lines.line(first->row);
    problems.add(line, line ? 1 : 0,
                 fmt::format("the tie '{}' - '{}' again{}; remove it, or set duplicates to merge",
                             name(again->observer), name(again->observed),
                             first_line ? fmt::format(", first in line {}", first_line) : ""));
  }
}

/// Divides all weights by the largest if that is greater than 1.
void scale_weights(Draft& draft, DataProblems& problems) {
  const float largest = *std::max_element(draft.weights.begin(), draft.weights.end());
  if (!(largest > 1)) return;
  for (std::size_t i = 0; i < draft.weights.size(); ++i) {
    const float scaled = draft.weights[i] / largest;
    if (!(scaled >= std::numeric_limits<float>::min()))
      problems.add(fmt::format("weights from {} to {} cannot share a scale from 0 to 1 in single precision",
                               weight_text(draft.weights[i]), weight_text(largest)));
    draft.weights[i] = scaled;
  }
  draft.notes.push_back(fmt::format("weights up to {}: all were divided by it", weight_text(largest)));
}

std::string count(std::uint64_t n, const char* one, const char* many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

}  // namespace

Draft draft_of(ReadTies read, DuplicatePolicy duplicates, DataProblems& problems) {
  Draft draft;
  draft.agents = read.ids.size();
  draft.directed = read.directed;
  auto numbering = read.ids.numbering();
  read.ids = {};
  for (auto& tie : read.ties) {
    tie.observer = numbering.number_of[tie.observer];
    tie.observed = numbering.number_of[tie.observed];
    if (!read.directed && tie.observer > tie.observed) std::swap(tie.observer, tie.observed);
  }
  const auto before = [](const ReadTie& a, const ReadTie& b) {
    return key(a) != key(b) ? key(a) < key(b) : a.row < b.row;
  };
  if (!std::is_sorted(read.ties.begin(), read.ties.end(), before))
    std::sort(read.ties.begin(), read.ties.end(), before);
  if (duplicates == DuplicatePolicy::error) report_duplicates(read, numbering.labels, problems);
  problems.raise_if_any();

  std::size_t kept = 0;
  for (const auto& tie : read.ties) {
    auto& last = read.ties[kept ? kept - 1 : 0];
    if (kept && key(last) == key(tie))
      last.weight = std::max(last.weight, tie.weight);
    else
      read.ties[kept++] = tie;
  }
  const auto merged = read.ties.size() - kept;
  read.ties.resize(kept);

  draft.ties.reserve(kept);
  for (const auto& tie : read.ties) draft.ties.push_back({tie.observer, tie.observed});
  if (read.weighted) {
    draft.weights.reserve(kept);
    for (const auto& tie : read.ties) draft.weights.push_back(tie.weight);
    if (kept) scale_weights(draft, problems);
    problems.raise_if_any();
  }
  draft.labels = std::move(numbering.labels);
  if (read.dropped_loops)
    draft.notes.push_back(count(read.dropped_loops, "self-loop was", "self-loops were") + " dropped");
  if (merged)
    draft.notes.push_back(count(merged, "tie was", "ties were") + " given more than once and merged" +
                          (read.weighted ? "; the largest weight counts" : ""));
  return draft;
}

}  // namespace shoal::network
