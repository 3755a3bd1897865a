#include <algorithm>
#include <cmath>
#include <map>

#include "statistics/distributions.hpp"
#include "statistics/ordering.hpp"
#include "statistics/summary.hpp"
#include "statistics/t_test.hpp"
#include "statistics/wilcoxon.hpp"

namespace shoal::statistics {
namespace {

constexpr std::size_t exact_groups = 6, exact_replicates = 50;

/// Twice the sum of position times rank; whole, as ranks are halves.
long twice_l(const std::vector<double>& ranks) {
  double sum = 0;
  for (std::size_t j = 0; j < ranks.size(); ++j) sum += static_cast<double>(j + 1) * ranks[j];
  return std::lround(2 * sum);
}

using Mass = std::map<long, double>;

/// The distribution of twice L of one replicate over all orders of its ranks.
Mass one_replicate(std::vector<double> ranks) {
  std::ranges::sort(ranks);
  Mass mass;
  double orders = 0;
  do ++mass[twice_l(ranks)], ++orders;  // of distinct orders only, which are equally likely
  while (std::next_permutation(ranks.begin(), ranks.end()));
  for (auto& [l, m] : mass) m /= orders;
  return mass;
}

double exact_p(const std::vector<std::vector<double>>& ranks, long observed, Tail tail) {
  Mass total{{0, 1.0}};
  for (const auto& replicate : ranks) {
    const Mass one = one_replicate(replicate);
    Mass next;
    for (const auto& [a, pa] : total)
      for (const auto& [b, pb] : one) next[a + b] += pa * pb;
    total.swap(next);
  }
  double lower = 0, upper = 0;
  for (const auto& [l, m] : total) {
    if (l <= observed) lower += m;
    if (l >= observed) upper += m;
  }
  return tail_p(tail, std::min(lower, 1.0), std::min(upper, 1.0));
}

}  // namespace

Result page_trend(const Groups& groups, Tail tail, double confidence) {
  const std::size_t k = groups.size(), n = groups.empty() ? 0 : groups.front().size();
  Result r{.n = n};
  if (k < 2 || n == 0) return r;
  const double positions = static_cast<double>(k) * (static_cast<double>(k * k) - 1) / 12;  // sum of squares
  std::vector<std::vector<double>> ranks(n);
  std::vector<double> correlations(n, 0.0), row(k);
  double variance = 0, expected = 0;
  long observed = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < k; ++j) row[j] = groups[j][i];
    ranks[i] = mid_ranks(row);
    observed += twice_l(ranks[i]);
    const double centre = static_cast<double>(k + 1) / 2;
    double spread = 0, with = 0;
    for (std::size_t j = 0; j < k; ++j) {
      spread += (ranks[i][j] - centre) * (ranks[i][j] - centre);
      with += (ranks[i][j] - centre) * (static_cast<double>(j + 1) - centre);
    }
    variance += positions * spread / static_cast<double>(k - 1);
    expected += static_cast<double>(k) * centre * centre;
    if (spread > 0) correlations[i] = with / std::sqrt(spread * positions);  // all equal: no order, 0
  }
  r.statistic = static_cast<double>(observed) / 2;
  const Summary s = summarise(correlations, confidence);
  r.effect = r.size = s.mean;
  if (n >= 2) {
    r.ci_low = std::max(-1.0, s.ci_low);
    r.ci_high = std::min(1.0, s.ci_high);
  }
  if (k <= exact_groups && n <= exact_replicates)
    r.p = exact_p(ranks, observed, tail);
  else
    r.p = normal_p(ratio(r.statistic - expected, std::sqrt(variance)), tail);
  return r;
}

}  // namespace shoal::statistics
