// Numbers beyond the published digits were computed with SciPy 1.10 (pearsonr) and NumPy.

#include "statistics/correlation.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "statistics/samples.support.hpp"
#include "statistics/slope.hpp"

namespace statistics_correlation_test {

using namespace shoal::statistics;
using namespace statistics_samples;

TEST_CASE("Pearson's correlation and its interval are those of the tuna data", "[statistics]") {
  // Hollander & Wolfe 1973, p. 187; R, ?cor.test: cor 0.5711816, t = 1.8411, df = 7, p = 0.1082, -0.1497426
  // 0.8955795.
  const Sample lightness{44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1};
  const Sample panel{2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8};
  const Result r = correlation(lightness, panel, Tail::two_sided, 0.95);
  CHECK(r.n == 9);
  CHECK(r.effect == Approx(0.5711815575638288).epsilon(1e-12));
  CHECK(r.statistic == Approx(1.8411).margin(5e-5));
  CHECK(r.df == 7);
  CHECK(r.p == Approx(0.10817305434949383).epsilon(1e-9));
  CHECK(r.ci_low == Approx(-0.14974263303675717).epsilon(1e-9));
  CHECK(r.ci_high == Approx(0.8955794618387394).epsilon(1e-9));
}

TEST_CASE("Correlations of runs are averaged on Fisher's scale", "[statistics]") {
  const Result r = correlation_over_runs(Sample{.3, .5, -.1, .62, .41}, Tail::two_sided, 0.95);
  CHECK(r.n == 5);
  CHECK(r.effect == Approx(0.36602147727389195).epsilon(1e-12));
  CHECK(r.ci_low == Approx(-0.002095639678).epsilon(1e-8));
  CHECK(r.ci_high == Approx(0.646777266739).epsilon(1e-8));
  CHECK(r.statistic == Approx(2.761368191588999).epsilon(1e-12));
  CHECK(r.p == Approx(0.050778299147274865).epsilon(1e-9));
  CHECK(std::isnan(correlation_over_runs(Sample{1, 0.5}, Tail::two_sided, 0.95).p));
}

TEST_CASE("Correlation and slope are one test", "[statistics]") {
  for (std::uint32_t i = 0; i < 50; ++i) {
    const Sample x = uniform_sample(51, i, 4 + i), y = normal_sample(52, i, 4 + i);
    const Result c = correlation(x, y, Tail::greater, 0.95), s = slope(x, y, 0, Tail::greater, 0.95);
    CHECK(c.p == Approx(s.p).epsilon(1e-9));
    CHECK(c.statistic == Approx(s.statistic).epsilon(1e-9));
    CHECK(correlation(y, x, Tail::greater, 0.95).effect == Approx(c.effect));
  }
}

TEST_CASE("Fisher's interval holds the true correlation as often as it says", "[statistics]") {
  // Null: misses ~ Binomial(4000, 0.05), the approximation being good to a few thousandths at n = 40: 5.5
  // standard deviations are 0.019.
  int missed = 0;
  for (std::uint32_t i = 0; i < 4000; ++i) {
    const Sample x = normal_sample(53, 2 * i, 40);
    Sample y = normal_sample(53, 2 * i + 1, 40);
    for (std::size_t k = 0; k < y.size(); ++k) y[k] = 0.6 * x[k] + 0.8 * y[k];
    const Result r = correlation(x, y, Tail::two_sided, 0.95);
    missed += r.ci_low > 0.6 || r.ci_high < 0.6;
  }
  CHECK(fits(missed, 4000, 0.05));
}

TEST_CASE("A side that does not vary has no correlation, and a perfect one no doubt", "[statistics]") {
  CHECK(std::isnan(correlation(Sample(5, 1.0), Sample{1, 2, 3, 4, 5}, Tail::two_sided, 0.95).p));
  const Sample x{1, 2, 3, 4, 5};
  CHECK(correlation(x, transformed(x, -2, 1), Tail::less, 0.95).p == Approx(0).margin(1e-12));
}

}  // namespace statistics_correlation_test
