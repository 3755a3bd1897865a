// Pure functions of the classical rules.

#include "mechanisms/rules.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

namespace mechanisms_rules_test {

using namespace shoal;

TEST_CASE("thresholds are met by decimal shares despite binary rounding", "[mechanisms]") {
  for (int k = 1; k <= 120; ++k)
    for (int m = 0; m <= k; ++m) {
      const float share = static_cast<float>(m) / static_cast<float>(k);
      const auto level = static_cast<float>(static_cast<double>(m) / k);
      CHECK(reaches(share, level, false));
      CHECK_FALSE(reaches(share, level, true));
      if (m < k) {
        CHECK_FALSE(reaches(share, static_cast<float>((m + 1.0) / k), false));
        CHECK(reaches(static_cast<float>(m + 1) / static_cast<float>(k), level, true));
      }
    }
}

TEST_CASE("whoever sees nobody adopts only without a threshold", "[mechanisms]") {
  for (const float threshold : {1e-30f, 1e-9f, 1e-7f, 1e-6f, 0.1f}) {
    CHECK_FALSE(reaches(0, threshold, false));
    CHECK(reaches(0.001f, std::min(threshold, 0.001f), false));
  }
  for (const float threshold : {0.0f, -0.2f}) CHECK(reaches(0, threshold, false));
  CHECK_FALSE(reaches(0, 0, true));
}

TEST_CASE("counts of neighbours meet whole thresholds exactly", "[mechanisms]") {
  for (const float n : {0.0f, 1.0f, 2.0f, 17.0f, 1000.0f, 60000.0f}) {
    CHECK(reaches(n, n, false));
    CHECK_FALSE(reaches(n, n, true));
    CHECK(reaches(n + 1, n, true));
    CHECK_FALSE(reaches(n, n + 1, false));
  }
}

TEST_CASE("the first Bayesian follows its own signal", "[mechanisms]") {
  for (const TieRule tie : {TieRule::coin, TieRule::own}) {
    const PublicBelief nobody(0.7, tie);
    CHECK(nobody.buy_probability(true) == 1);
    CHECK(nobody.buy_probability(false) == 0);
    CHECK(nobody.log_odds() == 0);
  }
}

TEST_CASE("the second Bayesian is indifferent where its signal contradicts the first act", "[mechanisms]") {
  PublicBelief coin(0.7, TieRule::coin), own(0.7, TieRule::own);
  coin.observe(true);
  own.observe(true);
  CHECK(coin.buy_probability(true) == 1);
  CHECK(coin.buy_probability(false) == 0.5);
  CHECK(own.buy_probability(false) == 0);
}

TEST_CASE("two acts alike start a cascade that further acts do not change", "[mechanisms]") {
  for (const TieRule tie : {TieRule::coin, TieRule::own})
    for (const double accuracy : {0.51, 0.55, 0.7, 0.9, 0.99})
      for (const bool act : {true, false}) {
        PublicBelief belief(accuracy, tie);
        belief.observe(act);
        belief.observe(act);
        CHECK(belief.buy_probability(true) == (act ? 1 : 0));
        CHECK(belief.buy_probability(false) == (act ? 1 : 0));
        const double before = belief.log_odds();
        for (int n = 0; n < 50; ++n) belief.observe(act);
        CHECK(belief.log_odds() == before);
      }
}

TEST_CASE("opposite acts cancel, however many pairs", "[mechanisms]") {
  for (const TieRule tie : {TieRule::coin, TieRule::own})
    for (const double accuracy : {0.51, 0.6, 0.7, 2 / 3., 0.9, 0.999}) {
      PublicBelief belief(accuracy, tie);
      for (int pair = 0; pair < 500; ++pair) {
        belief.observe(pair % 2 == 0);
        CHECK(belief.buy_probability(pair % 2 == 0) != 0.5);
        belief.observe(pair % 2 != 0);
        CHECK(belief.buy_probability(true) == 1);  // as if nobody had acted
        CHECK(belief.buy_probability(false) == 0);
      }
    }
}

TEST_CASE("good and bad are mirror images to a Bayesian", "[mechanisms]") {
  PublicBelief up(0.6, TieRule::coin), down(0.6, TieRule::coin);
  for (const bool act : {true, false, false, true, true}) {
    up.observe(act);
    down.observe(!act);
    CHECK(up.log_odds() == Approx(-down.log_odds()).margin(1e-12));
    CHECK(up.buy_probability(true) == Approx(1 - down.buy_probability(false)));
  }
}

}  // namespace mechanisms_rules_test
