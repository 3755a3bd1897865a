#pragma once
// Measures: a metric's series over the ticks of a run, reduced to one number; docs/measures.md.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "config/map.hpp"

namespace shoal::experiment {

/// How a series becomes a number. Ticks count from 1. Ticks in which the metric is undefined (NaN) are left
/// out, except by `final` and `at`.
struct Reduction {
  enum class Kind : int {
    final,  ///< in the last tick
    at,     ///< at@t: in tick t
    mean,
    median,
    quantile,  ///< q0.9
    min,
    max,
    sum,
    sd,      ///< with n - 1
    slope,   ///< of the least-squares line, per tick
    argmax,  ///< the first tick of the largest value
    argmin,
    first,  ///< first>=x: the first tick in which it holds
    last,
    count,        ///< the number of ticks in which it holds
    ticks,        ///< the number of ticks
    correlation,  ///< correlation(METRIC): Pearson's, with another metric over the same ticks
    ratio,        ///< ratio(METRIC): sum over sum, of another metric over the same ticks
    halfway,      ///< the first tick by which half of the sum has come
    prediction,   ///< prediction(COLUMN): of communities or members of the run (within_run.hpp)
    tercile       ///< tercile1(COLUMN) to tercile3: the same
  };
  enum class Relation : int { at_least, above, at_most, below };

  Kind kind = Kind::final;
  Relation relation = Relation::at_least;
  double number = 0;                 ///< of the comparison, or which quantile or tercile
  std::uint64_t begin = 1, end = 0;  ///< ticks begin .. end; end 0: to the last
  std::string other = {};            ///< of what takes another metric or column: its name; else empty
  bool operator==(const Reduction&) const = default;

  std::string text() const;  ///< "mean@100..200"
  /// NaN: undefined. `others` is the series of the other metric, where there is one.
  double value(std::span<const double> series, std::span<const double> others = {}) const;
};

/// Reads "mean@100..200". Where the text is no reduction, `why` says why, and what to try.
bool parse_reduction(const std::string& text, Reduction& out, std::string& why);

class Measure {
 public:
  Measure(std::string metric, Reduction reduction) : metric_(std::move(metric)), reduction_(reduction) {}
  std::string name() const { return metric_ + "." + reduction_.text(); }  ///< "impulse_share.mean@100..200"
  const std::string& metric() const { return metric_; }
  const Reduction& reduction() const { return reduction_; }
  /// `series[i]` is the metric in tick i + 1, `others[i]` the other metric of the reduction, if it has one.
  double value(std::span<const double> series, std::span<const double> others = {}) const {
    return reduction_.value(series, others);
  }

 private:
  std::string metric_;
  Reduction reduction_;
};

/// The reductions of one metric: a list, or one.
struct Reductions {
  std::vector<Reduction> list;
};
std::unique_ptr<config::Value> bind(Reductions& target);

/// The map `measure:`, from metrics to reductions.
struct MeasureParams {
  config::Map<Reductions> metrics;
};
std::unique_ptr<config::Value> bind(MeasureParams& target);

/// Checks names against the metrics of the scenario, and windows against its length; `path` is where the map
/// was read. The names of columns of communities and members are left to `unit_problem`.
void check(const MeasureParams& params, const std::string& path, const std::vector<std::string>& metrics,
           std::uint64_t ticks, config::Reader& reader);

/// Every measure once, in the order of the file.
std::vector<Measure> measures(const MeasureParams& params);

}  // namespace shoal::experiment
