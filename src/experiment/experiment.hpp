#pragma once
// An experiment: a base scenario, what is varied, what is measured and what is expected of it. One file is
// one experiment (docs/experiments.md); a scenario file with `--vary` makes one too.

#include <filesystem>
#include <string>
#include <vector>

#include "config/section.hpp"
#include "experiment/assignments.hpp"
#include "experiment/calibrate_params.hpp"
#include "experiment/design.hpp"
#include "experiment/expectation.hpp"
#include "experiment/measure.hpp"
#include "experiment/options.hpp"
#include "experiment/replicates.hpp"
#include "experiment/stop.hpp"
#include "scenario/scenario.hpp"

namespace shoal::experiment {

/// common: replicate r has the same seed in all arms and points (common random numbers); independent: every
/// run has its own.
enum class SeedScheme : int { common, independent };

struct SeedPlan {
  config::Seed root{1};
  SeedScheme scheme = SeedScheme::common;
  std::optional<config::Seed> design;  ///< of random designs; null: derived from root
  std::uint64_t design_seed() const;
};
void describe(config::Section& s, SeedPlan& p);

/// The keys of an experiment file.
struct ExperimentParams {
  std::string name;
  std::string description;
  ScenarioSource scenario;
  Assignments set;
  Arms arms;
  std::vector<DesignParams> design;
  Replicates replicates;
  config::Integer<1, most_replicates> quick{10};
  SeedPlan seeds;
  MeasureParams measure;
  SeriesChoice series;
  Condition stop;
  Duration timeout;
  std::vector<ExpectationParams> expect;
  Correction correction = Correction::holm;
  std::string not_reproduced;
  config::OptionalGroup<CalibrateParams> calibrate;
};
void describe(config::Section& s, ExperimentParams& p);
config::Section description(ExperimentParams& params);

/// An experiment whose parts have been read and checked; its single runs have not (plan.hpp).
struct Experiment {
  std::string file;                 ///< as the user gave it
  std::filesystem::path directory;  ///< relative paths of arms and factors start here
  ExperimentParams params;
  config::Node source;               ///< of the file, as it was written
  config::Node base;                 ///< source of the base scenario, with `set`
  Scenario scenario;                 ///< the same, read
  std::vector<DesignTable> blocks;   ///< at least one; without a design, one point without factors
  std::vector<std::string> arms;     ///< at least one; "" without arms
  std::vector<std::string> factors;  ///< of all blocks, each once, in the order of appearance
  std::vector<Measure> measures;
  CalibrationTarget target;                 ///< of `calibrate`, else empty
  std::vector<std::string> series_metrics;  ///< columns of series.csv; empty: there is none

  std::vector<std::string> measure_names() const;
};

/// Whether a file is an experiment and not a scenario, by its keys. One that cannot be read is neither.
bool is_experiment(const std::filesystem::path& file);

/// What the command line adds.
struct Additions {
  std::vector<std::string> set;   ///< "KEY=VALUE": of the scenario, after the file's own `set`
  std::vector<std::string> vary;  ///< "KEY=a,b,c" or "KEY=from:to:step": a factorial block
  std::optional<std::int64_t> replicates;
  bool quick = false;                    ///< no more replicates than the file's `quick`
  std::filesystem::path directory = {};  ///< instead of the file's own folder
};

/// Reads an experiment file and checks it. @throws config::InvalidInput with all problems at once
Experiment load_experiment(const std::filesystem::path& file, const Additions& additions = {});
/// The same from text; `name` stands for the file in messages.
Experiment parse_experiment(std::string_view text, const std::string& name,
                            const std::filesystem::path& directory, const Additions& additions = {});
/// An experiment that varies keys of a scenario file.
Experiment vary_scenario(const std::filesystem::path& file, const Additions& additions);

/// The experiment as a file of its own that does not need the files that it was made from (inputs such as
/// networks aside).
std::string resolved_yaml(const Experiment& experiment);
/// What the results of runs depend on: everything but the number of replicates, the expectations and texts.
config::Json identity(const Experiment& experiment);

/// JSON Schema (draft-07) of experiment files.
std::string experiment_schema();

}  // namespace shoal::experiment

namespace shoal::config {
template <>
struct EnumNames<experiment::SeedScheme> {
  static constexpr std::array<std::string_view, 2> names = {"common", "independent"};
};
}  // namespace shoal::config
