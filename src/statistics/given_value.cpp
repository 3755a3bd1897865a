#include "statistics/given_value.hpp"

#include <algorithm>
#include <cmath>

#include "statistics/distributions.hpp"
#include "statistics/summary.hpp"
#include "statistics/t_test.hpp"

namespace shoal::statistics {
namespace {

/// What is left of a difference that may be as large as `margin`. Against one side the margin moves the null.
double beyond(double difference, double margin, Tail tail) {
  if (tail == Tail::greater) return difference - margin;
  if (tail == Tail::less) return difference + margin;
  return std::copysign(std::max(0.0, std::fabs(difference) - margin), difference);
}

}  // namespace

Result mean_with_sd(std::span<const double> values, double value, double sd, double margin, Tail tail,
                    double confidence) {
  Result r{.n = values.size(), .effect = mean(values)};
  if (values.empty()) return r;
  const double se = sd / std::sqrt(static_cast<double>(values.size()));
  const double half = normal_quantile(0.5 + confidence / 2) * se;
  r.ci_low = r.effect - half;
  r.ci_high = r.effect + half;
  r.size = ratio(r.effect - value, sd);
  r.statistic = ratio(beyond(r.effect - value, margin, tail), se);
  r.p = normal_p(r.statistic, tail);
  return r;
}

Result mean_without_sd(std::span<const double> values, double value, double margin, Tail tail,
                       double confidence) {
  Result r = one_sample_t(values, value, tail, confidence);
  if (r.n < 2) return r;
  const double se = summarise(values).sd / std::sqrt(static_cast<double>(r.n));
  r.statistic = ratio(beyond(r.effect - value, margin, tail), se);
  r.p = student_p(r.statistic, r.df, tail);
  return r;
}

Result standard_deviation(std::span<const double> values, double value, Tail tail, double confidence) {
  const Summary s = summarise(values);
  Result r{.n = values.size(), .effect = s.sd, .size = s.sd / value};
  if (!(s.sd > 0)) return r;
  const double n = static_cast<double>(r.n), variance = squared_deviations(values, s.mean) / n;
  double fourth = 0;
  for (const double x : values) fourth += std::pow(x - s.mean, 4);
  const double kurtosis = fourth / n / (variance * variance);
  const double se = std::sqrt(std::max(0.0, kurtosis - 1) / (4 * n));
  const double half = normal_quantile(0.5 + confidence / 2) * se;
  r.ci_low = s.sd * std::exp(-half);
  r.ci_high = s.sd * std::exp(half);
  r.statistic = ratio(std::log(r.size), se);
  r.p = normal_p(r.statistic, tail);
  return r;
}

Result proportion(double successes, double trials, double value, double sd, double margin, Tail tail,
                  double confidence) {
  Result r{.n = static_cast<std::size_t>(trials), .effect = successes / trials};
  const double z = normal_quantile(0.5 + confidence / 2), share = r.effect;
  const double scale = 1 + z * z / trials, centre = (share + z * z / (2 * trials)) / scale;
  const double half = z / scale * std::sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials));
  r.ci_low = successes == 0 ? 0 : std::max(0.0, centre - half);
  r.ci_high = successes == trials ? 1 : std::min(1.0, centre + half);
  r.size = 2 * (std::asin(std::sqrt(share)) - std::asin(std::sqrt(value)));
  const bool own_sd = std::isnan(sd);
  const double deviation = own_sd ? std::sqrt(value * (1 - value)) : sd;
  r.statistic = ratio(beyond(share - value, margin, tail), deviation / std::sqrt(trials));
  if (own_sd && margin == 0 && trials * value * (1 - value) < 10)
    r.p = tail_p(tail, binomial_lower(successes, trials, value),
                 binomial_lower(trials - successes, trials, 1 - value));
  else
    r.p = normal_p(r.statistic, tail);
  return r;
}

}  // namespace shoal::statistics
