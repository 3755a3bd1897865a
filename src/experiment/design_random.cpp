// Designs of random points: independent, or one in each part of every factor.

#include <numeric>

#include "experiment/design_kinds.hpp"
#include "random/philox.hpp"

namespace shoal::experiment {
namespace {

using random::Purpose;

/// The uniform number of a point in a factor.
double uniform(DesignSeed seed, std::uint32_t factor, std::uint32_t point) {
  const random::Words words = random::draw(seed.seed, Purpose::design_value, factor, seed.block, point);
  return random::uniform_open(words[0], words[1]);
}

/// 0 .. n - 1 in random order (Fisher & Yates).
std::vector<std::uint32_t> shuffled(DesignSeed seed, std::uint32_t factor, std::uint32_t n) {
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  random::Stream stream(seed.seed, Purpose::design_shuffle, factor, seed.block);
  for (std::uint32_t i = n; i > 1; --i) std::swap(order[i - 1], order[stream.below(i)]);
  return order;
}

}  // namespace

DesignTable random(const SampledParams& params, DesignSeed seed) {
  DesignTable table = table_of(params.factors);
  table.points.resize(static_cast<std::size_t>(params.samples));
  for (std::uint32_t i = 0; i < table.points.size(); ++i)
    for (std::uint32_t f = 0; f < params.factors.size(); ++f)
      table.points[i].values.push_back(params.factors.items[f].second.text(uniform(seed, f, i)));
  return table;
}

DesignTable latin_hypercube(const SampledParams& params, DesignSeed seed) {
  DesignTable table = table_of(params.factors);
  const auto n = static_cast<std::uint32_t>(params.samples);
  table.points.resize(n);
  for (std::uint32_t f = 0; f < params.factors.size(); ++f) {
    const std::vector<std::uint32_t> part = shuffled(seed, f, n);
    for (std::uint32_t i = 0; i < n; ++i) {
      const double u = (part[i] + uniform(seed, f, i)) / n;
      table.points[i].values.push_back(params.factors.items[f].second.text(u));
    }
  }
  return table;
}

}  // namespace shoal::experiment
