#include "experiment/selection.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "experiment/expectation_rules.hpp"

namespace shoal::experiment {
namespace {

constexpr char separator = '\x1f';

std::size_t index_of(const std::vector<std::string>& names, const std::string& name) {
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// Which runs are in scope, and in which group.
class Scope {
 public:
  Scope(const ExpectationParams& e, const std::vector<std::string>& factors)
      : e_(e), single_(of_one_group(e)), factor_(index_of(factors, e.factor)) {
    for (const auto& [name, value] : e.where) where_.emplace_back(index_of(factors, name), value.text);
    if (single_) {
      names_ = {e.arms.empty() ? "all runs" : joined(e.arms)};
    } else if (!e.levels.empty()) {
      for (const auto& level : e.levels) names_.push_back(e.factor + "=" + level.text);
    } else {
      names_ = e.arms;
    }
  }

  const std::vector<std::string>& names() const { return names_; }

  bool holds(const RunRecord& run) const {
    if (!e_.block.empty() && run.block != e_.block) return false;
    if (!e_.arms.empty() && std::ranges::find(e_.arms, run.arm) == e_.arms.end()) return false;
    for (const auto& [factor, value] : where_)
      if (factor >= run.factors.size() || run.factors[factor] != value) return false;
    if (!e_.factor.empty() && (factor_ >= run.factors.size() || run.factors[factor_].empty())) return false;
    return group(run) < names_.size();
  }

  std::size_t group(const RunRecord& run) const {
    if (single_) return 0;
    if (e_.levels.empty()) return index_of(e_.arms, run.arm);
    for (std::size_t i = 0; i < e_.levels.size(); ++i)
      if (run.factors[factor_] == e_.levels[i].text) return i;
    return names_.size();
  }

  /// Everything but the group and the replicate.
  std::string cell(const RunRecord& run) const {
    if (e_.levels.empty() || single_) return run.block + separator + std::to_string(run.point);
    std::string text = run.block + separator + run.arm;
    for (std::size_t i = 0; i < run.factors.size(); ++i)
      if (i != factor_) text += separator + run.factors[i];
    return text;
  }

 private:
  const ExpectationParams& e_;
  bool single_;
  std::size_t factor_;
  std::vector<std::pair<std::size_t, std::string>> where_;
  std::vector<std::string> names_;
};

std::string share(std::size_t n, std::size_t of) {
  return std::to_string(n) + " of " + std::to_string(of) + (of == 1 ? " run" : " runs");
}

}  // namespace

void Selection::note(const std::string& sentence) { notes += (notes.empty() ? "" : "; ") + sentence; }

std::string name_of_run(const RunRecord& run) {
  return "run " + std::to_string(run.run) + " (block " + run.block +
         (run.arm.empty() ? "" : ", arm " + run.arm) + ", point " + std::to_string(run.point) +
         ", replicate " + std::to_string(run.replicate) + ")";
}

Selection select(const ExpectationParams& e, const Results& results,
                 const std::vector<std::string>& measures) {
  Selection s;
  std::vector<std::size_t> columns;
  for (const std::string& name : measures) {
    columns.push_back(index_of(results.measures, name));
    if (columns.back() == results.measures.size()) s.failure = "the results have no measure '" + name + "'";
  }
  const Scope scope(e, results.factors);
  s.groups = scope.names();
  if (!s.failure.empty()) return s;

  std::size_t in_scope = 0, failed = 0, valueless = 0;
  const RunRecord *first_failed = nullptr, *first_undefined = nullptr;
  std::vector<std::size_t> members(s.groups.size(), 0);
  for (const RunRecord& run : results.runs) {
    if (!scope.holds(run)) continue;
    ++in_scope, ++members[scope.group(run)];
    if (run.status != status_ok) {
      if (failed++ == 0) first_failed = &run;
      continue;
    }
    Observation o{&run, scope.group(run), scope.cell(run), {}};
    for (const std::size_t column : columns) o.values.push_back(run.measures[column]);
    if (std::ranges::all_of(o.values, [](double x) { return std::isfinite(x); }))
      s.runs.push_back(std::move(o));
    else if (valueless++ == 0)
      first_undefined = &run;
  }
  if (in_scope == 0) {
    s.failure = "no run matches";
  } else if (const auto empty = std::ranges::find(members, 0u); empty != members.end()) {
    s.failure = "there is no run of " + s.groups[static_cast<std::size_t>(empty - members.begin())];
  } else if (failed > 0) {
    s.failure = share(failed, in_scope) + " failed, first " + name_of_run(*first_failed) + ": " +
                (first_failed->message.empty() ? first_failed->status : first_failed->message);
  } else if (valueless > 0) {
    const std::string text = joined(measures) + " is undefined in " + share(valueless, in_scope);
    if (e.undefined == Undefined::drop)
      s.note(text + ", which were dropped");
    else
      s.failure =
          text + ", first " + name_of_run(*first_undefined) + "; `undefined: drop` leaves such runs out";
  }
  return s;
}

std::vector<Match> matches(Selection& selection) {
  struct Sum {
    double sum = 0;
    int n = 0;
  };
  std::map<std::pair<std::uint64_t, std::string>, std::vector<Sum>> table;
  for (const Observation& o : selection.runs) {
    auto& row = table[{o.run->replicate, o.cell}];
    row.resize(selection.groups.size());
    row[o.group].sum += o.values.front();
    ++row[o.group].n;
  }
  std::vector<Match> all;
  std::size_t alone = 0;
  for (const auto& [key, row] : table) {
    if (std::ranges::any_of(row, [](const Sum& s) { return s.n == 0; })) {
      ++alone;
      continue;
    }
    Match m{key.first, {}};
    for (const Sum& s : row) m.values.push_back(s.sum / s.n);
    all.push_back(std::move(m));
  }
  if (alone > 0)
    selection.note(std::to_string(alone) + (alone == 1 ? " match was" : " matches were") +
                   " left out because a partner is missing");
  return all;
}

std::vector<std::vector<double>> by_replicate(const std::vector<Match>& matches, std::size_t groups) {
  std::vector<std::vector<double>> out(groups);
  for (std::size_t begin = 0, end = 0; begin < matches.size(); begin = end) {
    while (end < matches.size() && matches[end].replicate == matches[begin].replicate) ++end;
    for (std::size_t g = 0; g < groups; ++g) {
      double sum = 0;
      for (std::size_t i = begin; i < end; ++i) sum += matches[i].values[g];
      out[g].push_back(sum / static_cast<double>(end - begin));
    }
  }
  return out;
}

std::vector<double> replicate_means(const Selection& selection, std::size_t group, std::size_t measure) {
  std::map<std::uint64_t, std::pair<double, int>> sums;
  for (const Observation& o : selection.runs) {
    if (o.group != group) continue;
    auto& [sum, n] = sums[o.run->replicate];
    sum += o.values[measure], ++n;
  }
  std::vector<double> means;
  for (const auto& [replicate, s] : sums) means.push_back(s.first / s.second);
  return means;
}

bool independent(const Selection& selection) {
  std::set<std::uint64_t> seeds;
  return std::ranges::all_of(selection.runs,
                             [&](const Observation& o) { return seeds.insert(o.run->seed).second; });
}

}  // namespace shoal::experiment
