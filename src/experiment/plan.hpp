#pragma once
// From an experiment to its runs. A run is (cell, replicate); a cell is one point of one arm of one block.
//
//   number of a run = replicate x cells + cell
//
// so that more replicates leave the numbers of earlier runs alone, and the seed of a run depends on what the
// run is and not on what else there is: adding arms, points or replicates changes no other run.

#include <cstdint>
#include <string>
#include <vector>

#include "experiment/experiment.hpp"

namespace shoal::experiment {

struct Cell {
  std::uint32_t block = 0, arm = 0;  ///< positions in the experiment
  std::uint64_t point = 0;           ///< in its block
};

/// One of n parts of a plan that together are the whole.
struct Shard {
  std::uint64_t index = 0, count = 1;
  bool whole() const { return count == 1; }
};

class Plan {
 public:
  /// `experiment` must outlive the plan.
  explicit Plan(const Experiment& experiment);

  const Experiment& experiment() const { return *experiment_; }
  const std::vector<Cell>& cells() const { return cells_; }  ///< by block, arm, point
  std::uint64_t least_replicates() const;
  std::uint64_t most_replicates() const;
  std::uint64_t most_runs() const { return most_replicates() * cells_.size(); }

  std::uint64_t run(std::size_t cell, std::uint64_t replicate) const {
    return replicate * cells_.size() + cell;
  }
  std::size_t cell_of(std::uint64_t run) const { return static_cast<std::size_t>(run % cells_.size()); }
  std::uint64_t replicate_of(std::uint64_t run) const { return run / cells_.size(); }

  std::uint64_t seed(std::size_t cell, std::uint64_t replicate) const;
  /// Values of all factors of the experiment in a cell; "" where its block does not vary one.
  std::vector<std::string> factors(std::size_t cell) const;
  /// "arm 'both', point 3 (network.mixing=0.1)", for messages.
  std::string name(std::size_t cell) const;
  /// The scenario of a cell; its seed is still the base's. `set`: "KEY=VALUE", on top of everything.
  /// @throws config::InvalidInput naming the cell
  Scenario scenario(std::size_t cell, const std::vector<std::string>& set = {}) const;

  /// Whether a run belongs to a shard. With a fixed number of replicates shards are equal ranges of run
  /// numbers; with a rule for their number a cell is in one shard as a whole.
  bool in_shard(std::uint64_t run, const Shard& shard) const;

 private:
  const Experiment* experiment_;
  std::vector<Cell> cells_;
  std::vector<std::uint64_t> keys_;  ///< of cells, for independent seeds
};

}  // namespace shoal::experiment
