// Numbers beyond the published digits were computed with SciPy 1.10 (chisquare; ncx2 and brentq for the
// intervals).

#include "statistics/chi_square.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "statistics/holm.hpp"
#include "statistics/samples.support.hpp"

namespace statistics_chi_square_test {

using namespace shoal::statistics;
using namespace statistics_samples;

TEST_CASE("Chi-square against given probabilities gives what Mendel's peas give in print", "[statistics]") {
  // Mendel 1866: 315 round yellow, 108 round green, 101 wrinkled yellow, 32 wrinkled green; 9:3:3:1. Fisher
  // 1936, Snedecor & Cochran: chi-square 0.470 with 3 degrees of freedom, p = 0.925.
  const auto [r, least] =
      chi_square(Sample{315, 108, 101, 32}, Sample{9.0 / 16, 3.0 / 16, 3.0 / 16, 1.0 / 16}, 0.95);
  CHECK(r.n == 556);
  CHECK(r.statistic == Approx(0.4700239808153477).epsilon(1e-11));
  CHECK(r.df == 3);
  CHECK(r.p == Approx(0.925425895103616).epsilon(1e-10));
  CHECK(r.size == Approx(0.029075193412427196).epsilon(1e-11));
  CHECK(r.ci_low == 0);
  CHECK(r.ci_high == Approx(0.06573186998647931).epsilon(1e-6));
  CHECK(least == Approx(34.75));
}

TEST_CASE("The interval of w holds w when the counts stray", "[statistics]") {
  const auto r = chi_square(Sample{22, 21, 22, 27, 22, 36}, Sample(6, 1.0 / 6), 0.95).result;
  CHECK(r.statistic == Approx(6.72));
  CHECK(r.p == Approx(0.24231086039631416).epsilon(1e-10));
  CHECK(r.ci_high == Approx(0.31983784261921777).epsilon(1e-6));
  const auto far = chi_square(Sample{900, 100}, Sample{0.5, 0.5}, 0.95).result;
  CHECK(far.size == Approx(0.8));
  CHECK(far.ci_low < 0.8);
  CHECK(far.ci_high > 0.8);
  CHECK(far.ci_low > 0.7);
}

TEST_CASE("What cannot happen must not happen", "[statistics]") {
  const auto never = chi_square(Sample{5, 5, 0}, Sample{0.5, 0.5, 0}, 0.95).result;
  CHECK(never.df == 1);
  CHECK(never.p == 1);
  const auto once = chi_square(Sample{5, 5, 1}, Sample{0.5, 0.5, 0}, 0.95).result;
  CHECK(std::isinf(once.statistic));
  CHECK(once.p == 0);
  CHECK(chi_square(Sample{5, 0}, Sample{1, 0}, 0.95).result.p == 1);
  CHECK(chi_square(Sample{5, 1}, Sample{1, 0}, 0.95).result.p == 0);
  CHECK(std::isnan(chi_square(Sample{0, 0}, Sample{0.5, 0.5}, 0.95).result.p));
}

TEST_CASE("True probabilities are rejected about as seldom as the level says", "[statistics]") {
  // Null: rejections ~ Binomial(4000, 0.05) up to the error of the approximation at expected counts of 20 and
  // more, below 0.005: 5.5 standard deviations (0.019) of the wider of both.
  int rejected = 0;
  for (std::uint32_t i = 0; i < 4000; ++i) {
    Sample counts(4, 0);
    for (const double u : uniform_sample(81, i, 200)) ++counts[u < 0.1 ? 0 : u < 0.3 ? 1 : u < 0.6 ? 2 : 3];
    rejected += chi_square(counts, Sample{0.1, 0.2, 0.3, 0.4}, 0.95).result.p < 0.05;
  }
  CHECK(fits(rejected, 4000, 0.05));
}

TEST_CASE("Holm's adjustment gives what the worked example gives in print", "[statistics]") {
  // Wikipedia, Holm-Bonferroni method: 0.01, 0.04, 0.03, 0.005 at 0.05: the first and the fourth are
  // rejected.
  const auto p = holm(Sample{0.01, 0.04, 0.03, 0.005});
  CHECK(p[0] == Approx(0.03));
  CHECK(p[1] == Approx(0.06));
  CHECK(p[2] == Approx(0.06));
  CHECK(p[3] == Approx(0.02));
}

TEST_CASE("Holm's adjustment passes over what has no p, and never falls below Bonferroni's last step",
          "[statistics]") {
  const auto p = holm(Sample{none, 0.5, 0.01, none});
  CHECK(std::isnan(p[0]));
  CHECK(p[1] == 0.5);
  CHECK(p[2] == 0.02);
  CHECK(holm(Sample{}).empty());
  CHECK(holm(Sample{0.9, 0.8})[0] == 1);
  for (std::uint32_t i = 0; i < 50; ++i) {
    const Sample raw = uniform_sample(82, i, 12);
    const auto adjusted = holm(raw);
    for (std::size_t a = 0; a < raw.size(); ++a) {
      CHECK(adjusted[a] >= raw[a]);
      CHECK(adjusted[a] <= std::min(1.0, 12 * raw[a]));
      for (std::size_t b = 0; b < raw.size(); ++b)
        if (raw[a] < raw[b]) CHECK(adjusted[a] <= adjusted[b]);
    }
  }
}

TEST_CASE("Holm keeps the chance of any false alarm at the level", "[statistics]") {
  // Null: all of 10 nulls true, independent: P(any adjusted p < 0.05) = 1 - 0.995^10 = 0.0489; Binomial(4000,
  // that); 5.5 standard deviations.
  int any = 0;
  for (std::uint32_t i = 0; i < 4000; ++i) {
    bool found = false;
    for (const double p : holm(uniform_sample(83, i, 10))) found |= p < 0.05;
    any += found;
  }
  CHECK(fits(any, 4000, 1 - std::pow(0.995, 10)));
}

}  // namespace statistics_chi_square_test
