// Student's and Welch's tests. Digits beyond the published ones were computed with SciPy 1.10.

#include "statistics/t_test.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "statistics/distributions.hpp"
#include "statistics/samples.support.hpp"
#include "statistics/summary.hpp"

namespace statistics_t_test {

using namespace shoal::statistics;
using namespace statistics_samples;

TEST_CASE("The paired t test gives what Student's sleep data give in print", "[statistics]") {
  // Student 1908; R, t.test(extra ~ group, sleep, paired): t = -4.0621, df = 9, p = 0.002833, -2.4598858
  // -0.7001142.
  const Result r = paired_t(sleep_one, sleep_two, 0, Tail::two_sided, 0.95);
  CHECK(r.n == 10);
  CHECK(r.effect == Approx(-1.58).epsilon(1e-12));
  CHECK(r.statistic == Approx(-4.062127683382037).epsilon(1e-12));
  CHECK(r.df == 9);
  CHECK(r.p == Approx(0.00283289019738427).epsilon(1e-10));
  CHECK(r.ci_low == Approx(-2.459885763254729).epsilon(1e-10));
  CHECK(r.ci_high == Approx(-0.7001142367452712).epsilon(1e-10));
  CHECK(r.size == Approx(-1.2845575625910546).epsilon(1e-12));
  CHECK(paired_t(sleep_one, sleep_two, 0, Tail::less, 0.95).p == Approx(r.p / 2));
  CHECK(paired_t(sleep_one, sleep_two, 0, Tail::greater, 0.95).p == Approx(1 - r.p / 2));
}

TEST_CASE("Welch's test gives what the sleep data give in print", "[statistics]") {
  // R, t.test(extra ~ group, sleep): t = -1.8608, df = 17.776, p = 0.07939, -3.3654832 0.2054832.
  const Result r = welch_t(sleep_one, sleep_two, 0, Tail::two_sided, 0.95);
  CHECK(r.n == 20);
  CHECK(r.statistic == Approx(-1.8608134674868526).epsilon(1e-12));
  CHECK(r.df == Approx(17.776473516178495).epsilon(1e-12));
  CHECK(r.p == Approx(0.07939414018735823).epsilon(1e-10));
  CHECK(r.ci_low == Approx(-3.365483230711636).epsilon(1e-10));
  CHECK(r.ci_high == Approx(0.20548323071163632).epsilon(1e-10));
}

TEST_CASE("A mean's interval is that of NIST's ZARR13 data", "[statistics]") {
  // NIST/SEMATECH e-Handbook 1.3.5.2: n 195, mean 9.261460, sd 0.022789, 95 % interval 9.258242 to 9.264679.
  const Summary s = summarise(sample_with(195, 9.261460, 0.022789), 0.95);
  CHECK(s.n == 195);
  CHECK(s.mean == Approx(9.261460).epsilon(1e-12));
  CHECK(s.sd == Approx(0.022789).epsilon(1e-9));
  CHECK(s.ci_low == Approx(9.25824134974341).epsilon(1e-9));
  CHECK(s.ci_high == Approx(9.26467865025659).epsilon(1e-9));
}

TEST_CASE("A t test and its interval say the same", "[statistics]") {
  for (std::uint32_t i = 0; i < 200; ++i) {
    const Sample x = transformed(normal_sample(11, i, 5 + i % 20), 1, 0.6);
    const Result r = one_sample_t(x, 0, Tail::two_sided, 0.95);
    CHECK((r.p < 0.05) == (r.ci_low > 0 || r.ci_high < 0));
    const Result up = one_sample_t(x, 0, Tail::greater, 0.9);
    CHECK((up.p < 0.05) == (up.ci_low > 0));
  }
}

TEST_CASE("t tests do not depend on the unit, turn round with the groups, and move with the null",
          "[statistics]") {
  const Sample x = normal_sample(12, 1, 12), y = transformed(normal_sample(12, 2, 12), 2, 1);
  const Result r = welch_t(x, y, 0, Tail::two_sided, 0.95);
  const Result scaled = welch_t(transformed(x, 7, 3), transformed(y, 7, 3), 0, Tail::two_sided, 0.95);
  CHECK(scaled.p == Approx(r.p));
  CHECK(scaled.size == Approx(r.size));
  CHECK(scaled.ci_high == Approx(7 * r.ci_high));
  const Result turned = welch_t(y, x, 0, Tail::two_sided, 0.95);
  CHECK(turned.p == Approx(r.p));
  CHECK(turned.ci_low == Approx(-r.ci_high));
  CHECK(welch_t(x, y, r.effect, Tail::two_sided, 0.95).p == Approx(1));
  CHECK(paired_t(x, y, -1, Tail::greater, 0.95).p ==
        Approx(paired_t(transformed(x, 1, 1), y, 0, Tail::greater, 0.95).p));
}

TEST_CASE("Without spread the sign of the difference decides, and without a difference nothing does",
          "[statistics]") {
  const Sample same(5, 0.1), more(5, 0.3);
  CHECK(paired_t(same, same, 0, Tail::two_sided, 0.95).p == 1);
  CHECK(paired_t(same, same, 0, Tail::greater, 0.95).p == 0.5);
  const Result r = paired_t(more, same, 0, Tail::greater, 0.95);
  CHECK(std::isinf(r.statistic));
  CHECK(r.p == 0);
  CHECK(paired_t(more, same, 0, Tail::less, 0.95).p == 1);
  CHECK(welch_t(more, same, 0, Tail::two_sided, 0.95).p == 0);
  CHECK(std::isnan(one_sample_t(Sample{1}, 0, Tail::two_sided, 0.95).p));
  CHECK(std::isnan(welch_t(Sample{1}, same, 0, Tail::two_sided, 0.95).p));
}

TEST_CASE("Under the null a t test rejects as often as its level says", "[statistics]") {
  // Null: rejections ~ Binomial(4000, 0.05) for each test; 5.5 standard deviations.
  int paired = 0, welch = 0;
  for (std::uint32_t i = 0; i < 4000; ++i) {
    const Sample x = normal_sample(13, 2 * i, 8), y = normal_sample(13, 2 * i + 1, 8);
    paired += paired_t(x, y, 0, Tail::two_sided, 0.95).p < 0.05;
    welch += welch_t(x, y, 0, Tail::less, 0.95).p < 0.05;
  }
  CHECK(fits(paired, 4000, 0.05));
  CHECK(fits(welch, 4000, 0.05));
}

TEST_CASE("The mean of equal numbers is that number, and its spread zero", "[statistics]") {
  for (const double x : {0.1, 1.0 / 3, -7e-5, 123456.789}) {
    for (const std::size_t n : {std::size_t{2}, std::size_t{3}, std::size_t{10}, std::size_t{777}}) {
      const Summary s = summarise(Sample(n, x), 0.9);
      CHECK(s.mean == x);
      CHECK(s.sd == 0);
    }
  }
  CHECK(std::isnan(mean(Sample{})));
}

}  // namespace statistics_t_test
