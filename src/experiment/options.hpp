#pragma once
// Small values of an experiment file: `series:` and `timeout:`.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/section.hpp"

namespace shoal::experiment {

enum class Compression : int { none, zstd };

/// `series: {every: 10}`: rows of series.csv. Without it there are none.
struct SeriesParams {
  config::Integer<1, 4000000000> every{1};
  std::vector<std::string> metrics;  ///< empty: those of the scenario's output.metrics
  Compression compression = Compression::none;
};
void describe(config::Section& s, SeriesParams& p);

/// `series: none`, or a group.
struct SeriesChoice {
  std::optional<SeriesParams> chosen;
};
std::unique_ptr<config::Value> bind(SeriesChoice& target);

/// `timeout: 60s`: wall time that one run may take; 0: any.
struct Duration {
  double seconds = 0;
};
std::unique_ptr<config::Value> bind(Duration& target);

}  // namespace shoal::experiment

namespace shoal::config {
template <>
struct EnumNames<experiment::Compression> {
  static constexpr std::array<std::string_view, 2> names = {"none", "zstd"};
};
}  // namespace shoal::config
