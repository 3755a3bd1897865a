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
  prior_belief,  ///< mean of the first belief in every attribute of every product, in [0, 1], default 0.5
  resistance     ///< added to the threshold of adoption; any number, default 0
};
inline constexpr int trait_count = 13;

/// The traits of model.md 2, once, in the order of Trait.
struct TraitInfo {
  std::string_view name, help, unit, equation;
  double standard, lowest, highest;

  /// The default with the trait's range; may be a column of the traits file.
  Distribution distribution() const;
};
extern const std::array<TraitInfo, trait_count> trait_table;

using TraitDistributions = std::array<Distribution, trait_count>;
using TraitOverrides = std::array<std::optional<Distribution>, trait_count>;

inline constexpr std::size_t most_segments = 256;

struct SegmentParams {
  std::string name;
  config::Positive share{1};  ///< of agents; shares of all segments are normalised
  TraitOverrides traits;
  std::optional<config::Probability> need;  ///< overrides decision.planned.need
};

enum class SeedChoice : int { random, highest_degree, role, community, list };

/// Without count and share: nobody by random choice, everybody whom a role, a community or a list names.
struct SeedAdopterParams {
  std::optional<config::Integer<0>> count;
  std::optional<config::Probability> share;  ///< of those from whom is chosen
  SeedChoice by = SeedChoice::random;
  Role role = Role::hub;                      ///< with by: role
  config::Integer<0> community{0};            ///< with by: community (its position)
  std::vector<std::string> agents;            ///< with by: list; labels as in the network file
  config::Integer<0> product{0};              ///< position of the adopted product
  std::vector<config::Probability> products;  ///< instead: the share of them that adopted each product
};

struct PopulationParams {
  config::Integer<0, 4000000000> agents{0};  ///< 0: as many as the network file has
  TraitDistributions traits;
  config::FilePath traits_file;  ///< CSV with one row per agent, header, column `agent` with labels
  std::vector<SegmentParams> segments;
  SeedAdopterParams seed_adopters;
  PopulationParams();  ///< defaults from trait_table
};

/// Names of the segments; empty where the population has none.
std::vector<std::string> segment_names(const PopulationParams& population);

void describe(config::Section& s, PopulationParams& p);
void describe(config::Section& s, TraitDistributions& p);
void describe(config::Section& s, TraitOverrides& p);
void describe(config::Section& s, SegmentParams& p);
void describe(config::Section& s, SeedAdopterParams& p);
/// Checks that span keys. Reports through `reader`.
void check(const PopulationParams& p, config::Reader& reader);
/// Those of seed adopters alone, which stand at `path`.
void check(const SeedAdopterParams& p, const std::string& path, config::Reader& reader);

struct Population {
  AgentIndex agents = 0;
  std::array<Column, trait_count> traits;          ///< varying only where the scenario makes it vary
  std::vector<std::uint8_t> segment;               ///< [N]; empty: one segment
  std::vector<std::string> segment_names;          ///< at least one ("all")
  std::vector<std::optional<float>> segment_need;  ///< per segment: override of decision.planned.need
  std::vector<AgentIndex> seed_adopters;           ///< internal positions, ascending
  std::vector<std::uint8_t> seed_products;         ///< what each has adopted; empty: all the same

  /// The product that the n-th seed adopter has adopted.
  std::size_t seed_product(std::size_t n, const SeedAdopterParams& params) const {
    return seed_products.empty() ? static_cast<std::size_t>(params.product) : seed_products[n];
  }
  const Column& trait(Trait t) const { return traits[static_cast<std::size_t>(t)]; }
};

/// A function of its arguments, and per agent of the user's number alone: neither the internal order nor
/// other agents change who is who (segments and seed adopters, which are shares, aside); nor do `threads`.
/// @throws config::InvalidInput: a number of agents that the network does not have, a traits file that cannot
/// be used, seed adopters that do not exist
Population make_population(const PopulationParams& params, const Network& network, std::uint64_t seed,
                           unsigned threads = 1);

}  // namespace shoal

namespace shoal::config {
template <>
struct EnumNames<Role> {
  static constexpr std::array<std::string_view, 4> names = {"mass", "active", "core", "hub"};
};
template <>
struct EnumNames<SeedChoice> {
  static constexpr std::array<std::string_view, 5> names = {"random", "highest_degree", "role", "community",
                                                            "list"};
};
}  // namespace shoal::config
