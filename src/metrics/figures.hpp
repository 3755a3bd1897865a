#pragma once
// Which totals a metric reads of those that cost a pass over agents or purchases. They are formed only where
// a metric that is selected reads them.

#include <cstdint>

namespace shoal::metrics {

enum class Figures : std::uint32_t {
  none = 0,
  exposure = 1,
  exposed = 2,
  drive = 4,
  memory = 8,
  vicarious_value = 16,
  value = 32,
  belief = 64,
  belief_error = 128,
  precision = 256,
  loyalty = 512,
  satisfaction = 1024,
  reward = 2048,
  ewa_experience = 4096,
  holders = 8192,
  members = 16384,      ///< how many are active, belong, trust and are displeased, by community
  communities = 32768,  ///< what happens in every community, and how it stands
  channels = 65536,     ///< how buyers came to know what they bought
  outcomes = 131072,    ///< how many were pleased and displeased
  all = 262143,         ///< that metrics read
  agents = 262144,      ///< memory and signs of every agent: for those who look at the state between ticks
  everything = all | agents
};

constexpr Figures operator|(Figures a, Figures b) {
  return static_cast<Figures>(static_cast<std::uint32_t>(a) | static_cast<std::uint32_t>(b));
}
/// Whether two sets have any figure in common.
constexpr bool meet(Figures a, Figures b) {
  return (static_cast<std::uint32_t>(a) & static_cast<std::uint32_t>(b)) != 0;
}

}  // namespace shoal::metrics
