#pragma once
// A distribution as scenarios write it: a number, or one of {uniform: [lo, hi]}, {normal: [mean, sd]},
// {beta: [a, b]}, {lognormal: [mu, sigma]}, {bernoulli: p}, {column: NAME} (of the traits CSV). Normal, beta
// and lognormal are truncated to the key's range.

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "config/value.hpp"
#include "random/philox.hpp"

namespace shoal {

struct Distribution {
  enum class Kind : int { constant, uniform, normal, beta, lognormal, bernoulli, column };
  Kind kind = Kind::constant;
  double a = 0;  ///< the constant; lo; mean; a; mu; p
  double b = 0;  ///< hi; sd; b; sigma
  std::string column;
  double lowest = 0, highest = 1;  ///< values lie inside; set by the key, not by the user
  bool columns = false;            ///< whether {column: NAME} may be written; set by the key

  Distribution() = default;
  explicit Distribution(double constant, double lowest_ = 0, double highest_ = 1)
      : a(constant), lowest(lowest_), highest(highest_) {}

  bool constant() const { return kind == Kind::constant; }
  bool operator==(const Distribution&) const = default;
  /// Mean of the distribution before truncation; NaN for a column.
  double mean() const;
};

/// Draws values of a distribution, which must outlive it, one after another: what all have in common is found
/// once.
class Sampler {
 public:
  /// @throws std::logic_error for a column
  explicit Sampler(const Distribution& d);

  /// One value, addressed: a function of (seed, purpose, subject). Normal, beta and lognormal values are
  /// drawn again until they lie inside [lowest, highest], of which `mass_inside` says how likely it is.
  /// @throws std::logic_error where a million draws in a row lie outside
  double operator()(std::uint64_t seed, std::uint32_t purpose, std::uint32_t subject) const;

  /// Values of `count` subjects in single precision: those of one by one, rounded; vectorised.
  void column(std::uint64_t seed, std::uint32_t purpose, const std::uint32_t* subjects, std::size_t count,
              float* out) const;

  /// Of a gamma distribution with scale 1.
  struct GammaShape {
    GammaShape() = default;
    explicit GammaShape(double shape_);
    /// Marsaglia & Tsang's test of v = (1 + c x)^3 > 0, x standard normal, by a uniform number.
    bool accepts(double x, double v, double log_v, double log_u) const {
      return log_u < 0.5 * x * x + d - d * v + d * log_v;
    }
    double shape = 0, d = 0, c = 0, log_d = 0;
  };

 private:
  double untruncated(random::Stream& stream) const;
  /// Of a uniform or Bernoulli distribution, by a uniform number.
  double of_uniform(double u) const {
    const Distribution& d = *distribution_;
    if (d.kind == Distribution::Kind::bernoulli) return u < d.a ? 1 : 0;
    return std::clamp(d.a * (1 - u) + d.b * u, d.a, d.b);  // against rounding beyond the ends
  }

  const Distribution* distribution_;
  std::array<GammaShape, 2> gammas_;  ///< of a beta distribution
};

/// One value, by a sampler of its own.
double sample(const Distribution& d, std::uint64_t seed, std::uint32_t purpose, std::uint32_t subject);

/// The share of the untruncated distribution that lies inside [lowest, highest]; 1 for a column. For checks
/// of input only: its last bits may differ between CPUs.
double mass_inside(const Distribution& d);
/// Scenarios with less are refused: nearly all draws would be thrown away.
inline constexpr double least_mass_inside = 0.01;

/// Reads and shows the distribution; its range stays the key's.
std::unique_ptr<config::Value> bind(Distribution& target);
/// A distribution or nothing; one that is read takes its range from `blank`.
std::unique_ptr<config::Value> bind_optional(std::optional<Distribution>& target, const Distribution& blank);

}  // namespace shoal
