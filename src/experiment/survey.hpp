#pragma once
// What the cells of a plan are made of: which share a network or a population, and what memory they take.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "experiment/plan.hpp"

namespace shoal::experiment {

/// What a cell's runs share with other runs.
struct CellSurvey {
  std::uint32_t network = 0, population = 0;  ///< equal where the configurations are equal
  /// Fixed by the scenario; of a network that draws nothing 0, whatever the seeds.
  std::optional<std::uint64_t> network_seed, population_seed;
  std::uint64_t agents = 0;  ///< 0: only the network file knows
  std::uint64_t ticks = 0;
  double network_bytes = 0;       ///< a built network
  double network_peak_bytes = 0;  ///< while it is built
  double state_bytes = 0;         ///< population and state
  double form_bytes = 0;          ///< of these, what the network may keep for the next run (network::Forms)
  double work = 0;                ///< agents x ticks of a run, about
  double together_bytes = 0;      ///< what runs that step together take besides; 0: they do not
};

struct Survey {
  std::vector<CellSurvey> cells;
  std::uint32_t networks = 0, populations = 0;  ///< distinct configurations
  double record_bytes = 0;                      ///< what is kept of all runs
};

/// Reads and checks the scenario of every cell. @throws config::InvalidInput with the problems of the first
/// cells that have any
Survey survey(const Plan& plan);

/// What makes the network and the population of a run: equal keys, equal networks.
struct WorldKey {
  std::uint32_t network = 0;
  std::uint64_t network_seed = 0;
  std::uint32_t population = 0;
  std::uint64_t population_seed = 0;
  auto operator<=>(const WorldKey&) const = default;
};
WorldKey world_key(const CellSurvey& cell, std::uint64_t seed);

/// An upper bound of what `concurrent` threads need, each of which holds `together` runs on one network.
double memory_bytes(const Survey& survey, unsigned concurrent, unsigned together = 1);

}  // namespace shoal::experiment
