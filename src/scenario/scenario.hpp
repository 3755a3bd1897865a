#pragma once
// A scenario: everything that a run is a function of. It only composes the parameter structs of the rooms;
// each is described where it is used. `load_scenario` is the one way in.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/section.hpp"
#include "config/source.hpp"
#include "mechanisms/params.hpp"
#include "network/params.hpp"
#include "population/population.hpp"
#include "scenario/interventions.hpp"
#include "scenario/name_list.hpp"
#include "scenario/presets.hpp"

namespace shoal {

/// How agents take turns within a tick (docs/model.md 3).
enum class Schedule : int { synchronous, sequential, asynchronous };
/// Whose turn it is under `schedule: sequential`.
enum class TurnOrder : int { index, random };

struct TimeParams {
  config::Integer<1, 4000000000> ticks{365};
  TurnOrder order = TurnOrder::index;
};

/// Seeds of the parts; each is derived from `seed` unless given.
struct SeedParams {
  std::optional<config::Seed> network, population, dynamics;
};

/// agents.nc: columns of all agents at chosen ticks.
struct AgentOutputParams {
  std::vector<config::Integer<0, 4000000000>> at;
  config::Integer<0, 4000000000> every{0};  ///< 0: only at `at`
  ColumnSelection columns;
  bool on() const { return !at.empty() || every > 0; }
};

struct OutputParams {
  MetricSelection metrics;   ///< columns of metrics.csv
  bool products = false;     ///< products.csv
  bool communities = false;  ///< communities.csv
  AgentOutputParams agents;  ///< agents.nc
};

struct Scenario {
  std::string name = "unnamed";
  std::string description;
  PresetSelection use;  ///< already applied; a record of where values came from
  PresetRows presets;
  config::Seed seed{1};
  SeedParams seeds;
  TimeParams time;
  Schedule schedule = Schedule::synchronous;
  NetworkParams network;
  PopulationParams population;
  MarketParams market;
  LearningParams learning;
  DecisionParams decision;
  ExperienceParams experience;
  ShareParams share;
  ReviewParams reviews;
  CommunityParams community;
  std::vector<CampaignParams> campaigns;
  CampaignKinds campaign_kinds;
  GroupBuyParams group_buy;
  ResellerParams resellers;
  std::vector<InterventionParams> interventions;
  /// By intervention: the scenario from then on; null where it sets no keys. Made from `interventions`.
  std::vector<std::shared_ptr<const Scenario>> stages;
  MembershipParams membership;
  PlatformParams platform;
  RoleParams roles;
  OutputParams output;

  std::uint64_t network_seed() const;
  std::uint64_t population_seed() const;
  std::uint64_t dynamics_seed() const;
};

/// The description of every key, bound to `scenario`.
void describe(config::Section& s, Scenario& scenario);
config::Section description(Scenario& scenario);

/// Reads, merges includes and overrides ("key.path=value"), checks everything.
/// @throws config::InvalidInput with all problems at once
Scenario load_scenario(const std::filesystem::path& file, const std::vector<std::string>& overrides = {});
/// The same from text; `name` stands for the file in messages.
Scenario parse_scenario(std::string_view yaml, const std::string& name,
                        const std::filesystem::path& directory,
                        const std::vector<std::string>& overrides = {});

/// The resolved scenario as YAML that reruns to the same bytes.
std::string resolved_yaml(const Scenario& scenario);
/// The resolved scenario as JSON (docs: manifest), and its SHA-256 over a form that does not depend on where
/// files lie.
config::Json resolved_json(const Scenario& scenario, config::Form form);
/// JSON Schema (draft-07) of scenario files.
std::string scenario_schema();

}  // namespace shoal

namespace shoal::config {
template <>
struct EnumNames<Schedule> {
  static constexpr std::array<std::string_view, 3> names = {"synchronous", "sequential", "asynchronous"};
};
template <>
struct EnumNames<TurnOrder> {
  static constexpr std::array<std::string_view, 2> names = {"index", "random"};
};
}  // namespace shoal::config
