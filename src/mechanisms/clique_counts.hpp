#pragma once
// What the members of each community showed in the last tick, where everybody observes everybody else of the
// community (network/cliques.hpp): an agent observes that less its own. Whole numbers, so that the counts are
// those of a look at every tie.

#include <cstdint>
#include <vector>

#include "mechanisms/signal.hpp"
#include "network/network.hpp"

namespace shoal {

class CliqueCounts {
 public:
  static constexpr std::size_t signs = 8;

  void allocate(std::size_t communities, std::size_t products);
  void release() { *this = {}; }
  bool in_use() const { return !counts_.empty(); }
  /// The same of the first product whose purchase an agent shows, which the rule copy looks at.
  void allocate_firsts(std::size_t communities, std::size_t products);
  bool hold_firsts() const { return !firsts_.empty(); }

  /// Counts anew what the members of community c show; communities may be counted at the same time.
  void count(const Network& network, const Signal* shown, std::uint32_t c);
  void count_firsts(const Network& network, const Signal* shown, std::uint32_t c);
  /// Members of community c that show a sign of product k.
  std::uint32_t of(std::uint32_t c, unsigned sign, std::size_t k) const {
    return counts_[(c * products_ + k) * signs + sign];
  }
  /// Members of community c of whose purchases that of product k is the first.
  std::uint32_t firsts(std::uint32_t c, std::size_t k) const { return firsts_[c * products_ + k]; }

 private:
  std::size_t products_ = 0;
  std::vector<std::uint32_t> counts_;  ///< [C][products][signs]
  std::vector<std::uint32_t> firsts_;  ///< [C][products]
};

}  // namespace shoal
