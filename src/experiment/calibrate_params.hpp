#pragma once
// The group `calibrate:` of an experiment file: what is fitted, to what, and how; docs/calibration.md.

#include <string>
#include <vector>

#include "config/map.hpp"
#include "experiment/calibration.hpp"
#include "experiment/factor.hpp"
#include "experiment/measure.hpp"

namespace shoal::experiment {

/// One thing that the model is to reproduce: a column of a CSV file, tick by tick, or a measure's value.
struct TargetParams {
  std::string metric;         ///< of the series
  config::FilePath file;      ///< CSV with a header
  std::string column;         ///< empty: named like the metric
  std::string tick = "tick";  ///< the column of ticks
  std::string measure;        ///< "adopters.first>=500"
  std::optional<config::Real> value;
  std::optional<config::Positive> scale;
  config::Positive weight{1};
};
struct LeastSquaresParams {
  config::Integer<2, 1000000> samples{64};
  config::Integer<1, 30> rounds{4};
};
/// A number in (0, 1).
struct OpenShare : config::Real {
  constexpr OpenShare(double v = 0.5) : Real{v} {}
  static constexpr double lowest = 0, highest = 0.999;
  static constexpr bool above = true;
};
struct AbcParams {
  config::Integer<2, 100000> particles{200};
  config::Integer<0, 1000> generations{8};
  OpenShare quantile{0.5};
  config::NonNegative tolerance{0};
  OpenShare least_acceptance{0.02};
};
struct CalibrateParams {
  config::Map<Spread> factors;
  std::vector<TargetParams> target;
  LeastSquaresParams least_squares;
  AbcParams abc;
};
void describe(config::Section& s, TargetParams& p);
void describe(config::Section& s, LeastSquaresParams& p);
void describe(config::Section& s, AbcParams& p);
void describe(config::Section& s, CalibrateParams& p);

/// The target as numbers: what to measure in every run, and what it should be.
struct CalibrationTarget {
  std::vector<Measure> measures;  ///< parallel to target.values
  Target target;
};
/// Reads the data and checks everything that spans keys; what is wrong goes to the reader, under `path`.
CalibrationTarget read_target(const CalibrateParams& params, const std::string& path,
                              const std::vector<std::string>& metrics, std::uint64_t ticks,
                              config::Reader& reader);

}  // namespace shoal::experiment
