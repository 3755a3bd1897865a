// Pure functions of beliefs.

#include <catch2/catch.hpp>

#include "mechanisms/believe.hpp"

namespace mechanisms_beliefs_test {

using namespace shoal;

TEST_CASE("the posterior is the precision-weighted mean, and precisions add", "[mechanisms]") {
  const Belief after = posterior({0.5f, 1}, 0.8f, 4);
  CHECK(after.mean == Approx(0.74));
  CHECK(after.precision == 5);
}

TEST_CASE("a signal that says nothing changes nothing", "[mechanisms]") {
  const Belief after = posterior({0.3f, 2.5f}, 1, 0);
  CHECK(after.mean == 0.3f);
  CHECK(after.precision == 2.5f);
}

TEST_CASE("the posterior lies between prior and signal", "[mechanisms]") {
  for (const float prior : {0.0f, 0.3f, 1.0f})
    for (const float signal : {0.0f, 0.6f, 1.0f})
      for (const float precision : {0.01f, 1.0f, 1000.0f}) {
        const float mean = posterior({prior, 2}, signal, precision).mean;
        CHECK(mean >= std::min(prior, signal) - 1e-6f);
        CHECK(mean <= std::max(prior, signal) + 1e-6f);
      }
}

TEST_CASE("signals are exchangeable: one by one, in any order, or all at once", "[mechanisms]") {
  const Belief start{0.4f, 1.5f};
  Belief forth = start, back = start;
  const float signals[] = {1, 0, 1, 1};
  for (int n = 0; n < 4; ++n) forth = posterior(forth, signals[n], 0.5f);
  for (int n = 3; n >= 0; --n) back = posterior(back, signals[n], 0.5f);
  const Belief once = posterior(start, 0.75f, 2);
  CHECK(forth.mean == Approx(once.mean).epsilon(1e-6));
  CHECK(back.mean == Approx(once.mean).epsilon(1e-6));
  CHECK(forth.precision == once.precision);
}

TEST_CASE("many signals outweigh any prior", "[mechanisms]") {
  Belief belief{0.1f, 10};
  for (int n = 0; n < 20000; ++n) belief = posterior(belief, 0.9f, 1);
  CHECK(belief.mean == Approx(0.9).margin(1e-3));
}

TEST_CASE("averaged opinions lie between the own one and the neighbours'", "[mechanisms]") {
  CHECK(degroot(0.2f, 1, 0.8f + 0.5f, 2) == Approx(0.5));
  CHECK(degroot(0.2f, 0, 0.8f, 1) == 0.8f);             // no weight of one's own
  CHECK(degroot(0.2f, 3, 0, 0) == Approx(0.2f));        // nobody to listen to
  CHECK(degroot(0.2f, 0, 0, 0) == 0.2f);                // nobody weighs anything
  CHECK(degroot(0.7f, 2, 3 * 0.7f, 3) == Approx(0.7));  // consensus stays
}

}  // namespace mechanisms_beliefs_test
