#include "statistics/wilcoxon.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "statistics/distributions.hpp"

namespace shoal::statistics {
namespace {

/// P(W = w / 2) for w = 0, 1, ..: every sign with probability 1/2, independently. Twice a mid-rank is whole.
std::vector<double> sign_distribution(std::span<const double> ranks) {
  std::vector<double> mass{1};
  for (const double rank : ranks) {
    const auto twice = static_cast<std::size_t>(std::lround(2 * rank));
    std::vector<double> next(mass.size() + twice, 0);
    for (std::size_t w = 0; w < mass.size(); ++w) next[w] += mass[w] / 2, next[w + twice] += mass[w] / 2;
    mass.swap(next);
  }
  return mass;
}

double exact_p(std::span<const double> ranks, double w, Tail tail) {
  const std::vector<double> mass = sign_distribution(ranks);
  const auto at = static_cast<std::size_t>(std::lround(2 * w));
  double lower = 0, upper = 0;
  for (std::size_t i = 0; i <= at; ++i) lower += mass[i];
  for (std::size_t i = mass.size(); i-- > at;) upper += mass[i];
  return tail_p(tail, std::min(lower, 1.0), std::min(upper, 1.0));
}

double normal_approximation(std::span<const double> ranks, double w, Tail tail) {
  double mean = 0, variance = 0;
  for (const double rank : ranks) mean += rank / 2, variance += rank * rank / 4;  // ties are in the ranks
  const double sd = std::sqrt(variance), d = w - mean;
  const double upper = normal_upper((d - 0.5) / sd), lower = normal_upper(-(d + 0.5) / sd);
  return tail_p(tail, lower, upper);
}

/// How many pair means lie at or below each end of the interval: the largest k with P(W < k) <= alpha / 2
/// when there are no ties, at least 0.
std::size_t outside(std::size_t n, double confidence) {
  const double a = (1 - confidence) / 2;
  if (n > exact_signed_ranks) {
    const double m = static_cast<double>(n);
    const double k = m * (m + 1) / 4 + normal_quantile(a) * std::sqrt(m * (m + 1) * (2 * m + 1) / 24) - 0.5;
    return k > 0 ? static_cast<std::size_t>(k) : 0;
  }
  std::vector<double> ranks(n);
  std::iota(ranks.begin(), ranks.end(), 1.0);
  const std::vector<double> mass = sign_distribution(ranks);
  double below = 0;
  std::size_t k = 0;
  while (2 * k < mass.size() && below + mass[2 * k] <= a) below += mass[2 * k], ++k;
  return k;
}

/// Doubles in the order of whole numbers, so that a search can halve the range between any two.
std::int64_t position(double x) {
  const auto bits = std::bit_cast<std::int64_t>(x);
  return bits < 0 ? std::numeric_limits<std::int64_t>::min() - bits : bits;
}
double at_position(std::int64_t i) {
  return std::bit_cast<double>(i < 0 ? std::numeric_limits<std::int64_t>::min() - i : i);
}

std::size_t pairs_up_to(std::span<const double> sorted, double limit) {
  std::size_t count = 0, j = sorted.size();
  for (std::size_t i = 0; i < sorted.size(); ++i) {  // the partners of i are i .. j - 1, fewer for larger i
    while (j > i && (sorted[i] + sorted[j - 1]) / 2 > limit) --j;
    if (j <= i) break;
    count += j - i;
  }
  return count;
}

}  // namespace

std::vector<double> mid_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    for (std::size_t i = begin; i < end; ++i)
      ranks[order[i]] = (static_cast<double>(begin) + 1 + static_cast<double>(end)) / 2;
  }
  return ranks;
}

double walsh_average(std::span<const double> sorted, std::size_t k) {
  std::int64_t low = position(sorted.front()), high = position(sorted.back());
  while (low < high) {  // the least number with k pairs at or below it is one of the means
    const std::int64_t middle =
        low +
        static_cast<std::int64_t>((static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low)) / 2);
    if (pairs_up_to(sorted, at_position(middle)) >= k)
      high = middle;
    else
      low = middle + 1;
  }
  return at_position(low) + 0.0;  // -0 becomes 0
}

Result wilcoxon(std::span<const double> differences, double null_shift, Tail tail, double confidence) {
  std::vector<double> all(differences.begin(), differences.end()), shifted, sizes;
  Result r{.n = all.size()};
  if (all.empty()) return r;
  std::ranges::sort(all);
  const std::size_t means = all.size() * (all.size() + 1) / 2;
  r.effect = (walsh_average(all, (means + 1) / 2) + walsh_average(all, means / 2 + 1)) / 2;
  const std::size_t k = outside(all.size(), confidence);
  if (k > 0) {
    r.ci_low = walsh_average(all, k);
    r.ci_high = walsh_average(all, means + 1 - k);
  }
  for (const double x : differences)
    if (x != null_shift) shifted.push_back(x - null_shift), sizes.push_back(std::fabs(x - null_shift));
  const std::vector<double> ranks = mid_ranks(sizes);
  double positive = 0, total = 0;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    total += ranks[i];
    if (shifted[i] > 0) positive += ranks[i];
  }
  r.statistic = positive;
  if (ranks.empty()) {
    r.p = 1;  // no difference at all says nothing against the null
    r.size = 0;
    return r;
  }
  r.size = (2 * positive - total) / total;
  r.p = ranks.size() <= exact_signed_ranks ? exact_p(ranks, positive, tail)
                                           : normal_approximation(ranks, positive, tail);
  return r;
}

}  // namespace shoal::statistics
