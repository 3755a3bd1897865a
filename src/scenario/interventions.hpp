#pragma once
// Interventions: what somebody does to a running market at a tick (docs/mechanisms/interventions.md). Keys
// are set to other values, agents are taken out, agents are made adopters.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/literal.hpp"
#include "config/map.hpp"
#include "config/optional_group.hpp"
#include "config/source.hpp"
#include "population/population.hpp"

namespace shoal {

/// Whom to take out: agents that meet all conditions, or so many of them.
struct RemovalParams {
  std::vector<std::string> agents;  ///< labels as in the network file
  std::optional<Role> role;
  std::optional<config::Integer<0>> community;
  std::optional<config::Integer<0>> count;
  std::optional<config::Probability> share;
  bool most_observed = false;  ///< of so many, those whom most others observe; else at random
};

struct InterventionParams {
  config::Integer<1, 4000000000> at{1};
  config::Map<config::Literal> set;  ///< key path -> value
  config::OptionalGroup<RemovalParams> remove;
  config::OptionalGroup<SeedAdopterParams> seed_adopters;
};
void describe(config::Section& s, RemovalParams& p);
void describe(config::Section& s, InterventionParams& p);

struct Scenario;

/// Positions of the interventions in the order in which they happen.
std::vector<std::size_t> in_order(const std::vector<InterventionParams>& interventions);

/// Makes Scenario::stages: for each intervention that sets keys, the scenario as it is from then on, read and
/// checked like any other. `root` is the source tree of the scenario.
void compose_stages(const config::Node& root, Scenario& scenario, config::Problems& problems);

/// Checks that span keys. Reports through `reader`.
void check_interventions(const Scenario& scenario, config::Reader& reader);

}  // namespace shoal
