#pragma once
// Agents in parts, each made by a thread of its own. For what is drawn once, by address, before the first
// tick; ticks have Workers.

#include <algorithm>
#include <cstdint>
#include <future>
#include <vector>

#include "network/network.hpp"

namespace shoal::population {

/// Calls make(first, last) for up to `threads` parts of the agents 0 .. agents - 1, at the same time.
/// @throws what one of the calls throws, after all have ended
template <class Make>
void in_parts(AgentIndex agents, unsigned threads, Make make) {
  constexpr AgentIndex worth_a_thread = 1 << 13;
  const std::uint64_t parts = std::clamp<std::uint64_t>(agents / worth_a_thread, 1, std::max(threads, 1u));
  const auto end_of = [=](std::uint64_t n) { return static_cast<AgentIndex>(agents * n / parts); };
  std::vector<std::future<void>> others;
  for (std::uint64_t n = 1; n < parts; ++n)
    others.push_back(std::async(std::launch::async, make, end_of(n), end_of(n + 1)));
  make(AgentIndex{0}, end_of(1));
  for (auto& part : others) part.get();
}

}  // namespace shoal::population
