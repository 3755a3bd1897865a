#pragma once
// Watching where people look up to higher strata and ties count alike otherwise: whole numbers of every sign
// per stratum of the observed, then a weighted sum over the four strata.

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

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
        lanes[static_cast<std::size_t>(roles[j])] += spread_table[step.shown[j]];
      }
      lanes_[0] = lanes;
    } else {
      std::fill_n(lanes_.begin(), products, Lanes{});
      for (TieIndex e = from; e < to; ++e) {
        fetch_ahead(network, e, roles);
        fetch_ahead(network, e, step.shown, products);
        const AgentIndex j = network.neighbours[e];
        const auto r = static_cast<std::size_t>(roles[j]);
        for (std::size_t k = 0; k < products; ++k) lanes_[k][r] += spread_table[step.shown[j * products + k]];
      }
    }
    for (std::size_t k = 0; k < products; ++k) {
      sums[k] = Eight{};
      for (std::size_t r = 0; r < strata_count; ++r)
        if (lanes_[k][r] != 0) sums[k] += as_floats(lanes_[k][r]) * weight[r];
    }
  }

  std::array<Eight, max_products> sums;  ///< by product

 private:
  using Lanes = std::array<std::uint64_t, strata_count>;
  static Eight as_floats(std::uint64_t lane) {
    std::int32_t __attribute__((vector_size(32))) counts;
    for (int sign = 0; sign < 8; ++sign) counts[sign] = static_cast<std::int32_t>(lane >> (8 * sign) & 255);
    return __builtin_convertvector(counts, Eight);
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
