#pragma once
// metrics.csv and products.csv: one row per tick, one row per tick and product.

#include <optional>
#include <string>
#include <vector>

#include "metrics/metrics.hpp"
#include "output/csv.hpp"
#include "output/directory.hpp"

namespace shoal::output {

class Recorder {
 public:
  /// Starts metrics.csv with the columns `tick` and `metrics`, and products.csv where `products` names any.
  /// @throws Failure
  Recorder(OutputDirectory& directory, std::vector<metrics::Metric> metrics,
           std::vector<std::string> products);

  /// Writes the rows of one tick. @throws Failure
  void record(const metrics::Totals& totals);

 private:
  std::vector<metrics::Metric> metrics_;
  std::vector<std::string> products_;
  CsvWriter metrics_file_;
  std::optional<CsvWriter> products_file_;
};

}  // namespace shoal::output
