#pragma once
// Columns: one number per agent, padded so that every block of agents takes the same vector path.

#include <cstddef>
#include <cstdint>

#include "network/network.hpp"
#include "population/aligned.hpp"

namespace shoal {

/// Agents are processed in blocks of this many; sums are formed per block and then over blocks in order, so
/// that results do not depend on threads. Part of the promise of reproducible bytes: do not change.
inline constexpr AgentIndex block_size = 1024;

inline AgentIndex padded(AgentIndex agents) { return (agents + block_size - 1) / block_size * block_size; }
inline AgentIndex block_count(AgentIndex agents) { return (agents + block_size - 1) / block_size; }

/// One float per agent, or one for all: a trait that is the same for everybody costs one block, not a column.
class Column {
 public:
  Column() = default;
  static Column constant(float value) {
    Column c;
    c.values_.assign(block_size, value);
    return c;
  }
  static Column varying(AgentIndex agents, float fill = 0) {
    Column c;
    c.values_.assign(padded(agents), fill);
    c.varies_ = true;
    return c;
  }
  bool empty() const { return values_.empty(); }
  bool varies() const { return varies_; }
  /// Values of the agents first .. first + block_size - 1; `first` is a multiple of block_size.
  const float* block(AgentIndex first) const { return values_.data() + (varies_ ? first : 0); }
  float* block(AgentIndex first) { return values_.data() + (varies_ ? first : 0); }
  float operator[](AgentIndex i) const { return values_[varies_ ? i : 0]; }
  float& operator[](AgentIndex i) { return values_[varies_ ? i : 0]; }
  std::size_t bytes() const { return values_.size() * sizeof(float); }

 private:
  Aligned<float> values_;
  bool varies_ = false;
};

}  // namespace shoal
