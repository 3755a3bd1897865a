#include "bench/scenarios.hpp"

#include <fmt/format.h>

#include "bench/contest.hpp"
#include "bench/texts.hpp"
#include "network/build.hpp"

namespace shoal::bench {

std::string name_of(Structure structure) { return structure == Structure::uniform ? "uniform" : "community"; }

Scenario make_scenario(const std::string& name, AgentIndex agents, Structure structure,
                       std::vector<std::string> overrides) {
  overrides.push_back(fmt::format("population.agents={}", agents));
  if (structure == Structure::uniform) {
    overrides.push_back("network.generator=erdos_renyi");
    overrides.push_back("network.erdos_renyi.mean_degree=16");
  } else {
    overrides.push_back("network.generator=planted_partition");
    overrides.push_back(
        fmt::format("network.planted_partition.communities={}", std::max(1u, (agents + 75) / 150)));
    overrides.push_back("network.planted_partition.mean_degree=16");
    overrides.push_back("network.planted_partition.mixing=0.1");
  }
  return parse_scenario(name == "herding" ? herding_text : reference_text, name, ".", overrides);
}

World::World(Scenario scenario_) : scenario(std::move(scenario_)) {
  const auto agents = static_cast<AgentIndex>(scenario.population.agents);
  network_seconds =
      seconds_of([&] { network = network::build(scenario.network, agents, scenario.network_seed()); });
  population = make_population(scenario.population, network, scenario.population_seed());
}

std::unique_ptr<World> make_world(const std::string& name, AgentIndex agents, Structure structure,
                                  std::vector<std::string> overrides) {
  return std::make_unique<World>(make_scenario(name, agents, structure, std::move(overrides)));
}

}  // namespace shoal::bench
