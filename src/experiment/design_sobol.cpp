// Designs on Sobol' points: points of low discrepancy, and Saltelli's arrangement of them.

#include "experiment/design_kinds.hpp"
#include "random/philox.hpp"
#include "statistics/sobol.hpp"

namespace shoal::experiment {

double scrambled_sobol(DesignSeed seed, std::uint32_t index, unsigned dimension) {
  // Owen (1995): each bit is flipped or not, at random, depending on all bits above it.
  const std::uint32_t x = statistics::sobol(index, dimension);
  std::uint32_t flips = 0;
  for (unsigned bit = 0; bit < 32; ++bit) {
    const std::uint32_t above = bit == 0 ? 0 : x >> (32 - bit);
    const std::uint32_t address = dimension | bit << 8;
    const random::Words words =
        random::draw(seed.seed, random::Purpose::design_scramble, address, seed.block, above);
    flips |= (words[0] & 1) << (31 - bit);
  }
  return (static_cast<double>(x ^ flips) + 0.5) * 0x1p-32;
}

DesignTable sobol(const SobolParams& params, DesignSeed seed) {
  DesignTable table = table_of(params.factors);
  table.points.resize(static_cast<std::size_t>(params.samples));
  for (std::uint32_t i = 0; i < table.points.size(); ++i)
    for (unsigned f = 0; f < params.factors.size(); ++f) {
      const double u = params.scramble ? scrambled_sobol(seed, i, f) : statistics::sobol(i, f) * 0x1p-32;
      table.points[i].values.push_back(params.factors.items[f].second.text(u));
    }
  return table;
}

DesignTable saltelli(const SaltelliParams& params, DesignSeed seed) {
  DesignTable table = table_of(params.factors);
  const auto k = static_cast<unsigned>(params.factors.size());
  for (std::uint32_t j = 0; j < static_cast<std::uint32_t>(params.samples); ++j) {
    DesignPoint a, b;
    for (unsigned f = 0; f < k; ++f) {
      const Spread& spread = params.factors.items[f].second;
      a.values.push_back(spread.text(scrambled_sobol(seed, j, f)));
      b.values.push_back(spread.text(scrambled_sobol(seed, j, k + f)));
    }
    table.points.push_back(a);
    for (unsigned f = 0; f < k; ++f) {
      DesignPoint mixed = a;
      mixed.values[f] = b.values[f];
      table.points.push_back(std::move(mixed));
    }
    table.points.push_back(std::move(b));
  }
  return table;
}

}  // namespace shoal::experiment
