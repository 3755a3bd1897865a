#pragma once
// The configuration model without loops and multiple ties: pairs ties' ends ("stubs") at random and repairs
// what a simple network forbids by exchanging ends with random ties.

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "network/generators/tie_set.hpp"
#include "random/philox.hpp"

namespace shoal::network {

/// Pairs the agents in `stubs` (an even number; each agent as often as it has ties) and appends the ties.
/// `allowed(a, b)` may forbid more than loops. A forbidden pair (a, b) and a random tie (c, d) become (a, c)
/// and (b, d); pairs for which 1,000 such exchanges fail are left out.
/// @return the number of ties left out
template <class Allowed>
std::size_t match_stubs(std::vector<AgentIndex>& stubs, random::Stream draws, TieSet& seen,
                        std::vector<Tie>& ties, Allowed allowed) {
  for (std::size_t k = stubs.size(); k > 1; --k)
    std::swap(stubs[k - 1], stubs[draws.below(static_cast<std::uint32_t>(k))]);
  seen.reset(stubs.size() / 2);
  const std::size_t first = ties.size();
  const auto may_tie = [&](AgentIndex a, AgentIndex b) {
    return a != b && allowed(a, b) && !seen.contains(a, b);
  };
  std::vector<Tie> refused;
  for (std::size_t k = 0; k + 1 < stubs.size(); k += 2) {
    const Tie tie{stubs[k], stubs[k + 1]};
    if (may_tie(tie.observer, tie.observed)) {
      seen.insert(tie.observer, tie.observed);
      ties.push_back(tie);
    } else {
      refused.push_back(tie);
    }
  }
  std::size_t left_out = 0;
  for (const auto [a, b] : refused) {
    bool placed = false;
    for (int trial = 0; trial < 1000 && !placed && ties.size() > first; ++trial) {
      const auto word = draws.below(static_cast<std::uint32_t>(ties.size() - first));
      Tie& old = ties[first + word];
      AgentIndex c = old.observer, d = old.observed;
      if (draws.word() & 1) std::swap(c, d);
      if (!may_tie(a, c) || !may_tie(b, d) || (a == d && b == c)) continue;
      seen.erase(c, d);
      seen.insert(a, c);
      seen.insert(b, d);
      old = {a, c};
      ties.push_back({b, d});
      placed = true;
    }
    left_out += !placed;
  }
  return left_out;
}

}  // namespace shoal::network
