#include "experiment/compare_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>
#include <unordered_map>

#include "config/reader.hpp"
#include "population/csv.hpp"

namespace shoal::experiment {
namespace {

constexpr std::string_view key_columns[] = {"block", "arm",     "point",   "replicate", "run",
                                            "tick",  "product", "measure", "claim"};

using TableRow = std::vector<std::string>;

/// One of the two files.
class Side {
 public:
  explicit Side(const std::filesystem::path& path)
      : problems_(network::shown_path(path)), reader_(path, problems_) {
    for (const auto& cell : reader_.header()) names_.push_back(cell.text);
    problems_.raise_if_any();
  }
  const std::vector<std::string>& names() const { return names_; }
  std::optional<std::size_t> find(const std::string& name) const {
    const auto found = std::ranges::find(names_, name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names_.begin());
  }
  std::optional<TableRow> next() {
    if (!reader_.next(cells_)) {
      problems_.raise_if_any();
      return std::nullopt;
    }
    TableRow row;
    for (const auto& cell : cells_) row.push_back(cell.text);
    ++rows_;
    return row;
  }
  std::uint64_t rows() const { return rows_; }

 private:
  network::DataProblems problems_;
  population::CsvReader reader_;
  std::vector<std::string> names_;
  std::vector<population::CsvCell> cells_;
  std::uint64_t rows_ = 0;
};

/// A column that both files have.
struct Shared {
  std::string name;
  std::size_t in_a, in_b;
  Tolerance tolerance = {};
  std::uint64_t differing = 0;
  double largest = 0;  ///< difference between numbers
  std::vector<std::string> examples = {};
};

/// Rows that wait for their partner, by key, in their order.
using Waiting = std::unordered_map<std::string, std::deque<TableRow>>;

std::optional<TableRow> take(Waiting& rows, const std::string& key) {
  const auto found = rows.find(key);
  if (found == rows.end()) return std::nullopt;
  TableRow row = std::move(found->second.front());
  found->second.pop_front();
  if (found->second.empty()) rows.erase(found);
  return row;
}

class TableComparison {
 public:
  TableComparison(const std::filesystem::path& a, const std::filesystem::path& b, const TableOptions& options)
      : a_(a), b_(b), options_(options) {
    for (const std::string_view name : key_columns) {
      if (name == "run" && a_.find("replicate") && b_.find("replicate")) continue;
      const auto in_a = a_.find(std::string(name)), in_b = b_.find(std::string(name));
      if (in_a && in_b) key_.push_back({std::string(name), *in_a, *in_b, {}});
    }
    for (std::size_t i = 0; i < a_.names().size(); ++i) {
      const std::string& name = a_.names()[i];
      const auto in_b = b_.find(name);
      if (!in_b || std::ranges::find(key_, name, &Shared::name) != key_.end()) continue;
      const auto own = options.columns.find(name);
      shared_.push_back({name, i, *in_b, own == options.columns.end() ? options.otherwise : own->second});
    }
  }

  FileComparison run(const std::string& name, std::set<std::string>& columns) {
    columns.insert(a_.names().begin(), a_.names().end());
    columns.insert(b_.names().begin(), b_.names().end());
    for (;;) {
      std::optional<TableRow> a = a_.next(), b = b_.next();
      if (!a && !b) break;
      const std::string key_a = a ? key_of(*a, true) : "", key_b = b ? key_of(*b, false) : "";
      if (a && b && key_a == key_b && !waiting_a_.contains(key_a) && !waiting_b_.contains(key_b)) {
        compare(key_a, *a, *b);
        continue;
      }
      if (a) arrive(key_a, std::move(*a), true);
      if (b) arrive(key_b, std::move(*b), false);
    }
    return report(name);
  }

 private:
  std::string key_of(const TableRow& row, bool of_a) const {
    if (key_.empty()) return fmt::format("row {}", (of_a ? a_ : b_).rows());
    std::string key;
    for (const Shared& column : key_) {
      const std::string& value = row[of_a ? column.in_a : column.in_b];
      if (!value.empty()) key += (key.empty() ? "" : ", ") + column.name + " " + value;
    }
    return key;
  }

  void arrive(const std::string& key, TableRow row, bool of_a) {
    if (auto partner = take(of_a ? waiting_b_ : waiting_a_, key))
      compare(key, of_a ? row : *partner, of_a ? *partner : row);
    else
      (of_a ? waiting_a_ : waiting_b_)[key].push_back(std::move(row));
  }

  void compare(const std::string& key, const TableRow& a, const TableRow& b) {
    for (Shared& column : shared_) {
      const std::string &x = a[column.in_a], &y = b[column.in_b];
      if (x == y || (!options_.by_text && agree(x, y, column.tolerance))) continue;
      ++column.differing;
      double u = 0, v = 0;
      if (config::parse_number(x, u) && config::parse_number(y, v))
        column.largest = std::max(column.largest, std::fabs(u - v));
      if (column.examples.size() < options_.shown)
        column.examples.push_back(fmt::format("{}: {} | {}", key, shown(x), shown(y)));
    }
    ++matched_;
  }
  static std::string shown(const std::string& cell) { return cell.empty() ? "(empty)" : cell; }

  FileComparison report(const std::string& name) {
    FileComparison out{.name = name, .equal = true, .outcome = "", .lines = {}};
    std::uint64_t cells = 0, columns = 0;
    for (const Shared& column : shared_) {
      if (column.differing == 0) continue;
      cells += column.differing, ++columns;
      out.lines.push_back(
          fmt::format("{}: {} of {} values differ{}", column.name, column.differing, matched_,
                      column.largest > 0 ? fmt::format(", by {:.6g} at most", column.largest) : ""));
      for (const std::string& example : column.examples) out.lines.push_back("  " + example);
      if (column.differing > column.examples.size())
        out.lines.push_back(fmt::format("  and {} more", column.differing - column.examples.size()));
    }
    const bool alone = only_columns("A", a_, b_, out) | only_columns("B", b_, a_, out) |
                       only_rows("A", waiting_a_, out) | only_rows("B", waiting_b_, out);
    out.equal = cells == 0 && !alone;
    if (cells > 0)
      out.outcome = fmt::format("{} of {} cells differ, in {} of {} columns", cells,
                                matched_ * shared_.size(), columns, shared_.size());
    else
      out.outcome = out.equal ? fmt::format("equal ({} rows)", matched_) : "rows or columns differ";
    return out;
  }

  static bool only_columns(std::string_view side, const Side& here, const Side& there, FileComparison& out) {
    std::string names;
    for (const std::string& name : here.names())
      if (!there.find(name)) names += (names.empty() ? "" : ", ") + name;
    if (!names.empty()) out.lines.push_back(fmt::format("columns only in {}: {}", side, names));
    return !names.empty();
  }

  bool only_rows(std::string_view side, const Waiting& waiting, FileComparison& out) const {
    std::vector<std::string> keys;
    std::uint64_t rows = 0;
    for (const auto& [key, list] : waiting) keys.push_back(key), rows += list.size();
    if (rows == 0) return false;
    const auto last = keys.begin() + static_cast<long>(std::min(keys.size(), options_.shown));
    std::ranges::partial_sort(keys, last, [](const std::string& x, const std::string& y) {
      return std::pair(x.size(), x) < std::pair(y.size(), y);  // tick 9 before tick 10
    });
    keys.erase(last, keys.end());
    out.lines.push_back(fmt::format("rows only in {}: {}", side, rows));
    for (const std::string& key : keys) out.lines.push_back("  " + key);
    if (rows > keys.size()) out.lines.push_back(fmt::format("  and {} more", rows - keys.size()));
    return true;
  }

  Side a_, b_;
  const TableOptions& options_;
  std::vector<Shared> key_, shared_;
  Waiting waiting_a_, waiting_b_;
  std::uint64_t matched_ = 0;
};

}  // namespace

bool agree(const std::string& a, const std::string& b, const Tolerance& tolerance) {
  if (a == b) return true;
  double x = 0, y = 0;
  if (!config::parse_number(a, x) || !config::parse_number(b, y)) return false;
  return std::fabs(x - y) <= tolerance.absolute + tolerance.relative * std::max(std::fabs(x), std::fabs(y));
}

FileComparison compare_tables(const std::filesystem::path& a, const std::filesystem::path& b,
                              const TableOptions& options, std::set<std::string>& columns) {
  return TableComparison(a, b, options).run(a.filename().string(), columns);
}

}  // namespace shoal::experiment
