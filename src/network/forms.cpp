#include "network/forms.hpp"

namespace shoal::network {

std::shared_ptr<const BitRows> Forms::bits() {
  const std::lock_guard lock(mutex_);
  if (bits_ == nullptr) {
    positions_ = nullptr;
    bits_ = std::make_shared<const BitRows>(make_bit_rows(network_, block_));
  }
  return bits_;
}

std::shared_ptr<const PositionRows> Forms::positions(unsigned sets) {
  const std::lock_guard lock(mutex_);
  if (positions_ == nullptr || sets_ != sets) {
    bits_ = nullptr;
    positions_ = nullptr;  // before others are made
    positions_ = std::make_shared<const PositionRows>(make_position_rows(network_, block_, sets));
    sets_ = sets;
  }
  return positions_;
}

}  // namespace shoal::network
