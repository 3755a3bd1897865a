#pragma once
// Two tables of runs (runs.csv), measure by measure: do they come from the same distributions?

#include <filesystem>
#include <map>
#include <optional>

#include "experiment/compare_tables.hpp"

namespace shoal::experiment {

struct RunsOptions {
  double alpha = 0.05;
  std::optional<double> margin = {};  ///< of measures without one of their own; none: test for a difference
  std::map<std::string, double> margins = {};  ///< by measure
  std::size_t shown = 5;
};

/// For each block, arm and design point and each measure. With a margin: equivalence of means by two
/// one-sided t tests; all must be shown, which needs no correction (Berger 1982). Without: no difference may
/// be found by a two-sided t test at alpha, adjusted by Holm for all of them. Replicates with the same seeds
/// in both are compared as pairs, others as independent samples (Welch). Points without partner and failed
/// runs are differences.
/// @throws config::InvalidInput: a file is no table of runs
FileComparison compare_runs(const std::filesystem::path& a, const std::filesystem::path& b,
                            const RunsOptions& options, std::set<std::string>& measures);

}  // namespace shoal::experiment
