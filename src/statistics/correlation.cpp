#include "statistics/correlation.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "statistics/distributions.hpp"
#include "statistics/summary.hpp"
#include "statistics/t_test.hpp"
#include "statistics/wilcoxon.hpp"

namespace shoal::statistics {

double pearson(std::span<const double> x, std::span<const double> y) {
  assert(x.size() == y.size());
  if (x.size() < 2) return none;
  const double mx = mean(x), my = mean(y);
  double xx = 0, xy = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mx) * (x[i] - mx);
    xy += (x[i] - mx) * (y[i] - my);
    yy += (y[i] - my) * (y[i] - my);
  }
  if (!(xx > 0 && yy > 0)) return none;
  return std::clamp(xy / std::sqrt(xx) / std::sqrt(yy), -1.0, 1.0);
}

Result correlation(std::span<const double> x, std::span<const double> y, Tail tail, double confidence) {
  Result r{.n = x.size(), .effect = pearson(x, y)};
  r.size = r.effect;
  if (std::isnan(r.effect) || r.n < 3) return r;
  const double n = static_cast<double>(r.n);
  r.df = n - 2;
  r.statistic = ratio(r.effect * std::sqrt(r.df), std::sqrt(1 - r.effect * r.effect));
  r.p = student_p(r.statistic, r.df, tail);
  if (r.n > 3) {
    const double z = std::atanh(r.effect), half = normal_quantile(0.5 + confidence / 2) / std::sqrt(n - 3);
    r.ci_low = std::tanh(z - half);
    r.ci_high = std::tanh(z + half);
  }
  return r;
}

Result correlation_over_runs(std::span<const double> correlations, Tail tail, double confidence) {
  std::vector<double> z(correlations.size());
  std::ranges::transform(correlations, z.begin(), [](double r) { return std::atanh(r); });
  if (!std::ranges::all_of(z, [](double v) { return std::isfinite(v); }))
    return {.n = z.size(), .effect = mean(correlations)};
  Result r = one_sample_t(z, 0, tail, confidence);
  r.effect = std::tanh(r.effect);
  r.ci_low = std::tanh(r.ci_low);
  r.ci_high = std::tanh(r.ci_high);
  return r;
}

Dispersion dispersion(std::span<const double> x, std::span<const double> y, Tail tail, double confidence) {
  std::vector<double> sums(x.begin(), x.end());
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += y[i];
  const auto s = mid_ranks(sums), d = mid_ranks(differences(x, y));
  Dispersion out{correlation(s, d, tail, confidence), summarise(x).sd, summarise(y).sd};
  Result& r = out.result;
  r.size = ratio(out.sd_x, out.sd_y);
  if (r.n > 3 && std::fabs(r.effect) < 1) {
    const double half =
        normal_quantile(0.5 + confidence / 2) * std::sqrt(1.06 / static_cast<double>(r.n - 3));
    r.ci_low = std::tanh(std::atanh(r.effect) - half);
    r.ci_high = std::tanh(std::atanh(r.effect) + half);
  }
  return out;
}

}  // namespace shoal::statistics
