#pragma once
// From the tallies of blocks to the totals of a tick, always added in the order of the blocks.

#include <vector>

#include "mechanisms/step.hpp"
#include "metrics/totals.hpp"

namespace shoal {

struct Tallies {
  Tallies(const Model& model, const SeedAdopterParams& seeds, std::int64_t acting);
  /// Clears what belongs to one tick.
  void begin(std::uint32_t tick);
  /// Adds up the blocks and brings the store's reviews up to date.
  void finish(const Model& model, State& state);

  std::vector<BlockTally> blocks;
  metrics::Totals totals;
};

}  // namespace shoal
