#pragma once
// The herding scenario by hand: what somebody would write who wants just this one model as fast as this
// processor runs it. It buys what the engine buys, agent by agent, and is the limit that the engine is
// measured against: counting the neighbours that bought, and deciding, each timed by itself.

#include <cstdint>
#include <vector>

#include "bench/scenarios.hpp"
#include "network/bit_rows.hpp"

namespace shoal::bench {

class Handwritten {
 public:
  /// `world` is the herding scenario and must outlive this.
  explicit Handwritten(const World& world);

  void observe();         ///< the number of neighbours that bought, of all agents
  std::int64_t decide();  ///< who buys, what they learn; the number of purchases
  std::int64_t step() {
    observe();
    return decide();
  }

 private:
  void observe_lists(AgentIndex first, AgentIndex last);
  void observe_bits(AgentIndex first, AgentIndex last, std::size_t block);

  const World& world_;
  BitRows rows_;
  std::uint32_t tick_ = 0;
  std::vector<std::uint64_t> bought_;  ///< one bit per agent: in the last tick
  std::vector<std::uint32_t> count_;   ///< [N] neighbours that bought
  std::vector<std::uint64_t> found_;   ///< bits of the ties at hand
  Aligned<float> value_, burden_;      ///< [N] padded to blocks; price over income
};

/// Bytes that the machine must read and write per tick of the model, each array once.
double herding_bytes(const World& world);

}  // namespace shoal::bench
