#pragma once
// summary.csv: mean and spread of every measure at every point.

#include <string>
#include <vector>

#include "experiment/results.hpp"

namespace shoal::experiment {

struct SummaryRow {
  std::string block, arm;
  std::uint64_t point = 0;
  std::vector<std::string> factors;
  std::string measure;
  std::uint64_t runs = 0, n = 0;
  double mean = 0, sd = 0, ci_low = 0, ci_high = 0, min = 0, median = 0, max = 0;  ///< NaN: undefined
};

/// One row per cell and measure, in the order of the results.
std::vector<SummaryRow> summarise(const Results& results);
/// The rows of summary.csv, without the header.
std::string summary_rows(const std::vector<SummaryRow>& rows);
/// A table for people: a line per cell and measure, at most `limit` lines.
std::string summary_table(const Results& results, const std::vector<SummaryRow>& rows, std::size_t limit);

}  // namespace shoal::experiment
