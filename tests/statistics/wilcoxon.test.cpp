#include "statistics/wilcoxon.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "statistics/samples.support.hpp"
#include "statistics/t_test.hpp"

namespace statistics_wilcoxon_test {

using namespace shoal::statistics;
using namespace statistics_samples;

/// By all 2^n signs: P(W >= w) and P(W <= w).
struct Twin {
  double upper = 0, lower = 0;
};
Twin by_signs(const Sample& differences) {
  Sample d, sizes;
  for (const double x : differences)
    if (x != 0) d.push_back(x), sizes.push_back(std::fabs(x));
  Sample ranks(d.size());
  for (std::size_t i = 0; i < d.size(); ++i) {  // mean of the places that a value shares
    double below = 0, equal = 0;
    for (const double s : sizes) below += s < sizes[i], equal += s == sizes[i];
    ranks[i] = below + (equal + 1) / 2;
  }
  double observed = 0;
  for (std::size_t i = 0; i < d.size(); ++i) observed += d[i] > 0 ? ranks[i] : 0;
  Twin twin;
  const std::size_t all = std::size_t{1} << d.size();
  for (std::size_t signs = 0; signs < all; ++signs) {
    double w = 0;
    for (std::size_t i = 0; i < d.size(); ++i) w += signs >> i & 1 ? ranks[i] : 0;
    twin.upper += w >= observed, twin.lower += w <= observed;
  }
  twin.upper /= static_cast<double>(all), twin.lower /= static_cast<double>(all);
  return twin;
}

std::vector<double> walsh(const Sample& x) {
  std::vector<double> means;
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = i; j < x.size(); ++j) means.push_back((x[i] + x[j]) / 2);
  std::ranges::sort(means);
  return means;
}

TEST_CASE("Wilcoxon's test gives what the depression data give in print", "[statistics]") {
  // Hollander & Wolfe 1973, p. 29; R: V = 40, p = 0.01953 (greater); estimate 0.46, 95 % interval 0.010 to
  // 0.786.
  const Sample d = differences(depression_before, depression_after);
  const Result r = wilcoxon(d, 0, Tail::greater, 0.95);
  CHECK(r.n == 9);
  CHECK(r.statistic == 40);
  CHECK(r.p == 0.01953125);
  CHECK(r.effect == Approx(0.46));
  CHECK(r.ci_low == Approx(0.010));
  CHECK(r.ci_high == Approx(0.786));
  CHECK(r.size == Approx((40.0 - 5) / 45));
}

TEST_CASE("Wilcoxon's test gives what Darwin's maize gives in print", "[statistics]") {
  // Differences in height of 15 pairs of plants, in eighths of an inch: Darwin 1876, Fisher 1935, Wilcoxon's
  // rank sum 24; p = 0.0413 by SciPy's documentation, where it stands for the exact test.
  const Sample d{6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75};
  const Result r = wilcoxon(d, 0, Tail::two_sided, 0.95);
  CHECK(r.statistic == 96);
  CHECK(r.p == 0.041259765625);
}

TEST_CASE("Wilcoxon's p is exact with ties and zeros", "[statistics]") {
  for (std::uint32_t i = 0; i < 60; ++i) {
    Sample d = transformed(normal_sample(31, i, 6 + i % 7), 3, 1);
    for (double& x : d) x = std::round(x);  // many ties, some zeros
    const Twin twin = by_signs(d);
    CHECK(wilcoxon(d, 0, Tail::greater, 0.95).p == Approx(twin.upper).epsilon(1e-12));
    CHECK(wilcoxon(d, 0, Tail::less, 0.95).p == Approx(twin.lower).epsilon(1e-12));
    CHECK(wilcoxon(d, 0, Tail::two_sided, 0.95).p ==
          Approx(std::min(1.0, 2 * std::min(twin.upper, twin.lower))).epsilon(1e-12));
  }
}

TEST_CASE("The normal approximation of W meets the exact distribution", "[statistics]") {
  // One difference more than the exact limit, against the exact p of the limit's size: the same data less one
  // of the middle. Only the size of the error is of interest: 0.01.
  for (std::uint32_t i = 0; i < 40; ++i) {
    const Sample longer = transformed(normal_sample(32, i, exact_signed_ranks + 1), 1, 0.2);
    Sample shorter = longer;
    std::ranges::sort(shorter, {}, [](double x) { return std::fabs(x); });
    shorter.erase(shorter.begin());  // the smallest: it hardly counts
    CHECK(wilcoxon(longer, 0, Tail::two_sided, 0.95).p ==
          Approx(wilcoxon(shorter, 0, Tail::two_sided, 0.95).p).margin(0.02));
  }
  Sample ties(200, 1.0);
  std::fill(ties.begin(), ties.begin() + 80, -1.0);
  // All ranks are 100.5: z = (120 - 80) * 100.5 / 2 less 0.5, over sqrt(200) * 100.5 / 2.
  const double z = (20 * 100.5 - 0.5) / (std::sqrt(200.0) * 100.5 / 2);
  CHECK(wilcoxon(ties, 0, Tail::greater, 0.95).p == Approx(std::erfc(z / std::sqrt(2.0)) / 2).epsilon(1e-9));
}

TEST_CASE("Means of pairs are found without making them all", "[statistics]") {
  for (std::uint32_t i = 0; i < 30; ++i) {
    Sample x = normal_sample(33, i, 1 + i);
    if (i % 3 == 0)
      for (double& v : x) v = std::round(2 * v);
    std::ranges::sort(x);
    const std::vector<double> all = walsh(x);
    for (std::size_t k = 1; k <= all.size(); ++k) CHECK(walsh_average(x, k) == all[k - 1]);
  }
}

TEST_CASE("The interval of Wilcoxon's test holds the shifts that the test does not reject", "[statistics]") {
  for (std::uint32_t i = 0; i < 20; ++i) {
    const Sample d = normal_sample(34, i, 8 + i);
    const Result r = wilcoxon(d, 0, Tail::two_sided, 0.95);
    for (const double shift : {r.ci_low + 1e-9, r.effect, r.ci_high - 1e-9})
      CHECK(wilcoxon(d, shift, Tail::two_sided, 0.95).p > 0.05);
    for (const double shift : {r.ci_low - 1e-9, r.ci_high + 1e-9})
      CHECK(wilcoxon(d, shift, Tail::two_sided, 0.95).p <= 0.05);
  }
  const Sample many = normal_sample(35, 1, 400);
  const Result r = wilcoxon(many, 0, Tail::two_sided, 0.95);
  CHECK(wilcoxon(many, r.ci_low, Tail::two_sided, 0.95).p == Approx(0.05).margin(0.002));
  CHECK(wilcoxon(many, r.ci_high, Tail::two_sided, 0.95).p == Approx(0.05).margin(0.002));
}

TEST_CASE("Differences that are all zero say nothing", "[statistics]") {
  const Result r = wilcoxon(Sample(6, 0.0), 0, Tail::greater, 0.95);
  CHECK(r.p == 1);
  CHECK(r.effect == 0);
  CHECK(wilcoxon(Sample(6, 0.5), 0, Tail::greater, 0.95).p == 1.0 / 64);
}

}  // namespace statistics_wilcoxon_test
