#pragma once
// Designs: which values the factors take together. One item of `design:` holds exactly one kind;
// docs/designs.md.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/map.hpp"
#include "config/optional_group.hpp"
#include "experiment/factor.hpp"

namespace shoal::experiment {

/// More points than this make no block.
inline constexpr std::size_t most_points = 1'000'000;

/// Points drawn independently of each other, or one from each of `samples` equal parts of every factor.
struct SampledParams {
  config::Integer<1, most_points> samples{64};
  config::Map<Spread> factors;
};
struct SobolParams {
  config::Integer<1, most_points> samples{64};
  bool scramble = true;
  config::Map<Spread> factors;
};
/// Points for first-order and total Sobol' indices: samples * (factors + 2) of them.
struct SaltelliParams {
  config::Integer<2, most_points> samples{256};
  config::Map<Spread> factors;
};
/// Points for elementary effects: trajectories * (factors + 1) of them.
struct MorrisParams {
  config::Integer<2, 100000> trajectories{20};
  config::Integer<2, 1000> levels{4};
  config::Map<Spread> factors;
};
/// A CSV file: its header names the factors, each row is a point, an empty cell leaves the factor alone.
struct TableFile {
  config::FilePath file;
  std::vector<std::string> factors;
  std::vector<std::vector<std::string>> rows;  ///< as literals; read with the configuration
};
std::unique_ptr<config::Value> bind(TableFile& target);

/// One item of `design:`.
struct DesignParams {
  std::string name;  ///< empty: its number
  std::optional<config::Map<Levels>> factorial, zip, one_at_a_time;
  std::optional<std::vector<config::Map<config::Literal>>> list;
  std::optional<TableFile> table;
  config::OptionalGroup<SampledParams> random, latin_hypercube;
  config::OptionalGroup<SobolParams> sobol;
  config::OptionalGroup<SaltelliParams> saltelli;
  config::OptionalGroup<MorrisParams> morris;
};
void describe(config::Section& s, SampledParams& p);
void describe(config::Section& s, SobolParams& p);
void describe(config::Section& s, SaltelliParams& p);
void describe(config::Section& s, MorrisParams& p);
void describe(config::Section& s, DesignParams& p);

/// "factorial", "sobol", ...; empty unless exactly one kind is given.
std::string_view kind(const DesignParams& params);

/// Checks that span keys; `path` is where the item was read ("design.0").
void check(const DesignParams& params, const std::string& path, config::Reader& reader);

/// A point: texts as --set takes them, parallel to the factors. Empty: the factor stays as the scenario has
/// it.
struct DesignPoint {
  std::vector<std::string> values;
  bool operator==(const DesignPoint&) const = default;
};
struct DesignTable {
  std::string name;                  ///< of the block: its number in the file where it has none
  std::vector<std::string> factors;  ///< keys of the scenario
  std::vector<DesignPoint> points;
};

/// The points of a block that passed `check`: a function of these three alone.
DesignTable expand(const DesignParams& params, std::uint64_t design_seed, std::size_t block);

}  // namespace shoal::experiment
