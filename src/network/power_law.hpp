#pragma once
// The discrete power law P(k) ~ k^-exponent on lowest .. highest.

#include <cstdint>
#include <optional>
#include <vector>

namespace shoal::network {

class PowerLaw {
 public:
  /// The lowest value counts with `weight` in (0, 1] of its probability.
  PowerLaw(double exponent, std::uint32_t lowest, std::uint32_t highest, double weight = 1);

  /// The law on 1 .. highest, cut off below so that its mean is exactly `mean`; nothing if no cut-off does
  /// it.
  static std::optional<PowerLaw> with_mean(double exponent, double mean, std::uint32_t highest);
  /// Mean of the law on 1 .. highest, the smallest that `with_mean` can reach.
  static double smallest_mean(double exponent, std::uint32_t highest);

  /// The value at u in (0, 1) of the distribution function.
  std::uint32_t at(double u) const;
  double mean() const;
  std::uint32_t lowest() const { return lowest_; }

 private:
  std::uint32_t lowest_;
  std::vector<double> cumulative_;  ///< [k - lowest], up to 1
};

}  // namespace shoal::network
