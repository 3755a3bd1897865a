#pragma once
// From the tallies of blocks to the totals of a tick, always added in the order of the blocks.

#include <span>
#include <vector>

#include "mechanisms/step.hpp"
#include "metrics/totals.hpp"

namespace shoal {

struct Tallies {
  Tallies(const Model& model, const SeedAdopterParams& seeds, std::int64_t acting);
  /// Clears what belongs to one tick.
  void begin(std::uint32_t tick);
  /// Where all that is added up is whole numbers, one tally serves all blocks of each of so many workers;
  /// 0: each block has its own.
  void by_worker(unsigned workers);
  /// The tally in which a worker counts for a block that it runs in the tick at hand.
  BlockTally& of(std::size_t block, unsigned worker);
  /// Adds up the blocks and brings the store's reviews up to date. `read`: totals that somebody reads.
  void finish(const Model& model, State& state, metrics::Figures read);

  std::vector<BlockTally> blocks;
  metrics::Totals totals;

 private:
  std::span<const BlockTally> used() const { return per_worker_.empty() ? blocks : per_worker_; }
  void finish_communities(const Model& model, const State& state);

  /// Of several workers every other one stays blank, so that no two of them write to the same line of the
  /// cache.
  std::vector<BlockTally> per_worker_;
};

}  // namespace shoal
