// Pure functions of sharing.

#include <catch2/catch.hpp>
#include <cmath>

#include "mechanisms/share.hpp"

namespace mechanisms_sharing_test {

using namespace shoal;

namespace {

ShareParams params(double review, double negativity) {
  ShareParams p;
  p.review = config::Probability{review};
  p.complain = config::Probability{review};
  p.negativity = config::AtLeastOne{negativity};
  return p;
}

}  // namespace

TEST_CASE("louder is the chance that one of n occasions is taken", "[mechanisms]") {
  CHECK(louder(0.3, 1) == Approx(0.3));
  CHECK(louder(0.3, 2) == Approx(1 - 0.7 * 0.7));
  CHECK(louder(0.3, 2.5) == Approx(1 - std::pow(0.7, 2.5)));
  CHECK(louder(0, 3) == 0);
  CHECK(louder(1, 1) == 1);
  CHECK(louder(1, 7) == 1);
  for (double n = 1; n < 8; n += 0.5) CHECK(louder(0.2, n + 0.5) > louder(0.2, n));
}

TEST_CASE("whether an occasion is taken is told as by the probability itself", "[mechanisms]") {
  // Luck as draws have it, multiples of 2^-24: all over, and at the probability and its bounds.
  constexpr double step = 0x1p-24;
  std::size_t wrong = 0, asked = 0;
  for (const double n : {1.0, 1.5, 2.0, 7.25, 1000.0, 1e9})
    for (const double p : {0.0, 1e-17, 1e-9, 6e-8, 1e-4, 0.013, 0.2, 0.5, 0.97, 1 - 1e-9, 1.0}) {
      const double exact = louder(p, n);
      for (const double about : {0.0, 0.1, 0.5, 0.999, p, exact, n * p})
        for (int k = -3; k <= 3; ++k) {
          const double u = (std::floor(about / step) + k) * step;
          if (u < 0 || u >= 1) continue;
          ++asked;
          wrong += takes_occasion(u, p, n) != (u < exact);
        }
    }
  CHECK(asked > 1000);
  CHECK(wrong == 0);
}

TEST_CASE("reviews are J-shaped: both ends speak, the bad end louder", "[mechanisms]") {
  const ShareParams p = params(0.4, 3);
  CHECK(review_probability(p, 0) == 0);
  CHECK(review_probability(p, 1) == Approx(0.4));
  CHECK(review_probability(p, -1) == Approx(1 - std::pow(0.6, 3)));
  for (double s = 0.1; s < 0.95; s += 0.1) {
    CHECK(review_probability(p, s + 0.05) > review_probability(p, s));
    CHECK(review_probability(p, -s - 0.05) > review_probability(p, -s));
    CHECK(review_probability(p, -s) > review_probability(p, s));
    CHECK((review_probability(p, -s) > 0 && review_probability(p, -s) < 1));
    const ShareParams even = params(0.4, 1);
    CHECK(review_probability(even, -s) == Approx(review_probability(even, s)));
  }
}

TEST_CASE("recommendations need trust and belonging, and grow with recognition", "[mechanisms]") {
  ShareParams p;
  p.recommend = config::Probability{0.5};
  CHECK(recommend_probability(p, 1, 1, 0) == 0.5);
  CHECK(recommend_probability(p, 0.5, 0.8, 0) == Approx(0.2));
  CHECK(recommend_probability(p, 0, 1, 0) == 0);
  CHECK(recommend_probability(p, 0.5, 0.8, 0.25) == Approx(0.2 + 0.8 * 0.25));
  CHECK(recommend_probability(p, 0.5, 0.8, 1) == 1);
}

TEST_CASE("complaints grow louder with negativity", "[mechanisms]") {
  CHECK(complain_probability(params(0.3, 1)) == Approx(0.3));
  CHECK(complain_probability(params(0.3, 2)) == Approx(0.51));
  CHECK(complain_probability(params(1, 2)) == 1);
  CHECK(complain_probability(params(0, 2)) == 0);
}

}  // namespace mechanisms_sharing_test
