#pragma once
// Indices over groups: pure maths, tested by itself.

#include <cstdint>
#include <span>

namespace shoal::metrics {

/// Gini coefficient of non-negative amounts: 0 when all are equal, (n - 1)/n when one holds everything.
/// NaN when there is nothing to share. Source: Gini 1912; 2 sum_i i x_(i) / (n sum x) - (n + 1)/n, x
/// ascending.
double gini(std::span<const std::int64_t> amounts);

/// How far communities differ in the share of agents that bought, over what independent buyers would show:
///
///   [sum_c n_c (p_c - p)^2 / (C - 1)] / [p (1 - p)],   p_c = buyers_c / n_c,  p = buyers / n
///
/// 1: no herding; above 1: buyers bunch in some communities. NaN with fewer than two communities, or when
/// nobody or everybody bought. Communities without agents do not count. Source: the index of dispersion of
/// proportions (Pearson's chi-square over its degrees of freedom).
double herding_index(std::span<const std::int64_t> buyers, std::span<const std::int64_t> agents);

}  // namespace shoal::metrics
