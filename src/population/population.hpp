#pragma once
// Consumers before the first tick: traits, segments, seed adopters (docs/model.md 2). Columns are in internal
// order.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/section.hpp"
#include "network/network.hpp"
#include "population/columns.hpp"
#include "random/distribution.hpp"

namespace shoal {

enum class Trait : int {
  impulsivity,
  hedonic_motivation,
  utilitarian_motivation,
  self_control,
  susceptibility,
  conformity,
  novelty_seeking,
  income,
  learning_rate,
  production,
  product_knowledge,
  prior_belief  ///< mean of the first belief in every attribute of every product, in [0, 1], default 0.5
};
inline constexpr int trait_count = 12;

/// The traits of model.md 2, once: name, help, default and range.
struct TraitInfo {
  std::string_view name, help;
  double standard, lowest, highest;
};
extern const std::array<TraitInfo, trait_count> trait_table;

using TraitDistributions = std::array<Distribution, trait_count>;

struct SegmentParams {
  std::string name;
  config::Positive share{1};  ///< of agents; shares of all segments are normalised
  std::array<std::optional<Distribution>, trait_count> traits;
  std::optional<config::Probability> need;  ///< overrides decision.planned.need
};

enum class SeedChoice : int { random, highest_degree, role, community, list };

struct SeedAdopterParams {
  std::optional<config::Integer<0>> count;
  std::optional<config::Probability> share;
  SeedChoice by = SeedChoice::random;
  std::string role = "hub";         ///< with by: role
  config::Integer<0> community{0};  ///< with by: community (its position)
  std::vector<std::string> agents;  ///< with by: list; labels as in the network file
  config::Integer<0> product{0};    ///< position of the adopted product
};

struct PopulationParams {
  config::Integer<0, 4000000000> agents{0};  ///< 0: as many as the network file has
  TraitDistributions traits;
  config::FilePath traits_file;  ///< CSV with one row per agent, header, column `agent` with labels
  std::vector<SegmentParams> segments;
  SeedAdopterParams seed_adopters;
  PopulationParams();  ///< defaults from trait_table
};

void describe(config::Section& s, PopulationParams& p);
void describe(config::Section& s, SegmentParams& p);
void describe(config::Section& s, SeedAdopterParams& p);
void check(const PopulationParams& p, config::Reader& reader);

struct Population {
  AgentIndex agents = 0;
  std::array<Column, trait_count> traits;          ///< varying only where the scenario makes it vary
  std::vector<std::uint8_t> segment;               ///< [N]; empty: one segment
  std::vector<std::string> segment_names;          ///< at least one ("all")
  std::vector<std::optional<float>> segment_need;  ///< per segment: override of decision.planned.need
  std::vector<AgentIndex> seed_adopters;           ///< internal positions, ascending

  const Column& trait(Trait t) const { return traits[static_cast<std::size_t>(t)]; }
};

/// @throws config::InvalidInput (traits CSV, unknown seed adopters ...)
Population make_population(const PopulationParams& params, const Network& network, std::uint64_t seed);

}  // namespace shoal
namespace shoal::config {
template <>
struct EnumNames<SeedChoice> {
  static constexpr std::array<std::string_view, 5> names = {"random", "highest_degree", "role", "community",
                                                            "list"};
};
}  // namespace shoal::config
