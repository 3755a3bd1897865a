#pragma once
// metrics.csv, products.csv and communities.csv: one row per tick, per tick and product, per tick and
// community.

#include <optional>
#include <string>
#include <vector>

#include "metrics/metrics.hpp"
#include "output/csv.hpp"
#include "output/directory.hpp"

namespace shoal::output {

class Recorder {
 public:
  /// Starts metrics.csv with the columns `tick` and `metrics`, and products.csv and communities.csv where
  /// `products` and `communities` name any.
  /// @throws Failure
  Recorder(OutputDirectory& directory, std::vector<metrics::Metric> metrics,
           std::vector<std::string> products, std::vector<std::string> communities = {});

  /// Writes the rows of one tick. @throws Failure
  void record(const metrics::Totals& totals);

 private:
  std::vector<metrics::Metric> metrics_;
  std::vector<std::string> products_, communities_;
  CsvWriter metrics_file_;
  std::optional<CsvWriter> products_file_, communities_file_;
};

}  // namespace shoal::output
