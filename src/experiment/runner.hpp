#pragma once
// Does the runs of a plan that are not done yet, on several threads, and writes each down as it ends.

#include <cstdint>
#include <functional>

#include "experiment/ledger.hpp"
#include "experiment/plan.hpp"
#include "experiment/probe.hpp"
#include "experiment/survey.hpp"

namespace shoal::experiment {

struct Workforce {
  unsigned jobs = 1;      ///< runs at a time
  unsigned threads = 1;   ///< within each
  unsigned together = 1;  ///< runs on one network that may step together, counting as one
};
/// Shares `cores` out: runs side by side first; threads within a run only where there are fewer runs than
/// cores, or where memory does not hold more runs at a time. As many runs together as memory then holds.
Workforce share_out(const Survey& survey, std::uint64_t runs, unsigned cores, double available_bytes);

struct Tally {
  std::uint64_t planned = 0;  ///< runs known to be needed so far
  std::uint64_t done = 0;     ///< of those, with what was done before
  std::uint64_t now = 0;      ///< done by this call
  std::uint64_t failed = 0;   ///< of those done, not ok
  /// Built by this call. Runs that share a network share its building, within one round of a rule on
  /// replicates.
  std::uint64_t networks = 0;
};

struct Watcher {
  std::function<bool()> stop = [] { return false; };      ///< asked before every run
  std::function<void(const Tally&)> tell = [](auto&) {};  ///< after every run, one thread at a time
};

/// Does what is missing. Runs at hand are finished when the watcher asks to stop.
/// @throws output::Failure: the journal cannot be written
Tally do_runs(const Plan& plan, const Survey& survey, Ledger& ledger, const Workforce& force,
              const Watcher& watcher);

/// Replicates that a cell has by what the ledger holds; see rule.hpp.
struct Needed;
Needed needed_in(const Plan& plan, const Ledger& ledger, std::size_t cell);

/// The runs that the plan needs and the ledger lacks, by what is known now, in run order.
std::vector<std::uint64_t> missing_runs(const Plan& plan, const Ledger& ledger);

}  // namespace shoal::experiment
