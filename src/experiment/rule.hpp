#pragma once
// How many replicates a cell needs. The answer depends on the cell's own results alone, replicate by
// replicate, so it is the same for any number of threads, shards and interruptions.

#include <cstdint>
#include <functional>
#include <optional>

#include "experiment/plan.hpp"

namespace shoal::experiment {

/// The value of the rule's measure in a replicate: nothing if it is not done, NaN if it is undefined.
using MeasureOf = std::function<std::optional<double>(std::uint64_t replicate)>;

struct Needed {
  std::uint64_t replicates = 0;
  bool decided = true;  ///< false: results of these replicates are missing, and more may be needed
};
/// Without a rule the number of the file. With one: at_least replicates, then as many again until the
/// interval is narrow enough, but at most at_most.
Needed needed_replicates(const Replicates& replicates, const MeasureOf& measure);

}  // namespace shoal::experiment
