#include "mechanisms/watch_ties.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "mechanisms/join.hpp"
#include "mechanisms/watch.hpp"
#include "mechanisms/watch_strata.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

// A signal's bits as zeros and ones; element 7, membership, sums the weights of the members.
struct SignTable {
  alignas(32) float rows[256][8];
};
constexpr SignTable sign_table = [] {
  SignTable signs{};
  for (unsigned s = 0; s < 256; ++s) {
    for (unsigned bit = 0; bit < 8; ++bit) signs.rows[s][bit] = s >> bit & 1 ? 1.0f : 0.0f;
  }
  return signs;
}();

/// Positions 0..degree-1 of `m` distinct ties, ascending (Floyd's algorithm); `m` <= 64.
std::uint32_t sample_positions(const Step& step, AgentIndex i, std::uint32_t degree, std::uint32_t m,
                               std::array<std::uint32_t, 64>& chosen) {
  if (degree <= m) {
    for (std::uint32_t e = 0; e < degree; ++e) chosen[e] = e;
    return degree;
  }
  random::Stream stream(step.model.seed, random::Purpose::sampling, number_of(step.model, i), step.moment);
  for (std::uint32_t n = 0; n < m; ++n) {
    const std::uint32_t top = degree - m + n;
    std::uint32_t pick = stream.below(top + 1);
    if (std::find(chosen.begin(), chosen.begin() + n, pick) != chosen.begin() + n) pick = top;
    chosen[n] = pick;
  }
  std::sort(chosen.begin(), chosen.begin() + m);
  return m;
}

void store_sums(Scratch& scratch, std::uint32_t a, float total, std::span<const Eight> sums) {
  scratch.total[a] = total;
  for (std::size_t k = 0; k < scratch.products; ++k)
    for (int sign = 0; sign < shown_count; ++sign)
      scratch.seen(static_cast<Shown>(sign), k)[a] = sums[k][sign];
}

}  // namespace

void watch_ties(const Step& step, Block& block, std::uint32_t begin, std::uint32_t end) {
  const Network& network = step.model.network;
  const ObservationParams& params = step.model.learning.observation;
  Scratch& scratch = block.scratch;
  const std::size_t products = scratch.products;
  const auto admiration = admiration_by_distance(params);
  const std::vector<Role>& roles = step.state.role;
  const bool admiring = looking_up(step.model, step.state);
  const bool outsiders = !step.state.member.empty();
  const auto sample = static_cast<std::uint32_t>(params.sample);

  std::array<std::uint32_t, 64> chosen;
  std::array<Eight, max_products> sums;
  for (std::uint32_t a = begin; a < end; ++a) {
    const AgentIndex i = block.first + a;
    const std::uint32_t degree = outsiders && out_of_reach(step, i) ? 0 : network.degree(i);
    const std::uint32_t watched = sample > 0 ? sample_positions(step, i, degree, sample, chosen) : degree;
    std::fill_n(sums.begin(), products, Eight{});
    float total = 0;
    for (std::uint32_t n = 0; n < watched; ++n) {
      const TieIndex e = sample > 0 ? step.model.drawn_tie(i, chosen[n]) : network.offsets[i] + n;
      const AgentIndex j = network.neighbours[e];
      float weight = network.weights.empty() ? 1.0f : network.weights[e];
      if (admiring) {
        const int up = static_cast<int>(roles[j]) - static_cast<int>(roles[i]);
        weight = weight * admiration[static_cast<std::size_t>(std::max(up, 0))];
      }
      total += weight;
      const Signal* s = step.shown + j * products;
      for (std::size_t k = 0; k < products; ++k) {
        Eight signs;
        __builtin_memcpy(&signs, sign_table.rows[s[k]], sizeof signs);
        sums[k] += signs * weight;
      }
    }
    store_sums(scratch, a, outsiders ? sums[0][7] : total, sums);
  }
}

}  // namespace shoal
