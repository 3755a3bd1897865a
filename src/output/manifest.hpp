#pragma once
// manifest.json: what a run was a function of, what it wrote, and how it went. What does not depend on the
// machine comes first.

#include <string>
#include <vector>

#include "config/value.hpp"
#include "engine/simulation.hpp"
#include "network/network.hpp"
#include "output/file.hpp"
#include "scenario/scenario.hpp"

namespace shoal::output {

/// The part of a manifest that only the run itself knows.
struct RunRecord {
  bool complete = true;     ///< false: interrupted
  std::uint32_t ticks = 0;  ///< done
  unsigned threads = 1;
  std::size_t ties = 0;           ///< of the network (network::tie_count)
  std::string started;            ///< UTC, ISO 8601
  double seconds = 0;             ///< wall time from the start of the command
  std::vector<PhaseTime> phases;  ///< in order; those of the tick are summed over threads
};

/// The text of manifest.json. @throws Failure: an input file can no longer be read
std::string manifest(const Scenario& scenario, const Network& network, const RunRecord& run,
                     const std::vector<FileRecord>& outputs);

/// "2026-01-31T12:00:00Z"
std::string utc_now();
/// The largest resident memory of this process so far; 0 if the system does not say.
std::uint64_t peak_memory_bytes();

}  // namespace shoal::output
