#include "statistics/bass.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "maths/elementary.hpp"
#include "random/philox.hpp"

namespace statistics_bass_test {

using namespace shoal::statistics;

namespace {

std::vector<double> curve(double p, double q, double m, int periods) {
  std::vector<double> series;
  for (int t = 1; t <= periods; ++t) series.push_back(m * (bass_share(p, q, t) - bass_share(p, q, t - 1)));
  return series;
}

}  // namespace

TEST_CASE("the share of adopters starts at none, ends at all, and peaks where Bass says", "[statistics]") {
  CHECK(bass_share(0.03, 0.38, 0) == 0);
  CHECK(bass_share(0.03, 0.38, 1000) == Approx(1).margin(1e-12));
  // The rate is highest at ln(q/p)/(p+q) = 6.192619 (canon A2).
  const double peak = 6.192619, h = 0.01;
  const auto rate = [&](double t) { return bass_share(0.03, 0.38, t + h) - bass_share(0.03, 0.38, t - h); };
  CHECK(rate(peak) > rate(peak - 0.05));
  CHECK(rate(peak) > rate(peak + 0.05));
}

TEST_CASE("a curve without noise gives its own parameters back", "[statistics]") {
  for (const auto& [p, q, m] : {std::tuple{0.03, 0.38, 1000.0}, {0.005, 0.7, 2e6}, {0.1, 0.1, 5.0}}) {
    const BassFit fit = fit_bass(curve(p, q, m, 20));
    INFO(fit.problem);
    CHECK(fit.p == Approx(p).epsilon(1e-6));
    CHECK(fit.q == Approx(q).epsilon(1e-6));
    CHECK(fit.m == Approx(m).epsilon(1e-6));
    CHECK(fit.r_squared == Approx(1));
  }
}

TEST_CASE("the fits to the sales of video recorders are those of others", "[statistics]") {
  // VCRs 1980-89, thousands. The published figures (canon A2) take sales for the rate; those of increments
  // are scipy.optimize.curve_fit's.
  const std::vector<double> sold = {840, 1470, 2110, 4000, 7590, 10950, 10530, 9470, 7790, 5890};
  const BassFit rate = fit_bass(sold, BassSeries::rate);
  CHECK(rate.p == Approx(0.00659398).epsilon(1e-5));
  CHECK(rate.q == Approx(0.63809048).epsilon(1e-5));
  CHECK(rate.m == Approx(67980.95).epsilon(1e-5));
  CHECK(rate.p_se == Approx(0.00143026).epsilon(1e-3));
  const BassFit increments = fit_bass(sold);
  CHECK(increments.p == Approx(0.00878896).epsilon(1e-5));
  CHECK(increments.q == Approx(0.64215890).epsilon(1e-5));
  CHECK(increments.m == Approx(67660.025).epsilon(1e-5));
  CHECK(increments.q_se == Approx(0.0425713).epsilon(1e-3));
  CHECK(increments.m_se == Approx(3070.906).epsilon(1e-3));
}

TEST_CASE("standard errors cover the truth as often as they promise", "[statistics]") {
  // Null: (estimate - truth) / se follows Student's t with 12 degrees of freedom. Of n = 64 fits,
  // within 2.179 are Binomial(64, 0.95): at most 49 has probability 8e-8. Within 0.695 are Binomial(64, 0.5):
  // outside 12 to 52 has probability 4e-7.
  const std::vector<double> pure = curve(0.02, 0.4, 1000, 15);
  int wide = 0, narrow = 0;
  for (std::uint32_t n = 0; n < 64; ++n) {
    std::vector<double> series = pure;
    for (std::uint32_t t = 0; t < series.size(); ++t) {
      const auto words = shoal::random::draw(5, shoal::random::Purpose::trait, n, t);
      series[t] += 2 * shoal::maths::normal_quantile(shoal::random::uniform_open(words[0], words[1]));
    }
    for (double& s : series) s = std::max(s, 0.0);
    const BassFit fit = fit_bass(series);
    REQUIRE(fit.problem.empty());
    const double t = std::abs(fit.q - 0.4) / fit.q_se;
    wide += t < 2.179;
    narrow += t < 0.695;
  }
  CHECK(wide > 49);
  CHECK(narrow >= 12);
  CHECK(narrow <= 52);
}

TEST_CASE("a series without a bend, or of too little, is refused with the reason", "[statistics]") {
  CHECK(fit_bass(std::vector<double>{1, 2, 3}).problem.find("at least 4") != std::string::npos);
  CHECK(fit_bass(std::vector<double>{1, -2, 3, 4}).problem.find("negative") != std::string::npos);
  CHECK(fit_bass(std::vector<double>{0, 0, 0, 0}).problem.find("nobody") != std::string::npos);
  CHECK(fit_bass(std::vector<double>{1, 2, 4, 8, 16, 32, 64}).problem.find("bend") != std::string::npos);
}

}  // namespace statistics_bass_test
