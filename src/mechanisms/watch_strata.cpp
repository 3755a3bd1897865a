#include "mechanisms/watch_strata.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#ifdef __AVX2__
#include <immintrin.h>
#endif

#include "maths/wide.hpp"
#include "mechanisms/ahead.hpp"
#include "mechanisms/join.hpp"
#include "mechanisms/tie_counts.hpp"
#include "mechanisms/watch_ties.hpp"

namespace shoal {
namespace {

using ByStratum = std::array<float, strata_count>;
constexpr std::uint32_t most_ties = 255;  ///< counts are bytes

// One word per stratum, added as one: sums that wait for no other.
using Lanes = std::uint64_t __attribute__((vector_size(8 * strata_count)));
constexpr Lanes only[strata_count] = {{~0ull, 0, 0, 0}, {0, ~0ull, 0, 0}, {0, 0, ~0ull, 0}, {0, 0, 0, ~0ull}};

Eight as_floats(std::uint64_t lane) {
#ifdef __AVX2__
  return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_cvtsi64_si128(static_cast<long long>(lane))));
#else
  Eight counts;
  for (int sign = 0; sign < 8; ++sign)
    counts[sign] = static_cast<float>(static_cast<std::int32_t>(lane >> (8 * sign) & 255));
  return counts;
#endif
}

Eight weighted(const Lanes& lanes, const ByStratum& weight) {
  Eight sum{};
  for (std::size_t r = 0; r < strata_count; ++r) sum += as_floats(lanes[r]) * weight[r];
  return sum;
}

/// Watching by strata, for one block.
class StrataWatch {
 public:
  StrataWatch(const Step& step, Block& block)
      : step_(step),
        block_(block),
        ties_(step, block),
        network_(step.model.network),
        roles_(step.state.role.data()),
        products_(step.model.products.size()),
        outsiders_(!step.state.member.empty()) {
    const ByStratum up = admiration_by_distance(step.model.learning.observation);
    for (std::size_t own = 0; own < strata_count; ++own)
      for (std::size_t r = 0; r < strata_count; ++r) weights_[own][r] = up[r > own ? r - own : 0];
  }

  void watch() {
    const SignalPlanes* planes = step_.planes;
    const bool packed = ties_.bits != nullptr && planes != nullptr && planes->strata() &&
                        (!outsiders_ || (planes->signs() >> member_sign & 1));
    if (!packed) return watch_rows(0, block_.size);
    watch_dense(*planes);
    const bool long_rows = ties_.longest_row() > most_ties;
    ties_.for_each_segment([&](std::uint32_t, std::uint32_t begin, std::uint32_t end, std::size_t width) {
      if (width == 0) watch_rows(begin, end);
      for (std::uint32_t a = begin; long_rows && width > 0 && a < end; ++a)
        if (network_.degree(block_.first + a) > most_ties) watch_ties(step_, block_, a, a + 1);
    });
  }

 private:
  // Row by row.
  void watch_rows(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t a = begin; a < end; ++a) {
      const AgentIndex i = block_.first + a;
      if (network_.degree(i) > most_ties) {
        watch_ties(step_, block_, a, a + 1);
        continue;
      }
      const ByStratum& weight = weights_[static_cast<std::size_t>(roles_[i])];
      const bool idle = outsiders_ && out_of_reach(step_, i);
      const auto row = idle ? std::span<const AgentIndex>{} : network_.row(i);
      if (products_ == 1)
        count_row(network_.offsets[i], row.size());
      else
        count_row_of_products(network_.offsets[i], row.size());
      for (std::size_t k = 0; k < products_; ++k) {
        const Eight sums = weighted(lanes_[k], weight);
        for (int sign = 0; sign < shown_count; ++sign)
          block_.scratch.seen(static_cast<Shown>(sign), k)[a] = sums[sign];
        if (outsiders_ && k == 0) block_.scratch.total[a] = sums[shown_count];
      }
      if (!outsiders_) block_.scratch.total[a] = weight_of_row(row, weight);
    }
  }

  void count_row(TieIndex from, std::size_t ties) {
    Lanes lanes{};
    for (std::size_t e = from; e < from + ties; ++e) {
      fetch_ahead(network_, e, roles_);
      fetch_ahead(network_, e, step_.shown);
      const AgentIndex j = network_.neighbours[e];
      lanes += lanes_of[step_.shown[j]] & only[static_cast<std::size_t>(roles_[j])];
    }
    lanes_[0] = lanes;
  }

  void count_row_of_products(TieIndex from, std::size_t ties) {
    std::fill_n(lanes_.begin(), products_, Lanes{});
    for (std::size_t e = from; e < from + ties; ++e) {
      fetch_ahead(network_, e, roles_);
      fetch_ahead(network_, e, step_.shown, products_);
      const AgentIndex j = network_.neighbours[e];
      const Lanes those = only[static_cast<std::size_t>(roles_[j])];
      for (std::size_t k = 0; k < products_; ++k)
        lanes_[k] += lanes_of[step_.shown[j * products_ + k]] & those;
    }
  }

  /// Sum of the weights of all ties of a row, members or not.
  float weight_of_row(std::span<const AgentIndex> row, const ByStratum& weight) const {
    std::array<std::uint32_t, strata_count> ties{};
    for (const AgentIndex j : row) ties[static_cast<std::size_t>(roles_[j])] += 1;
    float total = 0;
    for (std::size_t r = 0; r < strata_count; ++r) total += static_cast<float>(ties[r]) * weight[r];
    return total;
  }

  // All agents of dense communities: bits inside, bytes of the ties that leave.
  void watch_dense(const SignalPlanes& planes) {
    weigh();
    const Signs signs = planes.signs();
    for (std::size_t k = 0; k < products_; ++k) {
      count_leaving(k);
      CountedSet sets[member_sign + 1];
      std::size_t count = 0;
      for (unsigned sign = 0; sign < shown_count; ++sign)
        if (signs >> sign & 1)
          sets[count++] = {static_cast<std::uint8_t>(sign), planes.plane(sign, k), counted_[sign]};
      if (k == 0)
        sets[count++] = {member_sign, outsiders_ ? planes.plane(member_sign, 0) : nullptr,
                         counted_[member_sign]};
      for (std::size_t r = 0; r < strata_count; ++r) {
        ties_.add_inside(leaving(r), {sets, count}, planes.stratum(static_cast<Role>(r)));
        for (const CountedSet& set : std::span(sets, count)) add_weighted(set, r, k);
      }
    }
  }

  /// Weights of the strata for each agent; 0 for those who see nothing.
  void weigh() {
    float* sees = counted_[0];
    find_reached(step_, block_, sees);
    for (std::size_t r = 0; r < strata_count; ++r)
      maths::in_widest_vectors(
          [=, size = block_.size, to = weight_[r],
           own = reinterpret_cast<const std::uint8_t*>(roles_ + block_.first),
           w = std::array{weights_[0][r], weights_[1][r], weights_[2][r], weights_[3][r]}] {
            for (std::uint32_t a = 0; a < size; ++a) {
              const float low = own[a] == 0 ? w[0] : w[1], high = own[a] == 2 ? w[2] : w[3];
              to[a] = sees[a] * (own[a] < 2 ? low : high);
            }
          });
  }

  /// Adds what is counted of a set in stratum r, weighted, to its sums.
  void add_weighted(const CountedSet& set, std::size_t r, std::size_t k) {
    Scratch& scratch = block_.scratch;
    float* sum =
        set.lane == member_sign ? scratch.total.data() : scratch.seen(static_cast<Shown>(set.lane), k);
    maths::in_widest_vectors([sum, size = block_.size, from = set.to, weight = weight_[r], first = r == 0] {
      for (std::uint32_t a = 0; a < size; ++a) sum[a] = (first ? 0.0f : sum[a]) + from[a] * weight[a];
    });
  }

  std::uint64_t* leaving(std::size_t stratum) { return block_.scratch.lanes.data() + stratum * block_size; }

  /// What ties out of dense communities lead to, by stratum: a byte for each sign, the highest for members.
  void count_leaving(std::size_t k) {
    const BitRows& bits = *ties_.bits;
    for (std::size_t r = 0; r < strata_count; ++r) std::fill_n(leaving(r), block_.size, 0u);
    const Signal everybody = outsiders_ ? Signal{0} : signal::member;
    const std::size_t b = block_.first / block_size, last = bits.block_offsets[b + 1];
    constexpr std::size_t ahead = 64;
    std::size_t e = bits.block_offsets[b];
    ties_.for_each_leaving([&](std::uint32_t a, AgentIndex j) {
      const AgentIndex next = bits.observed[std::min(e++ + ahead, last - 1)];
      __builtin_prefetch(roles_ + next);
      __builtin_prefetch(step_.shown + next * products_ + k);
      leaving(static_cast<std::size_t>(roles_[j]))[a] += lanes_of[step_.shown[j * products_ + k] | everybody];
    });
  }

  const Step& step_;
  Block& block_;
  const BlockTies ties_;
  const Network& network_;
  const Role* roles_;
  std::size_t products_;
  bool outsiders_;
  std::array<ByStratum, strata_count> weights_;  ///< [observer's stratum][observed's]
  std::array<Lanes, max_products> lanes_;        ///< of one row, by product
  alignas(64) float weight_[strata_count][block_size];
  alignas(64) float counted_[member_sign + 1][block_size];  ///< of one stratum, by sign
};

}  // namespace

ByStratum admiration_by_distance(const ObservationParams& params) {
  ByStratum by{1, 1, 1, 1};
  for (std::size_t d = 1; d < strata_count; ++d) by[d] = by[d - 1] * static_cast<float>(params.admiration);
  return by;
}

void watch_strata(const Step& step, Block& block) { StrataWatch(step, block).watch(); }

}  // namespace shoal
