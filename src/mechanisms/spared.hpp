#pragma once
// The chance that none of some neighbours who all try alike succeeds.

#include <array>
#include <cstdint>

namespace shoal {

/// (1 - strength)^n, multiplied out one by one: the same bits as a walk over the neighbours.
class Spared {
 public:
  explicit Spared(float strength) : strength_(strength) {
    power_[0] = 1;
    for (std::size_t n = 1; n < power_.size(); ++n) power_[n] = power_[n - 1] * (1.0f - strength);
  }
  float strength() const { return strength_; }
  float by(std::uint32_t neighbours) const {
    if (neighbours < power_.size()) return power_[neighbours];
    float left = power_.back();
    for (std::uint32_t n = power_.size() - 1; n < neighbours; ++n) left *= 1.0f - strength_;
    return left;
  }

 private:
  float strength_;
  std::array<float, 64> power_;
};

}  // namespace shoal
