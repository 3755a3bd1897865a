#pragma once
// The configuration model without loops and multiple ties: pairs ties' ends ("stubs") at random and repairs
// what a simple network forbids by exchanging ends with random ties.

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "network/tie_set.hpp"
#include "random/philox.hpp"

namespace shoal::network {

/// Appends the ties of one configuration model to a vector. `Allowed`: whether a pair of different agents may
/// be tied.
template <class Allowed>
class StubMatching {
 public:
  /// `seen` is room for the set of ties, reused from call to call.
  StubMatching(random::Stream draws, TieSet& seen, std::vector<Tie>& ties, Allowed allowed)
      : draws_(draws), seen_(seen), ties_(ties), first_(ties.size()), allowed_(allowed) {}

  /// Pairs the agents in `stubs`: an even number, each agent as often as it has ties. A forbidden pair (a, b)
  /// and a random tie (c, d) become (a, c) and (b, d); where that is forbidden too, two random ties exchange
  /// ends, so that the next trial meets another network. Pairs that 1,000 trials cannot place are left out.
  /// @return the pairs left out
  std::vector<Tie> match(std::vector<AgentIndex>& stubs) {
    for (std::size_t k = stubs.size(); k > 1; --k)
      std::swap(stubs[k - 1], stubs[draws_.below(static_cast<std::uint32_t>(k))]);
    seen_.reset(stubs.size() / 2);
    std::vector<Tie> refused;
    for (std::size_t k = 0; k + 1 < stubs.size(); k += 2)
      if (!append({stubs[k], stubs[k + 1]})) refused.push_back({stubs[k], stubs[k + 1]});
    std::erase_if(refused, [&](const Tie& pair) { return place(pair); });
    return refused;
  }

 private:
  bool may_tie(AgentIndex a, AgentIndex b) const { return a != b && allowed_(a, b) && !seen_.contains(a, b); }

  bool append(Tie t) {
    if (!may_tie(t.observer, t.observed)) return false;
    seen_.insert(t.observer, t.observed);
    ties_.push_back(t);
    return true;
  }

  /// A random tie, in random direction.
  Tie& random_tie() {
    Tie& t = ties_[first_ + draws_.below(static_cast<std::uint32_t>(ties_.size() - first_))];
    if (draws_.word() & 1) std::swap(t.observer, t.observed);
    return t;
  }

  /// (a, b) and (c, d) become (a, c) and (b, d) if both may be; says whether they did.
  bool exchange(Tie& ab, Tie& cd) {
    const auto [a, b] = ab;
    const auto [c, d] = cd;
    if (!may_tie(a, c) || !may_tie(b, d) || (a == d && b == c)) return false;
    seen_.erase(c, d);
    seen_.insert(a, c);
    seen_.insert(b, d);
    ab = {a, c};
    cd = {b, d};
    return true;
  }

  bool place(Tie pair) {
    for (int trial = 0; trial < 1'000 && ties_.size() > first_; ++trial) {
      if (append(pair)) return true;
      if (exchange(pair, random_tie())) {
        ties_.push_back(pair);
        return true;
      }
      Tie &one = random_tie(), &other = random_tie();
      if (const Tie before = one; &one != &other && exchange(one, other))
        seen_.erase(before.observer, before.observed);
    }
    return false;
  }

  random::Stream draws_;
  TieSet& seen_;
  std::vector<Tie>& ties_;
  std::size_t first_;
  Allowed allowed_;
};

}  // namespace shoal::network
