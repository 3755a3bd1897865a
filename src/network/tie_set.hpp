#pragma once
// A set of undirected pairs of agents: open addressing, 8 bytes a slot. Only membership is asked of it, so
// that nothing depends on its order.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "network/network.hpp"

namespace shoal::network {

class TieSet {
 public:
  /// Empties the set and makes room for `pairs`.
  void reset(std::size_t pairs) {
    const std::size_t capacity = std::bit_ceil(std::max<std::size_t>(16, pairs + pairs / 2));
    slots_.assign(capacity, none);
    shift_ = 64 - static_cast<unsigned>(std::countr_zero(capacity));
  }
  bool contains(AgentIndex a, AgentIndex b) const { return slots_[find(key(a, b))] != none; }
  /// False if the pair was there.
  bool insert(AgentIndex a, AgentIndex b) {
    const std::uint64_t k = key(a, b);
    const std::size_t at = find(k);
    if (slots_[at] == k) return false;
    slots_[at] = k;
    return true;
  }
  void erase(AgentIndex a, AgentIndex b) {
    std::size_t hole = find(key(a, b));
    if (slots_[hole] == none) return;
    for (std::size_t next = after(hole); slots_[next] != none; next = after(next)) {
      // a pair may fill the hole unless its home lies after the hole on its way to `next`
      const std::size_t home = home_of(slots_[next]);
      if (((next - home) & mask()) >= ((next - hole) & mask())) {
        slots_[hole] = slots_[next];
        hole = next;
      }
    }
    slots_[hole] = none;
  }
  std::size_t bytes() const { return slots_.size() * sizeof(std::uint64_t); }

 private:
  static constexpr std::uint64_t none = ~std::uint64_t{0};
  static std::uint64_t key(AgentIndex a, AgentIndex b) {
    return std::uint64_t{std::min(a, b)} << 32 | std::max(a, b);
  }
  std::size_t mask() const { return slots_.size() - 1; }
  std::size_t after(std::size_t at) const { return (at + 1) & mask(); }
  std::size_t home_of(std::uint64_t k) const { return (k ^ k >> 29) * 0x9e3779b97f4a7c15u >> shift_; }
  std::size_t find(std::uint64_t k) const {
    std::size_t at = home_of(k);
    while (slots_[at] != none && slots_[at] != k) at = after(at);
    return at;
  }

  std::vector<std::uint64_t> slots_ = std::vector<std::uint64_t>(16, none);
  unsigned shift_ = 60;
};

}  // namespace shoal::network
