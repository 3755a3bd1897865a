// Samples against the moments and the shape of their distribution.

#include "random/distribution.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>
#include <vector>

#include "maths/elementary.hpp"
#include "random/philox.hpp"

using namespace shoal;
using Kind = Distribution::Kind;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

Distribution make(Kind kind, double a, double b, double lowest = 0, double highest = 1) {
  Distribution d(0, lowest, highest);
  d.kind = kind;
  d.a = a;
  d.b = b;
  return d;
}

std::vector<double> samples(const Distribution& d, std::uint32_t n, std::uint64_t seed = 42) {
  std::vector<double> x(n);
  for (std::uint32_t i = 0; i < n; ++i) x[i] = sample(d, seed, 48, i);
  return x;
}

// Null: independent draws with this mean and variance. Tolerances: 6 standard errors of the mean, and of the
// variance with the sample's own fourth moment; false alarm below 1e-8 each.
void check_moments(const Distribution& d, double mean, double variance, std::uint32_t n = 100'000) {
  double m = 0, v = 0, fourth = 0;
  const std::vector<double> xs = samples(d, n);
  for (const double x : xs) m += x / n;
  for (const double x : xs) v += (x - m) * (x - m) / n, fourth += std::pow(x - m, 4) / n;
  CHECK(std::fabs(m - mean) < 6 * std::sqrt(variance / n));
  CHECK(std::fabs(v - variance) < 6 * std::sqrt((fourth - v * v) / n));
}

// Kolmogorov-Smirnov against a distribution function. Null: the samples follow it; n = 50,000; the tolerance
// 3 / sqrt(n) has false alarm 2 exp(-18) = 3e-8.
void check_shape(const Distribution& d, const std::function<double(double)>& below) {
  constexpr std::uint32_t n = 50'000;
  std::vector<double> xs = samples(d, n);
  std::sort(xs.begin(), xs.end());
  double worst = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double f = below(xs[i]);
    worst = std::max({worst, std::fabs(f - double(i) / n), std::fabs(f - double(i + 1) / n)});
  }
  CHECK(worst < 3 / std::sqrt(double(n)));
}

double normal_below(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

// The beta distribution function through mass_inside, itself checked against closed forms below.
std::function<double(double)> beta_below(double a, double b) {
  return [a, b](double x) { return mass_inside(make(Kind::beta, a, b, -inf, x)); };
}

}  // namespace

TEST_CASE("a constant is the same for everybody", "[random]") {
  for (const double x : samples(Distribution(0.3), 100)) REQUIRE(x == 0.3);
}

TEST_CASE("uniform samples fill their interval evenly", "[random]") {
  const Distribution d = make(Kind::uniform, 2, 5, 0, 10);
  check_moments(d, 3.5, 9.0 / 12);
  check_shape(d, [](double x) { return (x - 2) / 3; });
  for (const double x : samples(make(Kind::uniform, 0.1, 0.1), 100)) REQUIRE(x == 0.1);
}

TEST_CASE("normal samples far from the ends of their range have the normal's moments", "[random]") {
  check_moments(make(Kind::normal, 50, 4, 0, 100), 50, 16);
}

TEST_CASE("normal samples are truncated by redrawing, not by moving them to the ends", "[random]") {
  const Distribution d = make(Kind::normal, 0.9, 0.3);
  const double low = normal_below(-0.9 / 0.3), kept = normal_below(0.1 / 0.3) - low;
  check_shape(d, [&](double x) { return (normal_below((x - 0.9) / 0.3) - low) / kept; });
  for (const double x : samples(d, 10'000)) REQUIRE((x > 0 && x < 1));
}

TEST_CASE("normal samples deep in a tail keep the tail's shape", "[random]") {
  const Distribution d = make(Kind::normal, -2, 1);
  const double low = normal_below(2), kept = normal_below(3) - low;
  CHECK(mass_inside(d) == Approx(kept).epsilon(1e-12));
  check_shape(d, [&](double x) { return (normal_below(x + 2) - low) / kept; });
}

TEST_CASE("a normal distribution without spread is its mean", "[random]") {
  for (const double x : samples(make(Kind::normal, 0.4, 0), 100)) REQUIRE(x == 0.4);
}

TEST_CASE("beta samples have the beta's moments and shape for shapes above, at and below 1", "[random]") {
  for (const auto& [a, b] :
       {std::pair{2.0, 2.0}, {5.0, 2.0}, {1.0, 1.0}, {0.5, 0.5}, {0.2, 3.0}, {400.0, 600.0}}) {
    CAPTURE(a, b);
    const Distribution d = make(Kind::beta, a, b);
    check_moments(d, a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));
    check_shape(d, beta_below(a, b));
  }
}

TEST_CASE("beta samples with tiny shapes are 0 or 1 in proportion, never NaN", "[random]") {
  // Null: P(near 1) = a / (a + b) = 1/4; n = 20,000; 6 sd.
  int near_one = 0;
  for (const double x : samples(make(Kind::beta, 0.001, 0.003), 20'000)) {
    REQUIRE((x >= 0 && x <= 1));
    near_one += x > 0.5;
  }
  CHECK(std::abs(near_one - 5000) < 6 * std::sqrt(20'000 * 3.0 / 16));
}

// Marsaglia & Tsang 2000 as they write it, without their squeeze.
double plain_log_gamma(double shape, random::Stream& stream) {
  if (shape < 1) {
    const double more = plain_log_gamma(shape + 1, stream);
    return more + maths::log(stream.uniform_open()) / shape;
  }
  const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = maths::normal_quantile(stream.uniform_open()), root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    if (maths::log(stream.uniform_open()) < 0.5 * x * x + d - d * v + d * maths::log(v))
      return maths::log(d) + maths::log(v);
  }
}

TEST_CASE("beta samples are bit by bit those without a squeeze", "[random]") {
  for (const double a : {0.01, 0.7, 1.0, 1.5, 2.0, 7.0, 300.0, 1e6})
    for (const double b : {0.3, 1.0, 2.0, 40.0}) {
      const Distribution beta = make(Kind::beta, a, b);
      for (std::uint32_t i = 0; i < 20'000; ++i) {
        random::Stream stream(7, static_cast<random::Purpose>(48), i);
        const double x = plain_log_gamma(a, stream), y = plain_log_gamma(b, stream);
        REQUIRE(sample(beta, 7, 48, i) == 1 / (1 + maths::exp(y - x)));
      }
    }
}

TEST_CASE("lognormal samples have the lognormal's moments and shape", "[random]") {
  const double mu = 3, sigma = 0.5, mean = std::exp(mu + sigma * sigma / 2);
  const Distribution d = make(Kind::lognormal, mu, sigma, 1e-6, 1e9);
  check_moments(d, mean, (std::exp(sigma * sigma) - 1) * mean * mean);
  check_shape(d, [&](double x) { return normal_below((std::log(x) - mu) / sigma); });
}

TEST_CASE("lognormal samples are redrawn until they lie in the range", "[random]") {
  const Distribution d = make(Kind::lognormal, 0, 1);
  check_shape(d, [](double x) { return normal_below(std::log(x)) / 0.5; });
}

TEST_CASE("bernoulli samples are 0 or 1 with their probability, and never or always at the ends",
          "[random]") {
  check_moments(make(Kind::bernoulli, 0.3, 0), 0.3, 0.21);
  for (const double x : samples(make(Kind::bernoulli, 0, 0), 1000)) REQUIRE(x == 0);
  for (const double x : samples(make(Kind::bernoulli, 1, 0), 1000)) REQUIRE(x == 1);
}

TEST_CASE("a sample is a function of seed, purpose and subject alone", "[random]") {
  const Distribution d = make(Kind::beta, 2, 2);
  CHECK(sample(d, 1, 48, 7) == sample(d, 1, 48, 7));
  CHECK(sample(d, 1, 48, 7) != sample(d, 2, 48, 7));
  CHECK(sample(d, 1, 48, 7) != sample(d, 1, 49, 7));
  CHECK(sample(d, 1, 48, 7) != sample(d, 1, 48, 8));
}

TEST_CASE("a column of samples has those of one by one", "[random]") {
  std::vector<std::uint32_t> subjects(5'000);
  for (std::uint32_t n = 0; n < subjects.size(); ++n) subjects[n] = n * 7919 + n % 3;
  for (const Distribution& d :
       {Distribution(0.3), make(Kind::uniform, 0.2, 0.9), make(Kind::bernoulli, 0.3, 0),
        make(Kind::normal, 0.5, 0.3), make(Kind::normal, 0.5, 0), make(Kind::normal, -3, 1.5),
        make(Kind::lognormal, -1, 0.5), make(Kind::lognormal, 3, 0.5, 1e-6, 1e9),
        make(Kind::lognormal, 0, 400, 0, 3e38), make(Kind::beta, 2, 5), make(Kind::beta, 1, 1),
        make(Kind::beta, 0.5, 3), make(Kind::beta, 3, 0.5), make(Kind::beta, 0.5, 0.4),
        make(Kind::beta, 1e-3, 2e-3), make(Kind::beta, 700, 30), make(Kind::beta, 2, 2, 0.9, 1)})
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{256}, subjects.size()}) {
      CAPTURE(int(d.kind), d.a, d.b, count);
      std::vector<float> column(count);
      Sampler(d).column(42, 48, subjects.data(), count, column.data());
      std::size_t wrong = 0;
      for (std::size_t n = 0; n < count; ++n)
        wrong += column[n] != static_cast<float>(sample(d, 42, 48, subjects[n]));
      CHECK(wrong == 0);
    }
}

TEST_CASE("what cannot be drawn is an error of the caller", "[random]") {
  CHECK_THROWS_AS(sample(make(Kind::column, 0, 0), 1, 48, 0), std::logic_error);
  CHECK_THROWS_AS(sample(make(Kind::normal, 1e6, 1), 1, 48, 0), std::logic_error);
}

TEST_CASE("means are those of the untruncated distributions", "[random]") {
  CHECK(Distribution(0.7).mean() == 0.7);
  CHECK(make(Kind::uniform, 1, 4).mean() == 2.5);
  CHECK(make(Kind::normal, 0.2, 3).mean() == 0.2);
  CHECK(make(Kind::beta, 2, 6).mean() == 0.25);
  CHECK(make(Kind::lognormal, 0, 1).mean() == Approx(std::exp(0.5)));
  CHECK(make(Kind::bernoulli, 0.1, 0).mean() == 0.1);
  CHECK(std::isnan(make(Kind::column, 0, 0).mean()));
}

TEST_CASE("the mass inside a range agrees with closed forms", "[random]") {
  CHECK(mass_inside(make(Kind::beta, 1, 1, 0.2, 0.7)) == Approx(0.5).epsilon(1e-12));
  CHECK(mass_inside(make(Kind::beta, 2, 1, 0, 0.5)) == Approx(0.25).epsilon(1e-12));
  CHECK(mass_inside(make(Kind::beta, 1, 3, 0, 0.5)) == Approx(0.875).epsilon(1e-12));
  CHECK(mass_inside(make(Kind::beta, 2, 2, 0, 0.3)) == Approx(0.3 * 0.3 * (3 - 0.6)).epsilon(1e-12));
  CHECK(mass_inside(make(Kind::beta, 0.5, 0.5, 0, 0.25)) == Approx(1.0 / 3).epsilon(1e-12));
  CHECK(mass_inside(make(Kind::beta, 700, 700, 0, 0.5)) == Approx(0.5).epsilon(1e-10));
  CHECK(mass_inside(make(Kind::beta, 0.001, 1, 1e-6, 1)) == Approx(1 - std::pow(1e-6, 0.001)).epsilon(1e-10));
  CHECK(mass_inside(make(Kind::beta, 3, 4, 2, 5)) == 0);
  CHECK(mass_inside(make(Kind::normal, 0, 1, -1.959963984540054, 1.959963984540054)) ==
        Approx(0.95).epsilon(1e-12));
  CHECK(mass_inside(make(Kind::normal, -40, 1)) < 1e-300);
  CHECK(mass_inside(make(Kind::normal, 3, 0)) == 0);
  CHECK(mass_inside(make(Kind::lognormal, 0, 2, -5, 1)) == Approx(0.5).epsilon(1e-12));
  CHECK(mass_inside(make(Kind::lognormal, 0, 2, -5, -1)) == 0);
  CHECK(mass_inside(make(Kind::uniform, 0, 4)) == 0.25);
  CHECK(mass_inside(make(Kind::bernoulli, 0.2, 0, 0.5, 1)) == 0.2);
}

// As in maths/elementary.test.cpp: a change of this value changes the population of every scenario.
TEST_CASE("samples of each distribution are the recorded ones", "[random]") {
  std::uint64_t hash = 14695981039346656037u;
  for (const Distribution& d :
       {make(Kind::uniform, 0.2, 0.9), make(Kind::normal, 0.5, 0.3), make(Kind::beta, 2, 5),
        make(Kind::beta, 0.5, 0.4), make(Kind::lognormal, -1, 0.5), make(Kind::bernoulli, 0.3, 0)})
    for (const double x : samples(d, 10'000))
      hash = (hash ^ std::bit_cast<std::uint64_t>(x)) * 1099511628211u;
  CHECK(hash == 0x9fb49d944e094427u);
}
