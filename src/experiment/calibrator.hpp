#pragma once
// A calibration: from an experiment with a group `calibrate:` to its results, through the sweep's own runner;
// docs/calibration.md.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "experiment/calibration.hpp"
#include "experiment/experiment.hpp"
#include "experiment/runner.hpp"

namespace shoal::experiment {

struct Calibration {
  std::vector<std::string> factors;
  std::vector<Spread> priors;
  Fit fit;
  Posterior posterior;     ///< without generations where none were asked for
  std::uint64_t runs = 0;  ///< all that it rests on
  std::uint64_t now = 0;   ///< of those, done by this call
  std::uint64_t failed = 0;
};

/// How the runs are done.
struct CalibrationRuns {
  std::filesystem::path directory;
  unsigned jobs = 1;
  double memory_bytes = 0;  ///< that runs at a time may take
  Opening opening = Opening::fresh;
  std::function<bool()> stop = [] { return false; };
  /// The watcher of a stage's runs; called at its beginning.
  std::function<std::function<void(const Tally&)>(const std::string& stage)> watch;
};

/// Thrown where `stop` asked for it; what was done is on disk.
struct CalibrationStopped {};

/// Does all that is missing below `directory`. @throws CalibrationStopped, output::Failure,
/// config::InvalidInput: a prior's value gives no valid scenario, or the directory is another calibration's
Calibration calibrate(const Experiment& experiment, const CalibrationRuns& runs);

/// Writes fit.csv, posterior.csv, generations.csv, calibration.csv, experiment.yaml and manifest.json; tells
/// their names.
std::vector<std::string> write_calibration(const std::filesystem::path& directory,
                                           const Experiment& experiment, const Calibration& calibration);

/// A factor's posterior in numbers; NaN for factors that are no numbers.
struct FactorSummary {
  std::string factor, best;
  double mean, sd, low95, low50, median, high50, high95;
};
std::vector<FactorSummary> summarise(const Calibration& calibration);

/// Best distances above luck by more than this say that the model does not reach the target.
inline constexpr double out_of_reach = 3;

}  // namespace shoal::experiment
