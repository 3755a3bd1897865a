// Pure functions of experience.

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "mechanisms/undergo.hpp"
#include "random/philox.hpp"

namespace mechanisms_experience_test {

using namespace shoal;

namespace {

struct Sample {
  double mean = 0, variance = 0, lowest = 1, highest = 0;
};
/// 100,000 draws of the quality received.
Sample draw(const ExperienceParams& params, float level) {
  Sample s;
  constexpr int n = 100000;
  double sum = 0, squares = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const auto words = random::draw(3, random::Purpose::experience, i);
    const double q = static_cast<double>(received(params, level, words[0], words[1]));
    sum += q;
    squares += q * q;
    s.lowest = std::min(s.lowest, q);
    s.highest = std::max(s.highest, q);
  }
  s.mean = sum / n;
  s.variance = squares / n - s.mean * s.mean;
  return s;
}

}  // namespace

TEST_CASE("the quality received scatters normally around the true level", "[mechanisms]") {
  // Null: mean .5, sd .1, n = 100,000; tolerances of 5.5 standard errors (sd / sqrt n, sd sqrt(1 / 2n)).
  ExperienceParams params;
  params.quality_sd = config::NonNegative{0.1};
  const Sample s = draw(params, 0.5f);
  CHECK(std::abs(s.mean - 0.5) < 5.5 * 0.1 / std::sqrt(1e5));
  CHECK(std::abs(std::sqrt(s.variance) - 0.1) < 5.5 * 0.1 / std::sqrt(2e5));
}

TEST_CASE("the quality received stays between 0 and 1", "[mechanisms]") {
  ExperienceParams params;
  params.quality_sd = config::NonNegative{3};
  const Sample s = draw(params, 0.9f);
  CHECK(s.lowest == 0);
  CHECK(s.highest == 1);
}

TEST_CASE("without noise buyers receive the true level", "[mechanisms]") {
  ExperienceParams params;
  params.quality_sd = config::NonNegative{0};
  CHECK(received(params, 0.37f, 0, 0) == 0.37f);
  CHECK(received(params, 0.37f, ~0u, ~0u) == 0.37f);
}

TEST_CASE("all-or-nothing quality is 1 with the true level as probability", "[mechanisms]") {
  ExperienceParams params;
  params.noise = QualityNoise::bernoulli;
  const Sample s = draw(params, 0.3f);
  CHECK(std::abs(s.mean - 0.3) < 5.5 * std::sqrt(0.3 * 0.7 / 1e5));
  CHECK(s.variance == Approx(s.mean * (1 - s.mean)));  // nothing but 0 and 1
  CHECK(received(params, 0, 0, 0) == 0);
  CHECK(received(params, 1, ~0u, ~0u) == 1);
}

TEST_CASE("qualities received as a column are those received one by one", "[mechanisms]") {
  ExperienceParams scattered, exact, all_or_nothing;
  scattered.quality_sd = config::NonNegative{0.3};
  exact.quality_sd = config::NonNegative{0};
  all_or_nothing.noise = QualityNoise::bernoulli;
  for (const ExperienceParams& params : {scattered, exact, all_or_nothing})
    for (const std::size_t count : {0u, 1u, 255u, 256u, 257u, 1000u}) {
      std::vector<std::uint32_t> high(count), low(count);
      std::vector<float> level(count), quality(count + 1, 42);
      for (std::size_t n = 0; n < count; ++n) {
        const auto words = random::draw(5, random::Purpose::experience, static_cast<std::uint32_t>(n));
        high[n] = words[0], low[n] = words[1], level[n] = random::uniform(words[2]);
      }
      receive(params, level.data(), high.data(), low.data(), count, quality.data());
      std::size_t wrong = 0;
      for (std::size_t n = 0; n < count; ++n)
        wrong += quality[n] != received(params, level[n], high[n], low[n]);
      CHECK(wrong == 0);
      CHECK(quality[count] == 42);
    }
}

TEST_CASE("the reward weighs quality and surprise", "[mechanisms]") {
  ExperienceParams params;
  params.quality = config::NonNegative{2};
  params.surprise = config::NonNegative{0.5};
  params.offset = config::Real{-0.25};
  CHECK(reward_of(params, 0.75f, 0.2f) == Approx(-0.25 + 1 + 0.1));
  CHECK(reward_of(params, 0, -1) == Approx(-0.25 - 2 - 0.5));
  params.offset = config::Real{0.5};  // the setting that makes the reward equal to the quality
  params.quality = config::NonNegative{0.5};
  params.surprise = config::NonNegative{0};
  for (const float q : {0.0f, 0.3f, 1.0f}) CHECK(reward_of(params, q, 0.7f) == Approx(q));
  Product product{};
  product.level[0] = 0.6f;
  CHECK(expected_reward(params, product) == Approx(0.6));
}

TEST_CASE("loyalty grows towards one and falls towards nothing", "[mechanisms]") {
  CHECK(loyalty_gained(0.5f, 0.2f, 0.5f) == Approx(0.55));
  CHECK(loyalty_gained(0.5f, 0.2f, 0) == 0.5f);
  CHECK(loyalty_gained(1, 1, 1) == 1);
  CHECK(loyalty_lost(0.5f, 0.3f) == Approx(0.35));
  CHECK(loyalty_lost(0.5f, 1) == 0);
  float loyalty = 0;
  for (int n = 0; n < 100; ++n) {
    const float before = loyalty;
    loyalty = loyalty_gained(loyalty, 0.2f, 0.9f);
    CHECK((loyalty >= before && loyalty <= 1));
  }
}

}  // namespace mechanisms_experience_test
