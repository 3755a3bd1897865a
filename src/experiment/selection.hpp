#pragma once
// Which runs an expectation speaks of, and how they are put side by side.

#include <cstdint>
#include <string>
#include <vector>

#include "experiment/expectation.hpp"
#include "experiment/results.hpp"

namespace shoal::experiment {

/// One run in scope.
struct Observation {
  const RunRecord* run = nullptr;
  std::size_t group = 0;       ///< 0 where the test has one group
  std::string cell;            ///< what must be alike for runs of different groups to be compared
  std::vector<double> values;  ///< of the measures asked for
};

struct Selection {
  std::vector<std::string> groups;  ///< names, for people
  std::vector<Observation> runs;
  std::string failure;  ///< why the expectation cannot be judged; empty: it can
  std::string notes;    ///< what was left out

  /// Adds a sentence to the notes.
  void note(const std::string& sentence);
};

/// The runs that the expectation speaks of, with the values of `measures`. A run that failed makes it fail;
/// so does an undefined value, unless such runs are to be dropped.
Selection select(const ExpectationParams& e, const Results& results,
                 const std::vector<std::string>& measures);

/// Values of the groups in one cell of one replicate; only where every group has one.
struct Match {
  std::uint64_t replicate = 0;
  std::vector<double> values;  ///< by group
};
/// In the order of replicates, then of cells. What has no partner is noted.
std::vector<Match> matches(Selection& selection);

/// By group, one value per replicate: the mean over its matches. Runs of one replicate share their luck under
/// common random numbers, whatever the design point, so the replicate is the independent unit.
std::vector<std::vector<double>> by_replicate(const std::vector<Match>& matches, std::size_t groups);

/// The mean of each replicate of one group, whether other groups have it or not; of the measure at this
/// place.
std::vector<double> replicate_means(const Selection& selection, std::size_t group, std::size_t measure = 0);

/// Whether no two runs share a seed: then they are independent.
bool independent(const Selection& selection);

/// "run 17 (block 0, arm both, point 2, replicate 4)"
std::string name_of_run(const RunRecord& run);

}  // namespace shoal::experiment
