#include "statistics/samples.support.hpp"

#include <cmath>

#include "maths/elementary.hpp"
#include "random/philox.hpp"
#include "statistics/summary.hpp"

namespace statistics_samples {

using namespace shoal;

const Sample sleep_one{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
const Sample sleep_two{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
const Sample depression_before{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
const Sample depression_after{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};

Sample uniform_sample(std::uint64_t seed, std::uint32_t number, std::size_t n) {
  Sample x(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto words = random::draw(seed, random::Purpose::state, static_cast<std::uint32_t>(i), number);
    x[i] = random::uniform_open(words[0], words[1]);
  }
  return x;
}

Sample normal_sample(std::uint64_t seed, std::uint32_t number, std::size_t n) {
  Sample x = uniform_sample(seed, number, n);
  for (double& u : x) u = maths::normal_quantile(u);
  return x;
}

Sample transformed(const Sample& x, double scale, double shift) {
  Sample y = x;
  for (double& v : y) v = scale * v + shift;
  return y;
}

namespace {
Sample standardised(Sample x) {
  const double m = statistics::mean(x);
  const double sd = std::sqrt(statistics::squared_deviations(x, m) / static_cast<double>(x.size() - 1));
  return transformed(x, 1 / sd, -m / sd);
}
}  // namespace

Sample sample_with(std::size_t n, double mean, double sd) {
  return transformed(standardised(normal_sample(1, static_cast<std::uint32_t>(n), n)), sd, mean);
}

Pair pair_with(std::size_t n, double mean_x, double sd_x, double mean_y, double sd_y, double r) {
  const Sample x = standardised(normal_sample(2, 1, n));
  Sample e = normal_sample(2, 2, n);
  double with = 0;
  for (std::size_t i = 0; i < n; ++i) with += x[i] * e[i];
  for (std::size_t i = 0; i < n; ++i) e[i] -= with / static_cast<double>(n - 1) * x[i];
  e = standardised(e);
  Sample y(n);
  for (std::size_t i = 0; i < n; ++i) y[i] = r * x[i] + std::sqrt(1 - r * r) * e[i];
  return {transformed(x, sd_x, mean_x), transformed(y, sd_y, mean_y)};
}

bool fits(int rejections, int trials, double p) {
  return std::fabs(rejections - trials * p) <= 5.5 * std::sqrt(trials * p * (1 - p));
}

}  // namespace statistics_samples
