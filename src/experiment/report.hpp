#pragma once
// From a ledger to the files of an experiment. Everything but timings.csv is a function of the experiment and
// its results: the same bytes for any number of threads, shards, interruptions.

#include <filesystem>
#include <string>
#include <vector>

#include "experiment/judge.hpp"
#include "experiment/ledger.hpp"
#include "experiment/results.hpp"

namespace shoal::experiment {

/// The runs that the plan needs and the ledger holds, sorted by block, arm, point and replicate.
Results results(const Plan& plan, const Ledger& ledger);

/// What was written, and what the results came to.
struct Report {
  std::vector<std::string> files;
  std::vector<Verdict> verdicts;
};
/// Writes the files of a whole experiment, or of the runs of a shard (runs.csv, series.csv and what tells
/// about them; the rest needs all runs). @throws output::Failure
Report write_report(const std::filesystem::path& directory, const Plan& plan, const Ledger& ledger);

}  // namespace shoal::experiment
