// Sobol' points against published ones.

#include "statistics/sobol.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <vector>

namespace statistics_sobol_test {

using shoal::statistics::sobol;
using shoal::statistics::sobol_dimensions;

TEST_CASE("the first Sobol' points are those of Joe and Kuo", "[statistics]") {
  // The first ten points in three dimensions as sobol.cc of Joe & Kuo prints them for new-joe-kuo-6.
  const std::vector<std::vector<double>> published = {{0, 0, 0},
                                                      {0.5, 0.5, 0.5},
                                                      {0.75, 0.25, 0.25},
                                                      {0.25, 0.75, 0.75},
                                                      {0.375, 0.375, 0.625},
                                                      {0.875, 0.875, 0.125},
                                                      {0.625, 0.125, 0.875},
                                                      {0.125, 0.625, 0.375},
                                                      {0.1875, 0.3125, 0.9375},
                                                      {0.6875, 0.8125, 0.4375}};
  for (unsigned i = 0; i < published.size(); ++i)
    for (unsigned d = 0; d < 3; ++d) {
      INFO(i << ", " << d);
      CHECK(sobol(i, d) * 0x1p-32 == published[i][d]);
    }
}

TEST_CASE("Sobol' points in high dimensions are those of another implementation", "[statistics]") {
  // scipy 1.10 scipy.stats.qmc.Sobol(128, scramble=False).random(65536): points 77, 1000 and 65535.
  struct Known {
    unsigned index, dimension;
    double value;
  };
  const Known known[] = {
      {77, 0, 0x1.ac00000000000p-1},      {77, 1, 0x1.ac00000000000p-1},
      {77, 7, 0x1.4c00000000000p-1},      {77, 20, 0x1.3000000000000p-3},
      {77, 37, 0x1.cc00000000000p-1},     {77, 63, 0x1.c400000000000p-1},
      {77, 64, 0x1.7800000000000p-2},     {77, 100, 0x1.cc00000000000p-1},
      {77, 127, 0x1.a800000000000p-2},    {1000, 0, 0x1.c200000000000p-3},
      {1000, 1, 0x1.8c00000000000p-4},    {1000, 7, 0x1.cc80000000000p-1},
      {1000, 20, 0x1.0b80000000000p-1},   {1000, 37, 0x1.a980000000000p-1},
      {1000, 63, 0x1.c900000000000p-2},   {1000, 64, 0x1.0a00000000000p-3},
      {1000, 100, 0x1.8980000000000p-1},  {1000, 127, 0x1.1680000000000p-1},
      {65535, 0, 0x1.0000000000000p-16},  {65535, 1, 0x1.fffe000000000p-1},
      {65535, 7, 0x1.7492000000000p-1},   {65535, 20, 0x1.2206000000000p-1},
      {65535, 37, 0x1.a9ca000000000p-1},  {65535, 63, 0x1.2f7c000000000p-2},
      {65535, 64, 0x1.b7c8000000000p-3},  {65535, 100, 0x1.4dd6000000000p-1},
      {65535, 127, 0x1.ec68000000000p-3},
  };
  for (const Known& k : known) {
    INFO(k.index << ", " << k.dimension);
    CHECK(sobol(k.index, k.dimension) * 0x1p-32 == k.value);
  }
}

TEST_CASE("every block of 2^m Sobol' points has one in each of 2^m equal parts of every dimension",
          "[statistics]") {
  // Also tells that all direction numbers are odd, as they must be: an even one would repeat a part.
  for (unsigned d = 0; d < sobol_dimensions; ++d)
    for (const unsigned block : {0u, 3u}) {
      std::set<std::uint32_t> parts;
      for (unsigned i = 0; i < 4096; ++i) parts.insert(sobol(block * 4096 + i, d) >> 20);
      INFO(d);
      CHECK(parts.size() == 4096);
    }
}

}  // namespace statistics_sobol_test
