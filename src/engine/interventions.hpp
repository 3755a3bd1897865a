#pragma once
// What interventions do to a run (docs/mechanisms/interventions.md). All that can be known before the first
// tick is found out then: a run does not fail in its middle.

#include <cstdint>
#include <memory>
#include <vector>

#include "mechanisms/step.hpp"
#include "scenario/scenario.hpp"

namespace shoal {

/// A scenario in which everything is on that any stage of `scenario` needs: what the state is allocated for.
Scenario widest(const Scenario& scenario);

/// Brings the state in line with constants that have changed.
void adapt(State& state, const Model& before, const Model& after);

class Interventions {
 public:
  /// The arguments must outlive it.
  /// @throws config::InvalidInput: agents, roles, communities that the network does not have
  Interventions(const Scenario& scenario, const Network& network, const std::vector<std::string>& segments);

  /// The interventions of a tick, in order: positions in Scenario::interventions.
  std::vector<std::size_t> due(std::uint32_t tick) const;
  /// The scenario from intervention n on; null if it sets no keys.
  const Scenario* stage(std::size_t n) const {
    return scenario_.stages.empty() ? nullptr : scenario_.stages[n].get();
  }
  /// Takes agents out of the run. How many.
  std::int64_t remove(std::size_t n, const Model& model, State& state) const;
  /// Makes agents adopters; counts them in `totals`.
  void seed(std::size_t n, const Model& model, State& state, metrics::Totals& totals) const;

 private:
  std::vector<AgentIndex> candidates(const RemovalParams& params, std::size_t n, const State& state) const;

  const Scenario& scenario_;
  const Network& network_;
  std::vector<std::size_t> order_;
  std::vector<std::vector<AgentIndex>> named_;  ///< by intervention: agents that `remove` names
  struct Seeds {
    std::vector<AgentIndex> agents;
    std::vector<std::uint8_t> products;  ///< empty: all the same
  };
  std::vector<Seeds> seeds_;  ///< by intervention
};

}  // namespace shoal
