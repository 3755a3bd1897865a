#pragma once
// Two CSV files, cell by cell.

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace shoal::experiment {

/// Two numbers agree where |a - b| <= absolute + relative * max(|a|, |b|).
struct Tolerance {
  double absolute = 0, relative = 0;
};

struct TableOptions {
  bool by_text = true;  ///< cells must be the same text; else numbers may differ within a tolerance
  Tolerance otherwise;  ///< of columns without one of their own
  std::map<std::string, Tolerance> columns;
  std::size_t shown = 5;  ///< differences in full, per column
};

/// What was found out about one file, or one pair of them.
struct FileComparison {
  std::string name;
  bool equal = true;
  std::string outcome;             ///< "equal", "3 of 120 cells differ"
  std::vector<std::string> lines;  ///< differences, for people: "tick 12: 0.41 | 0.42"
};

/// Compares rows with the same key, wherever in the files they stand. The key is made of those of the columns
/// block, arm, point, replicate, run, tick, product, measure, claim that both files have (run only where
/// there is no replicate); without any, rows are matched by their number. Columns that are seen are added to
/// `columns`.
/// @throws config::InvalidInput: a file is no CSV
FileComparison compare_tables(const std::filesystem::path& a, const std::filesystem::path& b,
                              const TableOptions& options, std::set<std::string>& columns);

/// Whether two texts agree as numbers within a tolerance, or are the same.
bool agree(const std::string& a, const std::string& b, const Tolerance& tolerance);

}  // namespace shoal::experiment
