#include "mechanisms/clique_counts.hpp"

#include <algorithm>

#include "network/tie_bytes.hpp"

namespace shoal {

void CliqueCounts::allocate(std::size_t communities, std::size_t products) {
  products_ = products;
  counts_.assign(communities * products * signs, 0);
}

void CliqueCounts::count(const Network& network, const Signal* shown, std::uint32_t c) {
  std::uint32_t* counts = counts_.data() + c * products_ * signs;
  std::fill_n(counts, products_ * signs, 0u);
  const AgentIndex end = network.community_offsets[c + 1];
  for (AgentIndex first = network.community_offsets[c]; first < end; first += most_in_lane) {
    const AgentIndex last = std::min(end - first, AgentIndex{most_in_lane}) + first;
    for (std::size_t k = 0; k < products_; ++k) {
      std::uint64_t lanes = 0;  // a byte per sign
      for (AgentIndex i = first; i < last; ++i) lanes += lanes_of[shown[i * products_ + k]];
      for (std::size_t sign = 0; sign < signs; ++sign)
        counts[k * signs + sign] += static_cast<std::uint32_t>(lanes >> (8 * sign) & 255);
    }
  }
}

void CliqueCounts::allocate_firsts(std::size_t communities, std::size_t products) {
  products_ = products;
  firsts_.assign(communities * products, 0);
}

void CliqueCounts::count_firsts(const Network& network, const Signal* shown, std::uint32_t c) {
  std::uint32_t* firsts = firsts_.data() + c * products_;
  std::fill_n(firsts, products_, 0u);
  for (AgentIndex i = network.community_offsets[c]; i < network.community_offsets[c + 1]; ++i)
    if (const std::size_t k = first_bought(shown + i * products_, products_); k < products_) ++firsts[k];
}

}  // namespace shoal
