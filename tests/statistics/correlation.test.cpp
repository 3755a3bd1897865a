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

TEST_CASE("dispersion of Student's sleep data is Spearman's correlation of sums and differences",
          "[statistics]") {
  const auto d = dispersion(sleep_one, sleep_two, Tail::two_sided, 0.95);
  CHECK(d.sd_x == Approx(1.789010).epsilon(1e-6));
  CHECK(d.sd_y == Approx(2.002249).epsilon(1e-6));
  CHECK(d.result.effect == Approx(-0.1580554413568168).epsilon(1e-12));
  CHECK(d.result.p == Approx(0.662762297244).epsilon(1e-9));
  CHECK(d.result.size == Approx(1.789010 / 2.002249).epsilon(1e-5));
}

TEST_CASE("exchanging the samples turns the sign, shifting or scaling both changes nothing", "[statistics]") {
  std::vector<double> x = sleep_one, y = sleep_two;
  const auto forth = dispersion(x, y, Tail::greater, 0.99).result;
  const auto back = dispersion(y, x, Tail::less, 0.99).result;
  CHECK(forth.effect == Approx(-back.effect));
  CHECK(forth.p == Approx(back.p));
  for (double& v : x) v = 8 * v + 3;
  for (double& v : y) v = 8 * v - 100;
  CHECK(dispersion(x, y, Tail::greater, 0.99).result.p == Approx(forth.p));
}

TEST_CASE("a sample against a constant is as dispersed as can be", "[statistics]") {
  const std::vector<double> x = {3, 1, 4, 1.5, 9, 2.6}, still(6, 5.0);
  const auto r = dispersion(x, still, Tail::greater, 0.95).result;
  CHECK(r.effect == 1);
  CHECK(r.p == 0);
}

// Null: pairs of equal spread, exponential (skewed) with a shared part. 4,000 samples of 20 pairs at level
// 0.05: if the level is exact, rejections are binomial with mean 200, sd 13.8; `fits` allows 5.5 sd, false
// alarm 4e-8.
TEST_CASE("equal spread of skewed samples is rejected as often as the level says", "[statistics]") {
  int rejected = 0;
  for (std::uint32_t s = 0; s < 4000; ++s) {
    std::vector<double> x = uniform_sample(31, s, 20), y = uniform_sample(32, s, 20);
    const auto shared = uniform_sample(33, s, 20);
    for (std::size_t i = 0; i < 20; ++i) {
      x[i] = -std::log(x[i]) - std::log(shared[i]);
      y[i] = -std::log(y[i]) - std::log(shared[i]);
    }
    rejected += dispersion(x, y, Tail::two_sided, 0.95).result.p < 0.05 ? 1 : 0;
  }
  CHECK(fits(rejected, 4000, 0.05));
}

}  // namespace statistics_correlation_test
