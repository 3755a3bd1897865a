#include "metrics/indices.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <vector>

using namespace shoal::metrics;
using Amounts = std::vector<std::int64_t>;

TEST_CASE("the Gini coefficient of 1..48 is 47/144", "[metrics]") {
  Amounts amounts(48);
  std::iota(amounts.begin(), amounts.end(), 1);
  CHECK(gini(amounts) == Approx(0.326389).margin(5e-7));  // canon A13
  CHECK(gini(amounts) == Approx(47.0 / 144).epsilon(1e-14));
}

TEST_CASE("the Gini coefficient does not depend on order and scale", "[metrics]") {
  CHECK(gini(Amounts{3, 1, 2}) == gini(Amounts{1, 2, 3}));
  CHECK(gini(Amounts{10, 20, 30}) == Approx(gini(Amounts{1, 2, 3})));
}

TEST_CASE("the Gini coefficient is 0 for equal shares and (n - 1)/n for a monopoly", "[metrics]") {
  CHECK(gini(Amounts{5, 5, 5, 5}) == Approx(0).margin(1e-15));
  CHECK(gini(Amounts{7}) == Approx(0).margin(1e-15));
  CHECK(gini(Amounts{0, 0, 0, 9}) == Approx(0.75));
}

TEST_CASE("the Gini coefficient of nothing is undefined", "[metrics]") {
  CHECK(std::isnan(gini(Amounts{})));
  CHECK(std::isnan(gini(Amounts{0, 0})));
}

TEST_CASE("the herding index matches a case worked by hand", "[metrics]") {
  // p = 15/40; spread = 10 (0.5-0.375)^2 + 10 (0-0.375)^2 + 20 (0.5-0.375)^2 = 1.875; over (3-1) p (1-p)
  CHECK(herding_index(Amounts{5, 0, 10}, Amounts{10, 10, 20}) ==
        Approx(1.875 / 2 / (0.375 * 0.625)).epsilon(1e-14));
}

TEST_CASE("the herding index is 0 for equal shares and n per community when some buy whole", "[metrics]") {
  CHECK(herding_index(Amounts{3, 3}, Amounts{10, 10}) == Approx(0).margin(1e-15));
  // Half of 4 communities of 25 buy as one: spread = 100/4, over 3 and 1/4.
  CHECK(herding_index(Amounts{25, 0, 25, 0}, Amounts{25, 25, 25, 25}) == Approx(100.0 / 3));
}

TEST_CASE("the herding index of independent buyers is 1 on average", "[metrics]") {
  // Null: 20,000 draws of 40 communities of 30 agents, each buying with probability 0.2, by a linear
  // congruential generator. Standard error of the mean: sqrt(2/39/20000) = 0.0016; a tolerance of 0.01
  // is over 6 of them.
  std::uint64_t state = 12345;
  double sum = 0;
  constexpr int draws = 20000;
  for (int d = 0; d < draws; ++d) {
    Amounts buyers(40, 0);
    for (auto& b : buyers) {
      for (int i = 0; i < 30; ++i) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        b += static_cast<double>(state >> 11) * 0x1p-53 < 0.2;
      }
    }
    sum += herding_index(buyers, Amounts(40, 30));
  }
  CHECK(sum / draws == Approx(1).margin(0.01));
}

TEST_CASE("the herding index is undefined without contrast", "[metrics]") {
  CHECK(std::isnan(herding_index(Amounts{3}, Amounts{10})));
  CHECK(std::isnan(herding_index(Amounts{0, 0}, Amounts{10, 10})));
  CHECK(std::isnan(herding_index(Amounts{10, 10}, Amounts{10, 10})));
  CHECK(std::isnan(herding_index(Amounts{3, 0}, Amounts{10, 0})));
  CHECK(herding_index(Amounts{3, 0, 6}, Amounts{10, 0, 10}) == herding_index(Amounts{3, 6}, Amounts{10, 10}));
}
