// Morris' random walks.

#include <numeric>

#include "experiment/design_kinds.hpp"
#include "random/philox.hpp"

namespace shoal::experiment {

MorrisWalk morris_walk(const MorrisParams& params, DesignSeed seed, std::uint32_t trajectory) {
  const auto k = static_cast<std::uint32_t>(params.factors.size());
  const auto half = static_cast<std::uint32_t>(params.levels / 2);
  random::Stream stream(seed.seed, random::Purpose::design_trajectory, trajectory, seed.block);
  MorrisWalk walk;
  walk.steps.resize(k);
  std::iota(walk.steps.begin(), walk.steps.end(), 0u);
  for (std::uint32_t i = k; i > 1; --i) std::swap(walk.steps[i - 1], walk.steps[stream.below(i)]);
  for (std::uint32_t f = 0; f < k; ++f) {
    const bool up = stream.below(2) == 1;
    walk.up.push_back(up);
    walk.level.push_back(stream.below(half) + (up ? 0 : half));
  }
  return walk;
}

DesignTable morris(const MorrisParams& params, DesignSeed seed) {
  DesignTable table = table_of(params.factors);
  const double intervals = static_cast<double>(params.levels) - 1;
  const auto half = static_cast<std::uint32_t>(params.levels / 2);
  for (std::uint32_t t = 0; t < static_cast<std::uint32_t>(params.trajectories); ++t) {
    const MorrisWalk walk = morris_walk(params, seed, t);
    DesignPoint point;
    for (std::uint32_t f = 0; f < params.factors.size(); ++f)
      point.values.push_back(params.factors.items[f].second.text(walk.level[f] / intervals));
    table.points.push_back(point);
    for (const std::uint32_t f : walk.steps) {
      const std::uint32_t level = walk.up[f] ? walk.level[f] + half : walk.level[f] - half;
      point.values[f] = params.factors.items[f].second.text(level / intervals);
      table.points.push_back(point);
    }
  }
  return table;
}

}  // namespace shoal::experiment
