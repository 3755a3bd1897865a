#include "network/power_law.hpp"

#include <algorithm>

#include "maths/elementary.hpp"

namespace shoal::network {
namespace {

/// k^-exponent scaled by highest^exponent, so that no exponent of ours underflows.
double weight_of(double exponent, std::uint32_t k, std::uint32_t highest) {
  return maths::pow(static_cast<double>(highest) / k, exponent);
}

}  // namespace

PowerLaw::PowerLaw(double exponent, std::uint32_t lowest, std::uint32_t highest, double weight)
    : lowest_(lowest), cumulative_(highest - lowest + 1) {
  double sum = 0;
  for (std::uint32_t k = lowest; k <= highest; ++k) {
    sum += (k == lowest ? weight : 1) * weight_of(exponent, k, highest);
    cumulative_[k - lowest] = sum;
  }
  for (double& c : cumulative_) c /= sum;
}

std::optional<PowerLaw> PowerLaw::with_mean(double exponent, double mean, std::uint32_t highest) {
  if (!(mean <= highest)) return std::nullopt;
  double count = 0, sum = 0;  // over k > lowest
  for (std::uint32_t lowest = highest; lowest >= 1; --lowest) {
    const double w = weight_of(exponent, lowest, highest);
    if ((sum + w * lowest) <= mean * (count + w))  // with all of `lowest` the mean is low enough
      return PowerLaw(exponent, lowest, highest,
                      lowest < mean ? std::min(1.0, (sum - mean * count) / (w * (mean - lowest))) : 1.0);
    count += w;
    sum += w * lowest;
  }
  return std::nullopt;
}

double PowerLaw::smallest_mean(double exponent, std::uint32_t highest) {
  return PowerLaw(exponent, 1, highest).mean();
}

std::uint32_t PowerLaw::at(double u) const {
  const auto it = std::upper_bound(cumulative_.begin(), cumulative_.end() - 1, u);
  return lowest_ + static_cast<std::uint32_t>(it - cumulative_.begin());
}

double PowerLaw::mean() const {
  double mean = lowest_;
  for (const double c : cumulative_) mean += 1 - c;  // E[K] = lowest + sum of P(K > k)
  return mean;
}

}  // namespace shoal::network
