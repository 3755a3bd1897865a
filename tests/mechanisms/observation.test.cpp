// Pure functions of observational learning.

#include <catch2/catch.hpp>
#include <cmath>

#include "mechanisms/observe.hpp"

namespace mechanisms_observation_test {

using namespace shoal;

TEST_CASE("exposure is the noticed share of neighbours that bought", "[mechanisms]") {
  CHECK(exposed(0.5f, 3, 4) == 0.375f);
  CHECK(exposed(1, 4, 4) == 1);
  CHECK(exposed(0, 4, 4) == 0);
  CHECK(exposed(0.5f, 0, 7) == 0);
  CHECK(exposed(0.5f, 0, 0) == 0);  // nobody to observe
}

TEST_CASE("the memory trace moves towards exposure and stays between the two", "[mechanisms]") {
  CHECK(retained(0.2f, 0.6f, 0, 1) == 0.6f);  // only the last tick counts
  CHECK(retained(0.2f, 0.6f, 1, 0) == 0.2f);  // nothing is taken in
  float memory = 0;
  for (int t = 1; t <= 50; ++t) {
    const float before = memory;
    memory = retained(memory, 0.6f, 0.8f, 1.0f - 0.8f);
    CHECK(memory >= before);
    CHECK(memory <= 0.6f);
    CHECK(memory == Approx(0.6 * (1 - std::pow(0.8, t))).epsilon(1e-5));
  }
}

TEST_CASE("observing weighs what a signal of its precision weighs against what one knows", "[mechanisms]") {
  CHECK(observed_weight(2, 2) == 0.5f);
  CHECK(observed_weight(1, 4) == 0.2f);
  CHECK(observed_weight(1, 1e-6f) == Approx(1).epsilon(1e-5));
  float before = 1;
  for (const float tau : {0.1f, 0.5f, 1.0f, 3.0f, 30.0f}) {  // the surer, the less
    CHECK(observed_weight(1, tau) < before);
    before = observed_weight(1, tau);
  }
}

TEST_CASE("the vicarious value moves towards the outcome of observed buyers and else fades", "[mechanisms]") {
  CHECK(vicarious_update(0, 4, 3, 1, 0.2f, 0.9f) == Approx(0.1));      // outcome (3 - 1) / 4
  CHECK(vicarious_update(0.5f, 2, 0, 2, 1, 0.9f) == -1);               // all displeased, learned at once
  CHECK(vicarious_update(0.5f, 2, 0, 0, 0.2f, 0.9f) == Approx(0.4));   // indifferent buyers
  CHECK(vicarious_update(0.5f, 0, 0, 0, 0.2f, 0.9f) == Approx(0.45));  // nobody bought
  float w = 0;  // Bandura's acquisition under continuous reward: 1 - (1 - rate)^n
  for (int n = 1; n <= 5; ++n) w = vicarious_update(w, 1, 1, 0, 0.2f, 1);
  CHECK(w == Approx(.67232).epsilon(1e-6));
}

TEST_CASE("conformist transmission meets its equation, bounds and limits", "[mechanisms]") {
  for (const float gamma : {1.0f, 1.25f, 2.0f, 3.0f, 11.0f}) {
    CHECK(conformist(0, gamma) == 0);
    CHECK(conformist(1, gamma) == 1);
    CHECK(conformist(0.5f, gamma) == Approx(0.5).epsilon(1e-6));
    float before = 0;
    for (int n = 1; n < 200; ++n) {
      const float m = static_cast<float>(n) / 200;
      const double x = static_cast<double>(m), g = static_cast<double>(gamma);
      const double exact = std::pow(x, g) / (std::pow(x, g) + std::pow(1 - x, g));
      const float h = conformist(m, gamma);
      CHECK(static_cast<double>(h) == Approx(exact).epsilon(1e-5).margin(1e-12));
      CHECK(h >= before);  // monotone
      CHECK(h <= 1);
      // Minorities lose, majorities gain; gamma 1 leaves all as it is (within rounding).
      if (gamma > 1) CHECK((n < 100 ? h <= m : h >= m - 1e-6f));
      CHECK(static_cast<double>(h + conformist(1 - m, gamma)) == Approx(1).epsilon(1e-5));  // symmetric
      before = h;
    }
  }
  CHECK(conformist(1e-30f, 2) <= 1e-13f);
  CHECK(std::isfinite(conformist(1e-45f, 11)));
  CHECK(conformist(1 - 6e-8f, 11) <= 1);
}

}  // namespace mechanisms_observation_test
