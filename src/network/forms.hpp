#pragma once
// The ties of a network in the other forms that runs count them by, kept for the next run on it.

#include <memory>
#include <mutex>
#include <optional>

#include "network/bit_rows.hpp"
#include "network/position_rows.hpp"

namespace shoal::network {

/// The form that was asked for last is kept for who asks next, and that there is none of another; so at most
/// one is held for no run. A run that needs both has them made anew, in each of its stages. Several threads
/// may ask at once; they wait for who makes what they need.
class Forms {
 public:
  /// `network` must outlive this, and stay as it is. `block`: agents whose ties are counted at a time.
  Forms(const Network& network, AgentIndex block) : network_(network), block_(block) {}

  const Network& network() const { return network_; }
  /// As make_bit_rows and make_position_rows give them.
  std::shared_ptr<const BitRows> bits();
  std::shared_ptr<const PositionRows> positions(unsigned sets);
  /// Whether the network consists of cliques (network/cliques.hpp).
  bool cliques();

 private:
  const Network& network_;
  const AgentIndex block_;
  std::mutex mutex_;
  std::shared_ptr<const BitRows> bits_;
  std::shared_ptr<const PositionRows> positions_;
  unsigned sets_ = 0;  ///< that positions_ is for
  std::optional<bool> cliques_;
};

}  // namespace shoal::network
