#pragma once
// A scenario with its network and population, ready to be stepped.

#include <string>
#include <vector>

#include "engine/simulation.hpp"
#include "metrics/totals.hpp"
#include "network/build.hpp"
#include "population/population.hpp"
#include "scenario/scenario.hpp"

namespace shoal {

/// What a run is a function of, from YAML text and "key=value" overrides. Stays where it is made: simulations
/// refer to it.
struct World {
  explicit World(const std::string& yaml, const std::vector<std::string>& overrides = {},
                 const std::string& directory = ".")
      : scenario(parse_scenario(yaml, "test.yaml", directory, overrides)),
        network(network::build(scenario.network, static_cast<AgentIndex>(scenario.population.agents.value),
                               scenario.network_seed())),
        population(make_population(scenario.population, network, scenario.population_seed())) {}
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  Simulation simulation(unsigned threads = 1) const { return {scenario, network, population, threads}; }
  std::uint32_t ticks() const { return static_cast<std::uint32_t>(scenario.time.ticks.value); }

  Scenario scenario;
  Network network;
  Population population;
};

/// Every number of a tick's totals with a name, in a fixed order; for comparisons. `whole` counts must be
/// equal, others agree within rounding.
struct NamedNumber {
  std::string name;
  double value;
  bool whole;
};
std::vector<NamedNumber> numbers_of(const metrics::Totals& totals);

/// The bytes of every number: equal if and only if the totals are the same bit by bit.
std::string bits_of(const metrics::Totals& totals);

}  // namespace shoal
