#include "statistics/t_test.hpp"

#include <cassert>
#include <cmath>

#include "statistics/distributions.hpp"
#include "statistics/summary.hpp"

namespace shoal::statistics {

double ratio(double difference, double se) {
  if (std::isnan(difference) || std::isnan(se)) return none;
  if (difference == 0) return 0;
  return difference / se;  // se = 0: infinite, with the sign of the difference
}

std::vector<double> differences(std::span<const double> x, std::span<const double> y) {
  assert(x.size() == y.size());
  std::vector<double> d(x.size());
  for (std::size_t i = 0; i < d.size(); ++i) d[i] = x[i] - y[i];
  return d;
}

Result one_sample_t(std::span<const double> values, double null_mean, Tail tail, double confidence) {
  const Summary s = summarise(values, confidence);
  Result r{.n = s.n, .effect = s.mean, .ci_low = s.ci_low, .ci_high = s.ci_high};
  if (s.n < 2) return r;
  const double n = static_cast<double>(s.n);
  r.size = ratio(s.mean - null_mean, s.sd);
  r.statistic = ratio(s.mean - null_mean, s.sd / std::sqrt(n));
  r.df = n - 1;
  r.p = student_p(r.statistic, r.df, tail);
  return r;
}

Result paired_t(std::span<const double> x, std::span<const double> y, double null_difference, Tail tail,
                double confidence) {
  return one_sample_t(differences(x, y), null_difference, tail, confidence);
}

WelchError welch_error(std::span<const double> x, std::span<const double> y) {
  if (x.size() < 2 || y.size() < 2) return {};
  const double nx = static_cast<double>(x.size()), ny = static_cast<double>(y.size());
  const double vx = squared_deviations(x, mean(x)) / (nx - 1) / nx;
  const double vy = squared_deviations(y, mean(y)) / (ny - 1) / ny;
  const double v = vx + vy;
  if (v == 0) return {0, nx + ny - 2};
  // As shares of the sum: squares of tiny variances would underflow.
  const double a = vx / v, b = vy / v;
  return {std::sqrt(v), 1 / (a * a / (nx - 1) + b * b / (ny - 1))};
}

Result welch_t(std::span<const double> x, std::span<const double> y, double null_difference, Tail tail,
               double confidence) {
  Result r{.n = x.size() + y.size(), .effect = mean(x) - mean(y)};
  const WelchError e = welch_error(x, y);
  if (std::isnan(e.se)) return r;
  const double half = student_quantile(0.5 + confidence / 2, e.df) * e.se;
  r.ci_low = r.effect - half;
  r.ci_high = r.effect + half;
  const double nx = static_cast<double>(x.size()), ny = static_cast<double>(y.size());
  const double vx = squared_deviations(x, mean(x)) / (nx - 1), vy = squared_deviations(y, mean(y)) / (ny - 1);
  r.size = ratio(r.effect - null_difference, std::sqrt((vx + vy) / 2)) * (1 - 3 / (4 * (nx + ny - 2) - 1));
  r.statistic = ratio(r.effect - null_difference, e.se);
  r.df = e.df;
  r.p = student_p(r.statistic, r.df, tail);
  return r;
}

}  // namespace shoal::statistics
