#include "random/logistic_trial.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "population/aligned.hpp"

namespace random_logistic_trial_test {
using namespace shoal;
using namespace shoal::random;

/// Trials in columns, and by the formula one by one.
struct Trials {
  Aligned<float> x;
  Aligned<std::uint32_t> words;

  void add(float at, std::uint32_t word) {
    x.push_back(at);
    words.push_back(word);
  }
  /// How many of the first `count` come out differently, and bits behind them that are set.
  std::size_t wrong(std::uint32_t count) {
    x.resize(std::max<std::size_t>(x.size(), (count + 63) / 64 * 64));
    words.resize(x.size());
    std::vector<std::uint64_t> bits((count + 63) / 64 + 1, ~std::uint64_t{0});
    succeeding(x.data(), words.data(), count, bits.data());
    std::size_t n = bits.back() == ~std::uint64_t{0} ? 0 : 1;  // nothing is written behind the last word
    for (std::size_t i = 0; i < 64 * (bits.size() - 1); ++i)
      n += (bits[i / 64] >> (i % 64) & 1) != (i < count && succeeds(x[i], words[i]) ? 1u : 0u);
    return n;
  }
};

TEST_CASE("a trial at x succeeds if its luck lies below logistic(x)", "[random]") {
  for (const float x : {-30.0f, -3.0f, -0.5f, 0.0f, 0.25f, 2.0f, 9.0f}) {
    const double p = 1 / (1 + std::exp(-double{x}));
    const auto at = [](double luck) { return static_cast<std::uint32_t>(luck * 0x1p32); };
    if (p > 1e-6) CHECK(succeeds(x, at(p - 1e-6)));
    if (p < 1 - 1e-6) CHECK_FALSE(succeeds(x, at(p + 1e-6)));
  }
}

TEST_CASE("trials in columns are those one by one, however many", "[random]") {
  Trials trials;
  for (std::uint32_t n = 0; n < 5000; ++n) {
    const Words w = draw(3, Purpose::decision, n);
    trials.add(12.0f * uniform(w[0]) - 6.0f, w[1]);
  }
  for (const std::uint32_t count :
       {0u, 1u, 15u, 16u, 17u, 63u, 64u, 65u, 1000u, 1023u, 1024u, 1025u, 2100u, 5000u}) {
    INFO(count);
    CHECK(trials.wrong(count) == 0);
  }
}

TEST_CASE("bounds tell no trial wrong whose luck lies close to its chance", "[random]") {
  // All through and beyond the pieces of the table, with luck at so many distances from the chance: were a
  // piece farther away than its slack, some of these would come out wrong. Sixteen of each, as one that is
  // not sure has its neighbours told by the formula.
  Trials trials;
  for (int distance = -40; distance <= 40; ++distance)
    for (int step = -12000; step <= 12000; step += 7) {
      const float x = 1e-3f * static_cast<float>(step);
      const double luck = 1 / (1 + std::exp(-double{x})) + 1e-5 * distance;
      if (luck < 0 || luck >= 1) continue;
      for (int n = 0; n < 16; ++n) trials.add(x, static_cast<std::uint32_t>(luck * 0x1p32));
    }
  CHECK(trials.wrong(static_cast<std::uint32_t>(trials.x.size())) == 0);
}

TEST_CASE("trials at the ends of all numbers, and at none, come out as by the formula", "[random]") {
  constexpr float infinity = std::numeric_limits<float>::infinity(),
                  none = std::numeric_limits<float>::quiet_NaN();
  Trials trials;
  for (const float x :
       {0.0f,     -0.0f,   1e-45f,   -1e-45f,  9.529f,   -9.529f,   9.53f, -9.53f, 9.54f, -9.54f,
        0.30769f, 0.3077f, 1.53846f, 1.5385f,  8.0f,     -8.0f,     16.0f, -16.0f, 87.0f, -87.0f,
        200.0f,   -200.0f, 3.4e38f,  -3.4e38f, infinity, -infinity, none,  -none})
    for (const std::uint32_t word : {0u, 1u, 255u, 256u, 1u << 20, 1u << 22, 1u << 23, 1u << 31, 0xff000000u,
                                     0xff800000u, 0xfffffe00u, 0xffffff00u, 0xffffffffu})
      trials.add(x, word);
  CHECK(trials.wrong(static_cast<std::uint32_t>(trials.x.size())) == 0);
}

}  // namespace random_logistic_trial_test
