#include "network/forms.hpp"

#include "network/cliques.hpp"

namespace shoal::network {

namespace {

/// What holds nothing is kept: that there is nothing is worth knowing.
template <class Form>
void drop(std::shared_ptr<const Form>& form) {
  if (form != nullptr && !form->empty()) form = nullptr;
}

}  // namespace

std::shared_ptr<const BitRows> Forms::bits() {
  const std::lock_guard lock(mutex_);
  if (bits_ == nullptr) {
    drop(positions_);
    bits_ = std::make_shared<const BitRows>(make_bit_rows(network_, block_));
  }
  return bits_;
}

std::shared_ptr<const PositionRows> Forms::positions(unsigned sets) {
  const std::lock_guard lock(mutex_);
  if (positions_ == nullptr || sets_ != sets) {
    drop(bits_);
    positions_ = nullptr;  // before others are made
    positions_ = std::make_shared<const PositionRows>(make_position_rows(network_, block_, sets));
    sets_ = sets;
  }
  return positions_;
}

bool Forms::cliques() {
  const std::lock_guard lock(mutex_);
  if (!cliques_) cliques_ = consists_of_cliques(network_);
  return *cliques_;
}

}  // namespace shoal::network
