// Numbers beyond the published digits were computed with SciPy 1.10 (binom, norm, binomtest).

#include "statistics/given_value.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "statistics/samples.support.hpp"

namespace statistics_given_value_test {

using namespace shoal::statistics;
using namespace statistics_samples;

constexpr double no_sd = none;

TEST_CASE("A mean against a value with its standard deviation comes out as in print", "[statistics]") {
  // The z test of Wikipedia's page: 55 pupils, mean 96, against 100 with standard deviation 12: z = -2.47, p
  // = 0.0068 on one side.
  const Sample scores = sample_with(55, 96, 9);
  const Result r = mean_with_sd(scores, 100, 12, 0, Tail::two_sided, 0.95);
  CHECK(r.statistic == Approx(-2.472066162365221).epsilon(1e-9));
  CHECK(r.p == Approx(0.013433465205771546).epsilon(1e-8));
  CHECK(mean_with_sd(scores, 100, 12, 0, Tail::less, 0.95).p == Approx(0.006716732602885773).epsilon(1e-8));
  CHECK(r.size == Approx(-1.0 / 3));
  CHECK(r.ci_low == Approx(96 - 1.959963984540054 * 12 / std::sqrt(55.0)));
  CHECK(mean_with_sd(scores, 100, 12, 4, Tail::two_sided, 0.95).p == Approx(1));
  CHECK(mean_with_sd(scores, 100, 12, 1, Tail::two_sided, 0.95).statistic ==
        Approx(-3 / (12 / std::sqrt(55.0))));
}

TEST_CASE("A mean against a value alone is Student's test", "[statistics]") {
  // Student 1908: the first drug's mean gain 0.75 against 0: t = 1.3257, p = 0.2176 (R: t.test).
  const Result r = mean_without_sd(sleep_one, 0, 0, Tail::two_sided, 0.95);
  CHECK(r.statistic == Approx(1.3257).margin(5e-5));
  CHECK(r.p == Approx(0.2176).margin(5e-5));
  CHECK(mean_without_sd(sleep_one, 0, 0.75, Tail::two_sided, 0.95).p == Approx(1));
  CHECK(mean_without_sd(sleep_one, 0, 0.5, Tail::greater, 0.95).p ==
        Approx(mean_without_sd(sleep_one, 0.5, 0, Tail::greater, 0.95).p));
}

TEST_CASE("A standard deviation against a value comes out as by hand", "[statistics]") {
  // 0, 0, 0, 4: deviations -1, -1, -1, 3; s = 2, kurtosis (84 / 4) / 3^2 = 7/3, so z = log 2 / sqrt(4/3 /
  // 16).
  const Sample four = {0, 0, 0, 4};
  const Result r = standard_deviation(four, 1, Tail::two_sided, 0.95);
  CHECK(r.effect == Approx(2));
  CHECK(r.size == Approx(2));
  CHECK(r.statistic == Approx(std::log(2.0) * std::sqrt(12.0)));
  CHECK(r.p == Approx(0.016345).epsilon(1e-3));
  CHECK(r.ci_low == Approx(2 * std::exp(-1.959963984540054 / std::sqrt(12.0))));
  CHECK(standard_deviation(four, 2, Tail::two_sided, 0.95).p == Approx(1));
  CHECK(standard_deviation(four, 1, Tail::less, 0.95).p > 0.99);
  CHECK(std::isnan(standard_deviation(Sample{3, 3, 3}, 1, Tail::two_sided, 0.95).p));
}

TEST_CASE("A standard deviation is tested alike for flat, normal and skewed samples", "[statistics]") {
  // Quantiles at (i - 1/2) / n are a sample without luck: z near 0 at the true value, far from 0 at 1.2 of
  // it.
  constexpr std::size_t n = 2000;
  Sample flat, skewed;
  for (std::size_t i = 0; i < n; ++i) {
    const double u = (static_cast<double>(i) + 0.5) / n;
    flat.push_back(u);
    skewed.push_back(-std::log(1 - u));
  }
  const double flat_sd = std::sqrt(1.0 / 12);
  CHECK(std::abs(standard_deviation(flat, flat_sd, Tail::two_sided, 0.95).statistic) < 0.1);
  CHECK(std::abs(standard_deviation(skewed, 1, Tail::two_sided, 0.95).statistic) < 0.5);
  CHECK(standard_deviation(flat, 1.2 * flat_sd, Tail::two_sided, 0.95).p < 1e-6);
  CHECK(standard_deviation(skewed, 1.2, Tail::two_sided, 0.95).p < 1e-4);
}

TEST_CASE("A proportion against a value comes out as for Mendel's round peas", "[statistics]") {
  // Mendel 1866: 5474 round of 7324 against 3/4; chi-square 0.26, so z = -0.513, p = 0.608.
  const Result r = proportion(5474, 7324, 0.75, no_sd, 0, Tail::two_sided, 0.95);
  CHECK(r.effect == Approx(5474.0 / 7324));
  CHECK(r.statistic == Approx(-0.5127182746187074).epsilon(1e-10));
  CHECK(r.p == Approx(0.608148404522072).epsilon(1e-9));
  CHECK(r.ci_low == Approx(0.7373269213365663).epsilon(1e-9));
  CHECK(r.ci_high == Approx(0.7572252630093035).epsilon(1e-9));
  CHECK(r.size == Approx(-0.0059807830904379244).epsilon(1e-7));
}

TEST_CASE("A proportion's interval is Wilson's, as Newcombe tabled it", "[statistics]") {
  // Newcombe 1998, Stat. Med. 17, 857, table I, method 3.
  const double table[][4] = {
      {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}};
  for (const auto& [k, n, low, high] : table) {
    const Result r = proportion(k, n, 0.3, no_sd, 0, Tail::two_sided, 0.95);
    CHECK(r.ci_low == Approx(low).margin(5e-5));
    CHECK(r.ci_high == Approx(high).margin(5e-5));
  }
  CHECK(proportion(20, 20, 0.3, no_sd, 0, Tail::two_sided, 0.95).ci_high == 1);
}

TEST_CASE("A proportion of few trials is judged by the exact binomial", "[statistics]") {
  CHECK(proportion(9, 10, 0.5, no_sd, 0, Tail::greater, 0.95).p == Approx(11.0 / 1024));
  CHECK(proportion(9, 10, 0.5, no_sd, 0, Tail::two_sided, 0.95).p == Approx(22.0 / 1024));
  CHECK(proportion(3, 20, 0.3, no_sd, 0, Tail::less, 0.95).p == Approx(0.10708680450373087));
  CHECK(proportion(3, 20, 0.3, no_sd, 0, Tail::greater, 0.95).p == Approx(0.9645168677015313));
  // A certain event is contradicted by one exception.
  CHECK(proportion(50, 50, 1, no_sd, 0, Tail::two_sided, 0.95).p == 1);
  CHECK(proportion(49, 50, 1, no_sd, 0, Tail::two_sided, 0.95).p == 0);
  CHECK(proportion(1, 50, 0, no_sd, 0, Tail::two_sided, 0.95).p == 0);
}

TEST_CASE("A given standard deviation takes the place of the binomial's", "[statistics]") {
  const Result r = proportion(60, 100, 0.5, 1.0, 0, Tail::two_sided, 0.95);
  CHECK(r.statistic == Approx(1));
  CHECK(proportion(60, 100, 0.5, no_sd, 0, Tail::two_sided, 0.95).statistic == Approx(2));
  CHECK(proportion(60, 100, 0.5, no_sd, 0.05, Tail::two_sided, 0.95).statistic == Approx(1));
}

TEST_CASE("A true value is rejected as seldom as the level says", "[statistics]") {
  // Null: rejections ~ Binomial(4000, q), q the attained level: 0.05 for the z of normal numbers; for the
  // proportion the exact chance that |z| exceeds its bound, by summing the binomial. 5.5 standard deviations.
  int means = 0, shares = 0;
  double attained = 0;
  for (int k = 0; k <= 60; ++k) {
    const double mass = std::exp(std::lgamma(61.0) - std::lgamma(k + 1.0) - std::lgamma(61.0 - k)) *
                        std::pow(0.4, k) * std::pow(0.6, 60 - k);
    if (proportion(k, 60, 0.4, no_sd, 0, Tail::two_sided, 0.95).p < 0.05) attained += mass;
  }
  CHECK(attained == Approx(0.05).margin(0.015));
  for (std::uint32_t i = 0; i < 4000; ++i) {
    means += mean_with_sd(normal_sample(71, i, 7), 0, 1, 0, Tail::two_sided, 0.95).p < 0.05;
    double k = 0;
    for (const double u : uniform_sample(72, i, 60)) k += u < 0.4;
    shares += proportion(k, 60, 0.4, no_sd, 0, Tail::two_sided, 0.95).p < 0.05;
  }
  CHECK(fits(means, 4000, 0.05));
  CHECK(fits(shares, 4000, attained));
}

}  // namespace statistics_given_value_test
