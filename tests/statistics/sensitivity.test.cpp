// Sensitivity indices on numbers small enough to check by hand.

#include "statistics/sensitivity.hpp"

#include <catch2/catch.hpp>
#include <cmath>

namespace statistics_sensitivity_test {

using namespace shoal::statistics;

TEST_CASE("Sobol' indices follow their formulas", "[statistics]") {
  // Mean 2.5; deviations a: -1.5, 0.5, b: -0.5, 1.5; variance (2.25 + 0.25 + 0.25 + 2.25) / 4 = 1.25.
  const SaltelliOutputs y{{1, 3}, {2, 4}, {{2, 3}, {1, 4}}};
  const std::vector<std::uint32_t> rows = {0, 1};
  CHECK(output_variance(y, rows) == Approx(1.25));
  CHECK(sobol_indices(y, 0, rows).first == Approx((-0.5 * 1 + 1.5 * 0) / 2 / 1.25));
  CHECK(sobol_indices(y, 0, rows).total == Approx(1.0 / 4 / 1.25));
  CHECK(sobol_indices(y, 1, rows).first == Approx((1.5 * 1) / 2 / 1.25));
  const std::vector<std::uint32_t> twice = {1, 1};
  CHECK(output_variance(y, twice) == Approx(0.25));
  CHECK(sobol_indices(y, 1, twice).total == Approx(0.5 / 0.25));
}

TEST_CASE("an output that does not vary has no indices", "[statistics]") {
  const SaltelliOutputs y{{1, 1}, {1, 1}, {{1, 1}}};
  const std::vector<std::uint32_t> rows = {0, 1};
  CHECK(std::isnan(sobol_indices(y, 0, rows).first));
  CHECK(std::isnan(sobol_indices(y, 0, rows).total));
}

TEST_CASE("elementary effects are summed up by mean, absolute mean and deviation", "[statistics]") {
  const std::vector<double> effects = {-1, 2, 3, -4};
  const ElementaryEffects e = elementary_effects(effects);
  CHECK(e.mu == 0);
  CHECK(e.mu_star == 2.5);
  CHECK(e.sigma == Approx(std::sqrt(10.0)));
  CHECK(std::isnan(elementary_effects(std::vector<double>{1}).sigma));
  CHECK(std::isnan(elementary_effects({}).mu));
}

TEST_CASE("quantiles lie between order statistics", "[statistics]") {
  std::vector<double> values = {4, 1, 3, 2};
  CHECK(quantile(values, 0) == 1);
  CHECK(quantile(values, 1) == 4);
  CHECK(quantile(values, 0.5) == 2.5);
  std::vector<double> none;
  CHECK(std::isnan(quantile(none, 0.5)));
}

}  // namespace statistics_sensitivity_test
