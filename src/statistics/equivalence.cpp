#include "statistics/equivalence.hpp"

#include <cmath>
#include <vector>

#include "statistics/distributions.hpp"
#include "statistics/summary.hpp"
#include "statistics/t_test.hpp"

namespace shoal::statistics {
namespace {

/// `r` has effect, interval (of confidence 1 - 2 alpha), size and df of a t test against no difference.
Result tost(Result r, double se, double margin) {
  r.statistic = none;
  r.p = none;
  if (std::isnan(se)) return r;
  const double above_low = ratio(r.effect + margin, se), below_high = ratio(r.effect - margin, se);
  const double p_low = student_p(above_low, r.df, Tail::greater);
  const double p_high = student_p(below_high, r.df, Tail::less);
  r.p = p_low > p_high ? p_low : p_high;
  r.statistic = p_low > p_high ? above_low : below_high;
  return r;
}

}  // namespace

Result one_sample_equivalence(std::span<const double> values, double target, double margin, double alpha) {
  const std::vector<double> away = differences(values, std::vector<double>(values.size(), target));
  const double se = summarise(away).sd / std::sqrt(static_cast<double>(away.size()));
  return tost(one_sample_t(away, 0, Tail::two_sided, 1 - 2 * alpha), se, margin);
}

Result paired_equivalence(std::span<const double> x, std::span<const double> y, double margin, double alpha) {
  return one_sample_equivalence(differences(x, y), 0, margin, alpha);
}

Result welch_equivalence(std::span<const double> x, std::span<const double> y, double margin, double alpha) {
  return tost(welch_t(x, y, 0, Tail::two_sided, 1 - 2 * alpha), welch_error(x, y).se, margin);
}

}  // namespace shoal::statistics
