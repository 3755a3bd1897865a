// Pure functions of the impulse purchase.

#include <catch2/catch.hpp>
#include <cmath>

#include "mechanisms/feel.hpp"

namespace mechanisms_impulse_test {

using namespace shoal;
using metrics::Cause;

TEST_CASE("an impulse is attributed to its largest term", "[mechanisms]") {
  CHECK(attribute_to({.trait = 4, .motive = 1, .stimulus = 2, .social = 3}) == Cause::trait);
  CHECK(attribute_to({.trait = 1, .motive = 4, .stimulus = 2, .social = 3}) == Cause::motive);
  CHECK(attribute_to({.trait = 1, .motive = 2, .stimulus = 4, .social = 3}) == Cause::stimulus);
  CHECK(attribute_to({.trait = 1, .motive = 2, .stimulus = 3, .social = 4}) == Cause::social);
}

TEST_CASE("of equal terms the first named is the cause", "[mechanisms]") {
  CHECK(attribute_to({.trait = 0, .motive = 0, .stimulus = 0, .social = 0}) == Cause::trait);
  CHECK(attribute_to({.trait = 1, .motive = 1, .stimulus = 1, .social = 1}) == Cause::trait);
  CHECK(attribute_to({.trait = 0, .motive = 1, .stimulus = 1, .social = 1}) == Cause::motive);
  CHECK(attribute_to({.trait = 0, .motive = 0, .stimulus = 1, .social = 1}) == Cause::stimulus);
  // A negative social term (displeased peers) is no cause while any other is not negative.
  CHECK(attribute_to({.trait = 0, .motive = 0, .stimulus = 0, .social = -1}) == Cause::trait);
}

TEST_CASE("an urge passes self-control, then the norm", "[mechanisms]") {
  CHECK(impulse_probability(0, 0, 0) == 0.5f);
  CHECK(impulse_probability(0, 1, 0) == 0);     // nobody approves of what is not done
  CHECK(impulse_probability(0, 1, 1) == 0.5f);  // everybody does it
  CHECK(impulse_probability(0, 0.4f, 0.5f) == Approx(0.4));
  CHECK(impulse_probability(2, 0, 0) == Approx(1 / (1 + std::exp(-2.0))).epsilon(1e-6));
}

TEST_CASE("impulse probability rises with urge and approval and falls with the norm", "[mechanisms]") {
  for (float x = -6; x < 6; x += 0.5f) {
    CHECK(impulse_probability(x + 0.5f, 0.3f, 0.2f) > impulse_probability(x, 0.3f, 0.2f));
    CHECK(impulse_probability(x, 0.3f, 0.4f) > impulse_probability(x, 0.3f, 0.2f));
    CHECK(impulse_probability(x, 0.5f, 0.2f) < impulse_probability(x, 0.3f, 0.2f));
    CHECK(impulse_probability(x, 0.3f, 0.2f) <= maths::logistic(x));
  }
}

}  // namespace mechanisms_impulse_test
