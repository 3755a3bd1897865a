#pragma once
// `shoal sweep --dry-run`: what a sweep would do, before it does it.

#include <string>

#include "experiment/plan.hpp"

namespace shoal::cli {

/// The plan as text: runs, seeds, threads, memory, rows, and the time that a timed pilot run suggests.
std::string dry_run(const experiment::Experiment& experiment, unsigned jobs, const experiment::Shard& shard);

}  // namespace shoal::cli
