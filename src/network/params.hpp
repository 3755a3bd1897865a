#pragma once
// The `network` section of a scenario (docs/model.md 5). Described in params.cpp; every key exists once.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "config/section.hpp"
#include "random/distribution.hpp"

namespace shoal {

enum class Generator : int {
  automatic,  ///< the file if there is one, else planted_partition
  complete,
  ring_lattice,
  erdos_renyi,
  small_world,
  scale_free,
  planted_partition,
  stochastic_block,
  lfr,
  star,
  core_periphery,
  tiered
};
enum class FileFormat : int { automatic, edge_list, graphml, gml, pajek };
enum class LoopPolicy : int { error, drop, keep };
enum class DuplicatePolicy : int { error, merge };  ///< merge: keep the tie once; weights: the largest
enum class CommunitySource : int {
  automatic,
  file,
  detect,
  none
};  ///< automatic: generator's, else file if given, else detect

/// Tie strengths lie in (0, 1]; drawn ones at or above this.
inline constexpr double smallest_weight = 1e-6;
inline constexpr std::size_t most_layers = 255;

/// Exponent of a power law.
struct Exponent : config::Real {
  constexpr Exponent(double v = 0) : Real{v} {}
  static constexpr double lowest = 0, highest = 10;
};

struct NetworkParams {
  Generator generator = Generator::automatic;
  config::FilePath file;  ///< instead of a generator
  FileFormat format = FileFormat::automatic;
  bool directed = false;  ///< of a file's ties (edge lists do not say): "u v" then reads "u observes v"
  LoopPolicy self_loops = LoopPolicy::error;
  DuplicatePolicy duplicates = DuplicatePolicy::merge;
  CommunitySource communities = CommunitySource::automatic;
  config::FilePath communities_file;

  struct RingLattice {
    config::Integer<1> neighbours{2};  ///< observed on each side (both sides) or ahead (one-sided)
    bool one_sided = false;            ///< directed: i observes i+1 .. i+neighbours only
  } ring_lattice;
  struct ErdosRenyi {
    config::NonNegative mean_degree{8};
  } erdos_renyi;
  struct SmallWorld {
    config::Integer<2> mean_degree{8};  ///< even: K/2 neighbours on each side before rewiring
    config::Probability rewiring{0.05};
  } small_world;
  struct ScaleFree {
    config::Integer<1> ties_per_agent{4};  ///< m
  } scale_free;
  struct PlantedPartition {
    config::Integer<1> communities{20};
    config::NonNegative mean_degree{12};
    config::Probability mixing{0.1};  ///< share of an agent's ties that leave its community
  } planted_partition;
  struct StochasticBlock {
    std::vector<config::Positive> shares;  ///< of agents per block; normalised
    std::vector<std::vector<config::NonNegative>>
        mean_degrees;  ///< [r][s]: ties of an agent of block r to block s
  } stochastic_block;
  struct Lfr {
    config::Positive mean_degree{12};
    config::Integer<1> max_degree{50};
    Exponent degree_exponent{2.5};
    Exponent community_exponent{1.5};
    config::Integer<2> min_community{20};
    config::Integer<2> max_community{200};
    config::Probability mixing{0.2};
  } lfr;
  struct Star {
    config::Integer<1> hubs{1};  ///< communities, each a star around one hub; hubs know each other
  } star;
  struct CorePeriphery {
    config::Integer<1> communities{1};
    config::Probability core_share{0.1};
    config::NonNegative core_degree{12};      ///< mean ties of a core agent to the core
    config::NonNegative periphery_degree{3};  ///< mean ties of a peripheral agent to the core
    config::NonNegative edge_degree{0.5};     ///< mean ties of a peripheral agent to the periphery
    config::NonNegative bridge_degree{0};     ///< mean ties of a core agent to other communities' cores
  } core_periphery;
  struct Tiered {
    config::Integer<1> communities{1};
    config::Probability top_share{0.01};
    config::Probability middle_share{0.1};
    config::NonNegative upward_degree{4};  ///< mean ties of an agent to the tier above
    config::NonNegative within_degree{4};  ///< mean ties of an agent inside its tier
    config::NonNegative bridge_degree{0};  ///< mean ties of a top agent to other communities' top tiers
  } tiered;

  Distribution weights{1, smallest_weight, 1};  ///< of tie strength
  struct Layer {
    std::string name;
    config::Positive share{1};                    ///< of ties
    Distribution weights{1, smallest_weight, 1};  ///< multiplied with the tie's own
  };
  std::vector<Layer> layers;
};

void describe(config::Section& s, NetworkParams& p);
void describe(config::Section& s, NetworkParams::RingLattice& p);
void describe(config::Section& s, NetworkParams::ErdosRenyi& p);
void describe(config::Section& s, NetworkParams::SmallWorld& p);
void describe(config::Section& s, NetworkParams::ScaleFree& p);
void describe(config::Section& s, NetworkParams::PlantedPartition& p);
void describe(config::Section& s, NetworkParams::StochasticBlock& p);
void describe(config::Section& s, NetworkParams::Lfr& p);
void describe(config::Section& s, NetworkParams::Star& p);
void describe(config::Section& s, NetworkParams::CorePeriphery& p);
void describe(config::Section& s, NetworkParams::Tiered& p);
void describe(config::Section& s, NetworkParams::Layer& p);

/// The generator in effect: `automatic` resolved. Meaningless where a file is given.
Generator chosen_generator(const NetworkParams& p);

/// Generators whose parameters were changed but which are not used. No error: a variant of a scenario chooses
/// another generator and keeps its base's sections.
std::vector<std::string> unused_sections(const NetworkParams& p);

/// Checks that span keys: file against generator, parameters of a generator that is not used, lfr feasibility
/// ... Reports through `reader`. `agents`: population.agents; 0 only with a file.
void check(const NetworkParams& p, std::int64_t agents, config::Reader& reader);

}  // namespace shoal

namespace shoal::config {
template <>
struct EnumNames<Generator> {
  static constexpr std::array<std::string_view, 12> names = {
      "auto",        "complete",   "ring_lattice",      "erdos_renyi",
      "small_world", "scale_free", "planted_partition", "stochastic_block",
      "lfr",         "star",       "core_periphery",    "tiered"};
};
template <>
struct EnumNames<FileFormat> {
  static constexpr std::array<std::string_view, 5> names = {"auto", "edge_list", "graphml", "gml", "pajek"};
};
template <>
struct EnumNames<LoopPolicy> {
  static constexpr std::array<std::string_view, 3> names = {"error", "drop", "keep"};
};
template <>
struct EnumNames<DuplicatePolicy> {
  static constexpr std::array<std::string_view, 2> names = {"error", "merge"};
};
template <>
struct EnumNames<CommunitySource> {
  static constexpr std::array<std::string_view, 4> names = {"auto", "file", "detect", "none"};
};
}  // namespace shoal::config
