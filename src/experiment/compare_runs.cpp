#include "experiment/compare_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "config/reader.hpp"
#include "experiment/comparison_text.hpp"
#include "population/csv.hpp"
#include "statistics/equivalence.hpp"
#include "statistics/holm.hpp"
#include "statistics/t_test.hpp"

namespace shoal::experiment {
namespace {

using statistics::Result;

/// Runs of one block, arm and point: by replicate, their seed and their measures.
struct Cell {
  struct Run {
    std::string seed;
    std::vector<double> values;  ///< NaN: undefined
  };
  std::map<std::uint64_t, Run> runs;
  std::uint64_t failed = 0;
};

struct Runs {
  std::vector<std::string> measures;
  std::map<std::string, Cell> cells;  ///< by "block 0, arm both, point 3", points padded for order
};

/// Reads runs.csv: the measures are the columns behind `stopped`; blocks, arms, points and factors are the
/// cell.
Runs read_runs(const std::filesystem::path& path) {
  network::DataProblems problems(network::shown_path(path));
  population::CsvReader reader(path, problems);
  problems.raise_if_any();
  std::vector<std::string> names;
  for (const auto& cell : reader.header()) names.push_back(cell.text);
  const auto column = [&](const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  };
  for (const char* needed : {"block", "arm", "point", "replicate", "seed", "status", "stopped"})
    if (column(needed) == names.size())
      problems.add(fmt::format(
          "has no column '{}'; --statistical compares tables of runs, as `shoal sweep` writes them", needed));
  problems.raise_if_any();
  const std::size_t first = column("stopped") + 1, seed = column("seed"), status = column("status");
  Runs runs;
  runs.measures.assign(names.begin() + static_cast<long>(first), names.end());
  std::vector<population::CsvCell> row;
  while (reader.next(row)) {
    std::string key = "block " + row[column("block")].text;
    if (const std::string& arm = row[column("arm")].text; !arm.empty()) key += ", arm " + arm;
    key += fmt::format(", point {:>4}", row[column("point")].text);
    for (std::size_t i = seed + 1; i < status; ++i)
      if (!row[i].text.empty()) key += ", " + names[i] + "=" + row[i].text;
    Cell& cell = runs.cells[key];
    std::uint64_t replicate = 0;
    const auto& number = row[column("replicate")];
    if (!config::parse_integer(number.text, replicate))
      problems.add(number.line, number.column, "replicate '" + number.text + "'; must be a whole number");
    if (row[status].text != "ok") {
      ++cell.failed;
      continue;
    }
    Cell::Run run{row[seed].text, {}};
    for (std::size_t i = first; i < row.size(); ++i) {
      double x = statistics::none;
      if (!row[i].text.empty() && !config::parse_number(row[i].text, x))
        problems.add(row[i].line, row[i].column, "'" + row[i].text + "' is no number");
      run.values.push_back(x);
    }
    cell.runs[replicate] = std::move(run);
  }
  problems.raise_if_any();
  return runs;
}

std::string without_padding(std::string key) {
  for (std::size_t at = key.find("point  "); at != key.npos; at = key.find("point  ")) key.erase(at + 5, 1);
  return key;
}

/// Values of one measure in one cell of both files.
struct Samples {
  std::vector<double> a, b;
  bool paired = true;  ///< the same replicates with the same seeds
  std::uint64_t undefined_a = 0, undefined_b = 0;
};

Samples samples(const Cell& a, const Cell& b, std::size_t in_a, std::size_t in_b) {
  Samples s;
  s.paired =
      a.runs.size() == b.runs.size() && std::ranges::equal(a.runs, b.runs, [&](const auto& x, const auto& y) {
        return x.first == y.first && x.second.seed == y.second.seed &&
               std::isnan(x.second.values[in_a]) == std::isnan(y.second.values[in_b]);
      });
  for (const auto& [replicate, run] : a.runs)
    std::isnan(run.values[in_a]) ? ++s.undefined_a : (s.a.push_back(run.values[in_a]), 0);
  for (const auto& [replicate, run] : b.runs)
    std::isnan(run.values[in_b]) ? ++s.undefined_b : (s.b.push_back(run.values[in_b]), 0);
  return s;
}

class RunsComparison {
 public:
  RunsComparison(const Runs& a, const Runs& b, const RunsOptions& options)
      : a_(a), b_(b), options_(options) {}

  FileComparison run() {
    for (const auto& [key, cell] : a_.cells)
      if (const auto found = b_.cells.find(key); found != b_.cells.end())
        compare(without_padding(key), cell, found->second);
      else
        problem(without_padding(key) + ": only in A");
    for (const auto& [key, cell] : b_.cells)
      if (!a_.cells.contains(key)) problem(without_padding(key) + ": only in B");
    only("A", a_, b_);
    only("B", b_, a_);
    return report();
  }

 private:
  struct Finding {
    std::string where;
    Result result;
    double p;
    bool equivalence;
  };

  void problem(const std::string& line) { problems_.push_back(line); }

  void only(std::string_view side, const Runs& here, const Runs& there) {
    for (const std::string& name : here.measures)
      if (std::ranges::find(there.measures, name) == there.measures.end())
        problem(fmt::format("measure only in {}: {}", side, name));
  }

  void compare(const std::string& key, const Cell& a, const Cell& b) {
    if (a.failed + b.failed > 0) problem(fmt::format("{}: {} | {} runs failed", key, a.failed, b.failed));
    for (std::size_t i = 0; i < a_.measures.size(); ++i) {
      const std::string& measure = a_.measures[i];
      const auto other = std::ranges::find(b_.measures, measure);
      if (other == b_.measures.end()) continue;
      const Samples s = samples(a, b, i, static_cast<std::size_t>(other - b_.measures.begin()));
      ++compared_;
      const std::string where = measure + ", " + key;
      const std::uint64_t n = s.a.size() + s.undefined_a, m = s.b.size() + s.undefined_b;

      if (s.undefined_a != s.undefined_b) undefined(where, s, n, m);
      const bool nowhere = s.a.empty() && s.b.empty() && n > 0 && m > 0;  // undefined in all runs of both
      if (nowhere || (s.paired && s.a == s.b))
        ++identical_;
      else if (s.a.size() < 2 || s.b.size() < 2)
        problem(fmt::format("{}: too few runs for a test, {} | {}", where, s.a.size(), s.b.size()));
      else
        test(where, measure, s);
    }
  }

  /// Whether the measure is undefined as often in both: a t test on 0 and 1.
  void undefined(const std::string& where, const Samples& s, std::uint64_t n, std::uint64_t m) {
    std::vector<double> a(n, 0.0), b(m, 0.0);
    std::fill_n(a.begin(), s.undefined_a, 1.0);
    std::fill_n(b.begin(), s.undefined_b, 1.0);
    const Result r = statistics::welch_t(a, b, 0, statistics::Tail::two_sided, 1 - options_.alpha);
    if (!std::isnan(r.p)) findings_.push_back({"share of runs without " + where, r, r.p, false});
  }

  void test(const std::string& where, const std::string& measure, const Samples& s) {
    const auto own = options_.margins.find(measure);
    const auto margin = own != options_.margins.end() ? std::optional(own->second) : options_.margin;
    const double confidence = 1 - options_.alpha;
    Result r;
    if (margin)
      r = s.paired ? statistics::paired_equivalence(s.a, s.b, *margin, options_.alpha)
                   : statistics::welch_equivalence(s.a, s.b, *margin, options_.alpha);
    else
      r = s.paired ? statistics::paired_t(s.a, s.b, 0, statistics::Tail::two_sided, confidence)
                   : statistics::welch_t(s.a, s.b, 0, statistics::Tail::two_sided, confidence);
    findings_.push_back({where, r, r.p, margin.has_value()});
  }

  FileComparison report() {
    std::vector<double> p;
    for (const Finding& f : findings_) p.push_back(f.equivalence ? statistics::none : f.p);
    p = statistics::holm(p);
    std::vector<const Finding*> bad;
    std::size_t with_margin = 0;
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      Finding& f = findings_[i];
      with_margin += f.equivalence;
      if (!f.equivalence) f.p = p[i];
      if (f.equivalence ? !(f.p < options_.alpha) : f.p < options_.alpha) bad.push_back(&f);
    }
    FileComparison out{
        .name = "runs.csv", .equal = bad.empty() && problems_.empty(), .outcome = "", .lines = {}};
    append(out.lines, problems_, options_.shown * 4);
    std::vector<std::string> lines;
    for (const Finding* f : bad) lines.push_back(line(*f));
    append(out.lines, lines, options_.shown * 4);
    const std::size_t plain = findings_.size() - with_margin;
    out.outcome = fmt::format("{} means", compared_);
    if (shares_ > 0) out.outcome += fmt::format(" and {} shares of undefined values", shares_);
    out.outcome += fmt::format(": {} identical", identical_);
    std::size_t bad_margins = 0;
    for (const Finding* f : bad) bad_margins += f->equivalence;
    if (with_margin > 0)
      out.outcome +=
          fmt::format(", {} of {} equivalent within the margin", with_margin - bad_margins, with_margin);
    if (plain > 0) out.outcome += fmt::format(", {} of {} differ", bad.size() - bad_margins, plain);
    if (plain > 0 && out.equal) out.outcome += " (which does not show that they are equal: see --margin)";
    return out;
  }

  std::string line(const Finding& f) const {
    const Result& r = f.result;
    const double level = 100 * (f.equivalence ? 1 - 2 * options_.alpha : 1 - options_.alpha);
    return fmt::format("{}: A - B {} [{}, {}] ({:.4g} %), n {}, t({}) {}, p {}: {}", f.where, brief(r.effect),
                       brief(r.ci_low), brief(r.ci_high), level, r.n, brief(r.df), brief(r.statistic),
                       brief(f.p), f.equivalence ? "not shown to be equivalent" : "different");
  }

  static void append(std::vector<std::string>& lines, const std::vector<std::string>& more,
                     std::size_t shown) {
    const std::size_t n = std::min(more.size(), shown);
    lines.insert(lines.end(), more.begin(), more.begin() + static_cast<long>(n));
    if (n < more.size()) lines.push_back(fmt::format("and {} more", more.size() - n));
  }

  const Runs &a_, &b_;
  const RunsOptions& options_;
  std::vector<std::string> problems_;
  std::vector<Finding> findings_;
  std::size_t compared_ = 0, shares_ = 0, identical_ = 0;
};

}  // namespace

FileComparison compare_runs(const std::filesystem::path& a, const std::filesystem::path& b,
                            const RunsOptions& options, std::set<std::string>& measures) {
  const Runs left = read_runs(a), right = read_runs(b);
  measures.insert(left.measures.begin(), left.measures.end());
  measures.insert(right.measures.begin(), right.measures.end());
  return RunsComparison(left, right, options).run();
}

}  // namespace shoal::experiment
