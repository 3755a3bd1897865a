#pragma once
// The kinds of designs, one per file. Each gives the points of a block; its factors come in the order of the
// parameters.

#include "experiment/design.hpp"

namespace shoal::experiment {

/// Where a kind takes its random numbers from.
struct DesignSeed {
  std::uint64_t seed = 0;
  std::uint32_t block = 0;
};

/// Every level of each factor with every level of the others; the last factor varies fastest.
DesignTable factorial(const config::Map<Levels>& factors);
/// The first levels of all factors together, the second levels, ...
DesignTable zip(const config::Map<Levels>& factors);
/// First the scenario as it is, then each level of each factor alone.
DesignTable one_at_a_time(const config::Map<Levels>& factors);
/// The points as written.
DesignTable list(const std::vector<config::Map<config::Literal>>& points);
DesignTable table(const TableFile& file);
/// Independent points.
DesignTable random(const SampledParams& params, DesignSeed seed);
/// McKay, Beckman & Conover (1979): every factor has one point in each of `samples` equal parts.
DesignTable latin_hypercube(const SampledParams& params, DesignSeed seed);
/// Sobol' points, with nested uniform scrambling (Owen 1995) or plain.
DesignTable sobol(const SobolParams& params, DesignSeed seed);
/// Saltelli et al. (2010): for each sample j the points A_j, then A_j with the value of B_j in factor 1, 2,
/// ..., then B_j. A and B are the first and second half of scrambled Sobol' points in 2k dimensions.
DesignTable saltelli(const SaltelliParams& params, DesignSeed seed);
/// Morris (1991): random walks on a grid of `levels` that change every factor once, by levels / (2 (levels -
/// 1)) of its distribution.
DesignTable morris(const MorrisParams& params, DesignSeed seed);

/// Where a walk of a Morris design stands: `steps[s]` is the factor that step s changes, `level[f]` the grid
/// level from which factor f starts, `up[f]` whether it rises.
struct MorrisWalk {
  std::vector<std::uint32_t> steps, level;
  std::vector<bool> up;
};
MorrisWalk morris_walk(const MorrisParams& params, DesignSeed seed, std::uint32_t trajectory);

/// A coordinate of scrambled Sobol' points: 0 < u < 1.
double scrambled_sobol(DesignSeed seed, std::uint32_t index, unsigned dimension);

/// A table with the names of the factors and no points yet.
template <class T>
DesignTable table_of(const config::Map<T>& factors) {
  DesignTable table;
  for (const auto& [key, value] : factors) table.factors.push_back(key);
  return table;
}

}  // namespace shoal::experiment
