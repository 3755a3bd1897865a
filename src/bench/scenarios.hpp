#pragma once
// The scenarios that are timed, in any size and structure.

#include <memory>
#include <string>
#include <vector>

#include "network/network.hpp"
#include "population/population.hpp"
#include "scenario/scenario.hpp"

namespace shoal::bench {

enum class Structure {
  uniform,    ///< 16 ties to anybody (Erdos-Renyi)
  community,  ///< communities of 150, nine of ten ties inside
};
std::string name_of(Structure structure);

/// "herding" (configs/bench/herding.yaml) or "reference" (configs/reference/million.yaml) for so many agents.
/// The files are those of the build; the tool needs no others.
Scenario make_scenario(const std::string& name, AgentIndex agents, Structure structure,
                       std::vector<std::string> overrides = {});

/// A scenario with what belongs to it. Stays where it is made: simulations refer to it.
struct World {
  explicit World(Scenario scenario);
  Scenario scenario;
  Network network;
  Population population;
  double network_seconds = 0;  ///< that building the network took
};
std::unique_ptr<World> make_world(const std::string& name, AgentIndex agents, Structure structure,
                                  std::vector<std::string> overrides = {});

}  // namespace shoal::bench
