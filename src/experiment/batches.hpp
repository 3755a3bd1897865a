#pragma once
// In which order the runs of a round are done, and which of them together.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "experiment/survey.hpp"

namespace shoal::experiment {

/// Positions in the list of the round's runs. All share a network; at least one.
using Batch = std::vector<std::size_t>;

/// Runs that share a network come together, those that share a population within it; groups stand in the
/// order of their first run. So few networks are held at a time. Parallel to `keys`: positions.
std::vector<std::size_t> in_order_of_worlds(const std::vector<WorldKey>& keys);

/// At most how many runs of a cell step together, if `most` may: so few that a batch, which is finished when
/// a sweep is interrupted, is a matter of seconds.
std::size_t most_together(const CellSurvey& cell, std::size_t most);

/// Cuts an order of runs into batches of runs on one network, as even as can be, enough of them to keep
/// `jobs` threads busy. most(position): of the batch that the run is in.
std::vector<Batch> make_batches(const std::vector<std::size_t>& order, const std::vector<WorldKey>& keys,
                                const std::function<std::size_t(std::size_t)>& most, unsigned jobs);

}  // namespace shoal::experiment
