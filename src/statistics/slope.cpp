#include "statistics/slope.hpp"

#include <cassert>
#include <cmath>

#include "statistics/distributions.hpp"
#include "statistics/summary.hpp"
#include "statistics/t_test.hpp"

namespace shoal::statistics {

Result slope(std::span<const double> x, std::span<const double> y, double null_slope, Tail tail,
             double confidence) {
  assert(x.size() == y.size());
  Result r{.n = x.size()};
  if (x.size() < 3) return r;
  const double n = static_cast<double>(x.size()), mx = mean(x), my = mean(y);
  double xx = 0, xy = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mx) * (x[i] - mx);
    xy += (x[i] - mx) * (y[i] - my);
    yy += (y[i] - my) * (y[i] - my);
  }
  if (!(xx > 0)) return r;
  r.effect = xy / xx;
  double residuals = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double e = y[i] - my - r.effect * (x[i] - mx);
    residuals += e * e;
  }
  r.df = n - 2;
  const double se = std::sqrt(residuals / r.df / xx);
  const double half = student_quantile(0.5 + confidence / 2, r.df) * se;
  r.ci_low = r.effect - half;
  r.ci_high = r.effect + half;
  r.size = yy > 0 ? xy / std::sqrt(xx * yy) : 0;
  r.statistic = ratio(r.effect - null_slope, se);
  r.p = student_p(r.statistic, r.df, tail);
  return r;
}

void WithinSlope::add(std::span<const double> x, std::span<const double> y) {
  assert(x.size() == y.size());
  const double mx = mean(x), my = mean(y);
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx_ += (x[i] - mx) * (x[i] - mx);
    xy_ += (x[i] - mx) * (y[i] - my);
  }
}

double WithinSlope::value() const { return xx_ > 0 ? xy_ / xx_ : none; }

}  // namespace shoal::statistics
