#pragma once
// Watching where people look up to higher strata and ties count alike otherwise: whole numbers of every sign
// per stratum of the observed, then a weighted sum over the four strata.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#ifdef __AVX2__
#include <immintrin.h>
#endif

#include "mechanisms/ahead.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

// Eight floats added as one. Element-wise, in the order of the ties: the same bits on every vector width.
using Eight = float __attribute__((vector_size(32)));

inline constexpr std::size_t strata_count = 4;

class StrataCount {
 public:
  /// At most so many ties: counts are bytes.
  static constexpr std::size_t most_ties = 255;

  /// What the agents show whom the ties from .. to - 1 lead to, each tie with the `weight` of the stratum of
  /// the observed. Element 7: the members.
  void count(const Step& step, TieIndex from, TieIndex to, const std::array<float, strata_count>& weight) {
    const std::size_t products = step.model.products.size();
    const Role* roles = step.state.role.data();
    const Network& network = step.model.network;
    if (products == 1) {
      Lanes lanes{};
      for (TieIndex e = from; e < to; ++e) {
        fetch_ahead(network, e, roles);
        fetch_ahead(network, e, step.shown);
        const AgentIndex j = network.neighbours[e];
        lanes += spread_table[step.shown[j]] & only[static_cast<std::size_t>(roles[j])];
      }
      lanes_[0] = lanes;
    } else {
      std::fill_n(lanes_.begin(), products, Lanes{});
      for (TieIndex e = from; e < to; ++e) {
        fetch_ahead(network, e, roles);
        fetch_ahead(network, e, step.shown, products);
        const AgentIndex j = network.neighbours[e];
        const Lanes those = only[static_cast<std::size_t>(roles[j])];
        for (std::size_t k = 0; k < products; ++k)
          lanes_[k] += spread_table[step.shown[j * products + k]] & those;
      }
    }
    for (std::size_t k = 0; k < products; ++k) {
      sums[k] = Eight{};
      for (std::size_t r = 0; r < strata_count; ++r) sums[k] += as_floats(lanes_[k][r]) * weight[r];
    }
  }

  std::array<Eight, max_products> sums;  ///< by product

 private:
  // One word per stratum, added as one: sums that wait for no other.
  using Lanes = std::uint64_t __attribute__((vector_size(8 * strata_count)));
  static constexpr Lanes only[strata_count] = {
      {~0ull, 0, 0, 0}, {0, ~0ull, 0, 0}, {0, 0, ~0ull, 0}, {0, 0, 0, ~0ull}};  ///< by stratum
  static Eight as_floats(std::uint64_t lane) {
#ifdef __AVX2__
    return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<long long>(lane))));
#else
    Eight counts;
    for (int sign = 0; sign < 8; ++sign)
      counts[sign] = static_cast<float>(static_cast<std::int32_t>(lane >> (8 * sign) & 255));
    return counts;
#endif
  }
  std::array<Lanes, max_products> lanes_;
};

/// Sum of the weights of all ties of a row, members or not.
inline float weight_of_row(const Step& step, std::span<const AgentIndex> row,
                           const std::array<float, strata_count>& weight) {
  std::array<std::uint32_t, strata_count> ties{};
  for (const AgentIndex j : row) ties[static_cast<std::size_t>(step.state.role[j])] += 1;
  float total = 0;
  for (std::size_t r = 0; r < strata_count; ++r) total += static_cast<float>(ties[r]) * weight[r];
  return total;
}

}  // namespace shoal
