// Numbers beyond the published digits were computed with SciPy 1.10 (linregress).

#include "statistics/slope.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "statistics/samples.support.hpp"

namespace statistics_slope_test {

using namespace shoal::statistics;
using namespace statistics_samples;

const Sample anscombe_x{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};

TEST_CASE("Slopes are those of Anscombe's quartet", "[statistics]") {
  // Anscombe 1973, Am. Stat. 27, 17: slope 0.5, standard error 0.118, t = 4.24, R^2 0.667 in all four.
  const Sample y1{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
  const Sample y2{9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74};
  const Sample y3{7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73};
  const Sample x4{8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8};
  const Sample y4{6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89};
  const Result r = slope(anscombe_x, y1, 0, Tail::two_sided, 0.95);
  CHECK(r.effect == Approx(0.5000909090909091).epsilon(1e-12));
  CHECK(r.statistic == Approx(4.2414552888928325).epsilon(1e-11));
  CHECK(r.df == 9);
  CHECK(r.p == Approx(0.00216962887307879).epsilon(1e-9));
  CHECK(r.size == Approx(0.8164205163448399).epsilon(1e-12));
  CHECK(r.ci_low == Approx(0.23337013639193327).epsilon(1e-10));
  CHECK(r.ci_high == Approx(0.766811681789885).epsilon(1e-10));
  CHECK(slope(anscombe_x, y2, 0, Tail::two_sided, 0.95).statistic ==
        Approx(4.238590389772443).epsilon(1e-11));
  CHECK(slope(anscombe_x, y3, 0, Tail::two_sided, 0.95).statistic ==
        Approx(4.239372102496923).epsilon(1e-11));
  CHECK(slope(x4, y4, 0, Tail::two_sided, 0.95).statistic == Approx(4.243028188591636).epsilon(1e-11));
  CHECK(slope(anscombe_x, y1, 0, Tail::greater, 0.95).p == Approx(r.p / 2));
  CHECK(slope(anscombe_x, y1, r.effect, Tail::two_sided, 0.95).p == Approx(1));
}

TEST_CASE("A slope within groups is that of least squares with a level for each group", "[statistics]") {
  const double levels[] = {5, -3, 40};
  WithinSlope within;
  Sample all_x, all_y;
  for (std::uint32_t g = 0; g < 3; ++g) {
    const Sample x = transformed(uniform_sample(41, g, 6 + g), 10, 7.0 * g);
    Sample y = normal_sample(42, g, 6 + g);
    for (std::size_t i = 0; i < x.size(); ++i) y[i] += levels[g] - 1.5 * x[i];
    within.add(x, y);
    all_x.insert(all_x.end(), x.begin(), x.end());
    all_y.insert(all_y.end(), y.begin(), y.end());
  }
  // The twin: adjust levels and slope in turn until they stand (Gauss-Seidel on the normal equations).
  double b = 0, level[3] = {};
  const std::size_t begin[] = {0, 6, 13, 21};
  for (int round = 0; round < 20000; ++round) {
    for (int g = 0; g < 3; ++g) {
      level[g] = 0;
      for (std::size_t i = begin[g]; i < begin[g + 1]; ++i) level[g] += all_y[i] - b * all_x[i];
      level[g] /= static_cast<double>(begin[g + 1] - begin[g]);
    }
    double xx = 0, xy = 0;
    for (int g = 0; g < 3; ++g)
      for (std::size_t i = begin[g]; i < begin[g + 1]; ++i)
        xx += all_x[i] * all_x[i], xy += all_x[i] * (all_y[i] - level[g]);
    b = xy / xx;
  }
  CHECK(within.value() == Approx(b).epsilon(1e-6));
  CHECK(within.value() == Approx(-1.5).margin(0.5));
  WithinSlope flat;
  flat.add(Sample(3, 2.0), Sample{1, 2, 3});
  CHECK(std::isnan(flat.value()));
}

TEST_CASE("A slope follows a change of units", "[statistics]") {
  const Sample x = uniform_sample(43, 1, 20), y = normal_sample(43, 2, 20);
  const Result r = slope(x, y, 0, Tail::two_sided, 0.95);
  const Result s = slope(transformed(x, 4, 1), transformed(y, -3, 9), 0, Tail::two_sided, 0.95);
  CHECK(s.effect == Approx(-0.75 * r.effect));
  CHECK(s.p == Approx(r.p));
  CHECK(s.size == Approx(-r.size));
  CHECK(std::isnan(slope(Sample(5, 1.0), normal_sample(43, 3, 5), 0, Tail::two_sided, 0.95).p));
  CHECK(std::isnan(slope(Sample{1, 2}, Sample{1, 2}, 0, Tail::two_sided, 0.95).p));
}

TEST_CASE("A dose without effect is found no more often than the level says", "[statistics]") {
  // Null: rejections ~ Binomial(4000, 0.05); 5.5 standard deviations.
  int rejected = 0;
  for (std::uint32_t i = 0; i < 4000; ++i)
    rejected += slope(anscombe_x, normal_sample(44, i, anscombe_x.size()), 0, Tail::two_sided, 0.95).p < 0.05;
  CHECK(fits(rejected, 4000, 0.05));
}

}  // namespace statistics_slope_test
