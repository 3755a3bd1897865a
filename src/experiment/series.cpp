#include "experiment/series.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "config/reader.hpp"
#include "network/data_problems.hpp"
#include "population/csv.hpp"

namespace shoal::experiment {
namespace {

using network::DataProblems;
using population::CsvCell;

std::vector<std::string> names_of(const std::vector<CsvCell>& header) {
  std::vector<std::string> names;
  for (const CsvCell& cell : header) names.push_back(cell.text);
  return names;
}

std::size_t position_of(const std::vector<CsvCell>& header, const std::string& column,
                        DataProblems& problems) {
  const std::vector<std::string> names = names_of(header);
  if (!column.empty()) {
    const auto found = std::ranges::find(names, column);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    const std::string near = config::nearest(column, names);
    problems.add(header.front().line, 1,
                 near.empty()
                     ? fmt::format("no column '{}'; the header has: {}", column, fmt::join(names, ", "))
                     : fmt::format("no column '{}'; did you mean '{}'?", column, near));
  } else if (names.size() > 2) {
    problems.add(header.front().line, 1,
                 fmt::format("{} columns; say which one: {}", names.size(), fmt::join(names, ", ")));
  }
  problems.raise_if_any();
  return names.size() - 1;
}

}  // namespace

Series read_series(const std::filesystem::path& file, const std::string& column) {
  DataProblems problems(network::shown_path(file));
  population::CsvReader csv(file, problems);
  problems.raise_if_any();
  const std::size_t position = position_of(csv.header(), column, problems);
  Series series{csv.header()[position].text, {}};
  std::vector<CsvCell> row;
  while (csv.next(row)) {
    const CsvCell& cell = row[position];
    double x = 0;
    if (config::parse_number(cell.text, x))
      series.values.push_back(x);
    else
      problems.add(cell.line, cell.column,
                   cell.text.empty() ? "the cell is empty; must be a number"
                                     : fmt::format("found '{}'; must be a number", cell.text));
  }
  problems.raise_if_any();
  return series;
}

}  // namespace shoal::experiment
