#pragma once
// A distribution as scenarios write it: a number, or one of {uniform: [lo, hi]}, {normal: [mean, sd]}
// (truncated to the key's range), {beta: [a, b]}, {lognormal: [mu, sigma]}, {bernoulli: p}, {column: NAME}
// (of the traits CSV).

#include <cstdint>
#include <memory>
#include <string>

#include "config/value.hpp"

namespace shoal {

struct Distribution {
  enum class Kind : int { constant, uniform, normal, beta, lognormal, bernoulli, column };
  Kind kind = Kind::constant;
  double a = 0;  ///< the constant; lo; mean; a; mu; p
  double b = 0;  ///< hi; sd; b; sigma
  std::string column;
  double lowest = 0, highest = 1;  ///< values lie inside; set by the key, not by the user

  Distribution() = default;
  explicit Distribution(double constant, double lowest_ = 0, double highest_ = 1)
      : a(constant), lowest(lowest_), highest(highest_) {}

  bool constant() const { return kind == Kind::constant; }
  /// Mean of the distribution before truncation; NaN for a column.
  double mean() const;
};

/// One value, addressed: a function of (seed, purpose, subject). Not for columns.
/// Normal draws are redrawn until they fall inside [lowest, highest].
double sample(const Distribution& d, std::uint64_t seed, std::uint32_t purpose, std::uint32_t subject);

std::unique_ptr<config::Value> bind(Distribution& target);

}  // namespace shoal
