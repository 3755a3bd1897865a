#pragma once
// A column of numbers from a CSV file: an observed series.

#include <filesystem>
#include <string>
#include <vector>

namespace shoal::experiment {

struct Series {
  std::string name;  ///< of the column
  std::vector<double> values;
};

/// The column of that name; where `column` is empty, the only column of numbers, or the only one besides a
/// first column that numbers the rows (tick, year, ...). Every cell must be a number.
/// @throws config::InvalidInput with line and column of every problem
Series read_series(const std::filesystem::path& file, const std::string& column = {});

}  // namespace shoal::experiment
