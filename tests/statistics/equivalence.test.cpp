// Two one-sided tests. Numbers computed with SciPy 1.10's Student's t from the published moments.

#include "statistics/equivalence.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "statistics/samples.support.hpp"
#include "statistics/summary.hpp"
#include "statistics/t_test.hpp"

namespace statistics_equivalence_test {

using namespace shoal::statistics;
using namespace statistics_samples;

TEST_CASE("Equivalence of two samples comes out as in Lakens' worked example", "[statistics]") {
  // Lakens 2017, after Moery & Calin-Jageman 2016: M 5.25 (SD 0.95, n 95) and 5.22 (0.83, 89), margin d =
  // 0.43, Welch: t(181.13) = -2.69, p = 0.004; 90 % interval -0.19 to 0.25.
  const double margin = 0.43 * std::sqrt((0.95 * 0.95 + 0.83 * 0.83) / 2);
  const Result r = welch_equivalence(sample_with(95, 5.25, 0.95), sample_with(89, 5.22, 0.83), margin, 0.05);
  CHECK(r.effect == Approx(0.03).epsilon(1e-9));
  CHECK(r.df == Approx(181.13436716050748).epsilon(1e-9));
  CHECK(r.statistic == Approx(-2.692771436655711).epsilon(1e-9));
  CHECK(r.p == Approx(0.0038755217448478126).epsilon(1e-8));
  CHECK(r.ci_low == Approx(-0.1870843118283228).epsilon(1e-8));
  CHECK(r.ci_high == Approx(0.2470843118283228).epsilon(1e-8));
}

TEST_CASE("Equivalence of pairs comes out as in TOSTER's worked example", "[statistics]") {
  // TOSTER, TOSTpaired: n 65, M 5.83 (SD 1.17) and 5.75 (1.29), r 0.75, margin d_z = 0.4.
  const auto [x, y] = pair_with(65, 5.83, 1.17, 5.75, 1.29, 0.75);
  const double margin = 0.4 * summarise(differences(x, y)).sd;
  CHECK(margin == Approx(0.4 * 0.876954958934608).epsilon(1e-9));
  const Result r = paired_equivalence(x, y, margin, 0.05);
  CHECK(r.df == 64);
  CHECK(r.statistic == Approx(-2.4894256232042773).epsilon(1e-8));
  CHECK(r.p == Approx(0.00770235012080441).epsilon(1e-7));
  CHECK(r.ci_low == Approx(-0.10154334608926187).epsilon(1e-7));
  CHECK(r.ci_high == Approx(0.2615433460892619).epsilon(1e-7));
}

TEST_CASE("Samples are equivalent exactly when the interval lies within the margins", "[statistics]") {
  int equivalent = 0;
  for (std::uint32_t i = 0; i < 300; ++i) {
    const Sample x = normal_sample(21, 2 * i, 15), y = normal_sample(21, 2 * i + 1, 15);
    for (const Result& r : {paired_equivalence(x, y, 0.8, 0.05), welch_equivalence(x, y, 0.8, 0.05),
                            one_sample_equivalence(x, 0.1, 0.8, 0.05)}) {
      CHECK((r.p < 0.05) == (r.ci_low > -0.8 && r.ci_high < 0.8));
      equivalent += r.p < 0.05;
    }
  }
  CHECK(equivalent > 100);
  CHECK(equivalent < 800);
}

TEST_CASE("A difference as large as the margin is called equivalent no more often than the level says",
          "[statistics]") {
  // Null at its boundary: rejections ~ Binomial(4000, 0.05), as the other side is far away; 5.5 standard
  // deviations.
  int rejected = 0;
  for (std::uint32_t i = 0; i < 4000; ++i)
    rejected += one_sample_equivalence(normal_sample(22, i, 30), 2, 2, 0.05).p < 0.05;
  CHECK(fits(rejected, 4000, 0.05));
}

TEST_CASE("Equal samples without spread are equivalent within any margin but none", "[statistics]") {
  const Sample x(4, 0.3);
  CHECK(paired_equivalence(x, x, 1e-9, 0.05).p == 0);
  CHECK(welch_equivalence(x, x, 1e-9, 0.05).p == 0);
  CHECK(paired_equivalence(x, x, 0, 0.05).p == 0.5);
  CHECK(paired_equivalence(x, Sample(4, 0.8), 0.1, 0.05).p == 1);
}

}  // namespace statistics_equivalence_test
