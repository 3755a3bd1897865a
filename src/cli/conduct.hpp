#pragma once
// What `shoal sweep` and `shoal verify` share: from an experiment to a directory of results.

#include <filesystem>
#include <string>

#include "cli/command.hpp"
#include "experiment/experiment.hpp"
#include "experiment/plan.hpp"
#include "experiment/report.hpp"

namespace shoal::cli {

/// An experiment file, or a scenario file with --vary; --set and --replicates.
/// @throws UsageError, config::InvalidInput
experiment::Experiment open_experiment(const Arguments& arguments, const std::string& file);

/// --jobs, or as many as this process may use.
unsigned job_count(const Arguments& arguments);

/// The experiment's name under `out`, with what file systems dislike in a name replaced.
std::filesystem::path experiment_path(const std::filesystem::path& out,
                                      const experiment::Experiment& experiment);

struct Conduct {
  std::filesystem::path directory;
  unsigned jobs = 1;
  experiment::Shard shard;
  bool resume = false, retry_failed = false, quiet = false;
};
struct Conducted {
  int code = success;        ///< success, run_failed where runs failed, interrupted
  std::uint64_t failed = 0;  ///< runs
  experiment::Report report;
};
/// Runs what is missing, writes the files and says what came of it.
Conducted conduct(const experiment::Experiment& experiment, const Conduct& how);

}  // namespace shoal::cli
