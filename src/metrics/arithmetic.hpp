#pragma once
// What the metrics of a market and of a product have in common.

#include <limits>

#include "metrics/totals.hpp"

namespace shoal::metrics {

inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

inline double real(std::int64_t count) { return static_cast<double>(count); }

/// Undefined where there is nothing to divide by.
inline double ratio(double part, std::int64_t whole) { return whole > 0 ? part / real(whole) : undefined; }

inline std::int64_t purchases(const Totals& t) { return t.counts.planned + t.counts.impulse; }

/// Accounts of a product's tick, in currency.
inline double revenue(const ProductTotals& p) { return p.price * real(p.purchases) - p.discounts; }
inline double cost(const ProductTotals& p) { return p.unit_cost * real(p.purchases); }
inline double profit(const ProductTotals& p) {
  return revenue(p) - cost(p) - p.marketing_cost - p.commission;
}

}  // namespace shoal::metrics
