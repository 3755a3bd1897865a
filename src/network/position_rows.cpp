#include "network/position_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "maths/bit_matrix.hpp"
#include "maths/wide.hpp"
#include "network/bit_rows.hpp"
#include "network/tie_bits.hpp"
#include "network/tie_bytes.hpp"

namespace shoal {
namespace {

using Rows = PositionRows;

// What counting costs, in words of positions, each met for up to eight sets (docs/performance.md).
constexpr double tie_cost = 2.5;        ///< a tie that is looked up by itself
constexpr double bit_word_cost = 0.25;  ///< a word of a row of bits, met for one set

double cost_of(std::span<const double> agents_by_degree, std::size_t width) {
  const double agents = std::accumulate(agents_by_degree.begin(), agents_by_degree.end(), 0.0);
  return agents * static_cast<double>(width) + tie_cost * ties_left_out(agents_by_degree, width);
}

/// How a community may be stored, and what it costs to count there.
struct Plan {
  std::size_t width = 0;  ///< of positions
  double cost = 0, other_cost = 0;
  std::size_t left = 0;  ///< ties that are kept with those that leave
};

Plan plan_for(const Network& network, std::size_t c, unsigned sets) {
  const AgentIndex first = network.community_offsets[c], members = network.community_offsets[c + 1] - first;
  std::vector<std::uint32_t> inside(members);  // ties of each
  std::vector<double> agents_by_degree;
  std::size_t ties = 0;
  for (AgentIndex a = 0; a < members; ++a) {
    std::uint32_t count = 0;
    for (const AgentIndex j : network.row(first + a)) count += j - first < members ? 1 : 0;
    inside[a] = count;
    if (inside[a] >= agents_by_degree.size()) agents_by_degree.resize(inside[a] + std::size_t{1});
    agents_by_degree[inside[a]] += 1;
    ties += inside[a];
  }
  Plan plan;
  const std::size_t bit_words = words_of_bits(members, ties);
  const double listed = tie_cost * static_cast<double>(ties);
  plan.other_cost = bit_words > 0 ? bit_word_cost * sets * static_cast<double>(members * bit_words) : listed;
  plan.cost = listed;
  if (members > Rows::most_members) return plan;
  const std::size_t width = width_of_positions(agents_by_degree);
  std::size_t left = 0;
  for (AgentIndex a = 0; a < members && width > 0; ++a) {
    const std::size_t others =
        network.degree(first + a) - std::min<std::size_t>(inside[a], Rows::word_bytes * width);
    if (others > Rows::most_leaving) return plan;
    left += others;
  }
  plan.width = width;
  plan.left = left;
  plan.cost = cost_of(agents_by_degree, width);
  return plan;
}

constexpr std::size_t vector_bytes = Rows::together * Rows::word_bytes;  ///< one word each of eight members

std::size_t bytes_of(AgentIndex members, std::size_t width) {
  return (members + Rows::together - 1) / Rows::together * width * vector_bytes;
}

/// Where word w of a member's positions stands among those of its community.
std::size_t place_of(AgentIndex member, std::size_t w, std::size_t width) {
  return ((member / Rows::together * width + w) * Rows::together + member % Rows::together) *
         Rows::word_bytes;
}

std::uint64_t count_member(const PositionsOfCommunity& community, const std::uint8_t* shown,
                           AgentIndex member) {
  std::uint64_t lanes = 0;
  for (std::size_t w = 0; w < community.width; ++w)
    for (std::size_t n = 0; n < Rows::word_bytes; ++n) {
      const std::uint8_t at = community.positions[place_of(member, w, community.width) + n];
      if (at != Rows::nobody) lanes += lanes_of[shown[at]];
    }
  return lanes;
}

#ifdef __x86_64__
#define SHOAL_TARGET \
  __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx512bitalg,avx512vbmi,gfni")))

/// Bytes at 64 positions of a table of so many vectors, of which the last has a 0 at its end: for nobody.
template <unsigned tables>
SHOAL_TARGET inline __m512i at_positions(const __m512i* table, __m512i at) {
  if constexpr (tables == 1) {
    return _mm512_maskz_permutexvar_epi8(~__mmask64{0}, at, table[0]);
  } else {
    const __m512i low = _mm512_permutex2var_epi8(table[0], at, table[1]);
    if constexpr (tables == 2) return low;
    const __mmask64 beyond = _mm512_movepi8_mask(at);
    if constexpr (tables == 3) return _mm512_mask_permutexvar_epi8(low, beyond, at, table[2]);
    if constexpr (tables == 4)
      return _mm512_mask_blend_epi8(beyond, low, _mm512_permutex2var_epi8(table[2], at, table[3]));
  }
}

/// Members from one that stands at a multiple of eight on.
template <unsigned tables>
SHOAL_TARGET void count_eights(const PositionsOfCommunity& community, const std::uint8_t* shown,
                               AgentIndex begin, AgentIndex end, std::uint64_t* lanes) {
  __m512i table[tables];
  for (unsigned t = 0; t < tables; ++t) {
    const auto from = static_cast<AgentIndex>(t * vector_bytes);
    const AgentIndex some = community.members > from ? community.members - from : 0;
    const __mmask64 here = some >= vector_bytes ? ~__mmask64{0} : (__mmask64{1} << some) - 1;
    table[t] = _mm512_maskz_loadu_epi8(here, shown + from);
  }
  const __m512i matrix = _mm512_set1_epi64(maths::bit_of_byte);
  const std::size_t ahead = bytes_of(rows_ahead, community.width);
  const std::uint8_t* from = community.positions + place_of(begin, 0, community.width);
  for (AgentIndex a = begin; a < end; a += Rows::together, lanes += Rows::together) {
    const auto here = static_cast<__mmask8>(end - a >= Rows::together ? 255 : (1u << (end - a)) - 1);
    __m512i sum = _mm512_maskz_loadu_epi64(here, lanes);
    for (std::size_t w = 0; w < community.width; ++w, from += vector_bytes) {
      __builtin_prefetch(from + ahead);
      const __m512i bytes = at_positions<tables>(table, _mm512_load_si512(from));
      sum = _mm512_add_epi8(sum, _mm512_popcnt_epi8(_mm512_gf2p8affine_epi64_epi8(matrix, bytes, 0)));
    }
    _mm512_mask_storeu_epi64(lanes, here, sum);
  }
}
#undef SHOAL_TARGET
#endif

}  // namespace

std::size_t PositionRows::bytes() const {
  return LeavingTies::bytes() + width.size() + sizeof(std::size_t) * first.size() + positions.size();
}

double ties_left_out(std::span<const double> agents_by_degree, std::size_t width) {
  double ties = 0;
  for (std::size_t d = Rows::word_bytes * width; d < agents_by_degree.size(); ++d)
    ties += agents_by_degree[d] * static_cast<double>(d - Rows::word_bytes * width);
  return ties;
}

std::size_t width_of_positions(std::span<const double> agents_by_degree) {
  std::size_t best = 0;
  double least = cost_of(agents_by_degree, 0);
  const double agents = std::accumulate(agents_by_degree.begin(), agents_by_degree.end(), 0.0),
               ties = ties_left_out(agents_by_degree, 0);
  const auto no_more_than_a_list = [=](std::size_t width) {
    return static_cast<double>(bytes_of(static_cast<AgentIndex>(std::llround(agents)), width)) <=
           ties * sizeof(AgentIndex);
  };
  for (std::size_t width = 1; width <= Rows::most_words && no_more_than_a_list(width); ++width)
    if (const double cost = cost_of(agents_by_degree, width); cost < least) {
      best = width;
      least = cost;
    }
  return best;
}

PositionRows make_position_rows(const Network& network, AgentIndex block, unsigned sets) {
  PositionRows rows;
  if (!network.weights.empty()) return rows;
  std::size_t bytes = 0, left = 0;
  double cost = 0, other_cost = 0;
  for (std::size_t c = 0; c < network.communities(); ++c) {
    const AgentIndex members = network.community_offsets[c + 1] - network.community_offsets[c];
    const Plan plan = plan_for(network, c, sets);
    cost += plan.cost;
    other_cost += plan.other_cost;
    left += plan.left;
    rows.width.push_back(static_cast<std::uint8_t>(plan.width));
    rows.first.push_back(bytes);
    bytes += bytes_of(members, plan.width);
  }
  if (bytes == 0 || cost >= other_cost) return {};
  rows.positions.assign(bytes, Rows::nobody);
  rows.fill(network.agents, block, left, [&](AgentIndex i, auto&& tie) {
    const std::size_t c = network.community[i], width = rows.width[c];
    if (width == 0) return;
    const AgentIndex first = network.community_offsets[c], last = network.community_offsets[c + 1];
    std::uint8_t* word = rows.positions.data() + rows.first[c] + place_of(i - first, 0, width);
    const std::size_t most = Rows::word_bytes * width;
    std::size_t held = 0;
    for (const AgentIndex j : network.row(i)) {
      if (j < first || j >= last || held == most) {
        tie(j);
      } else {
        word[held / Rows::word_bytes * vector_bytes + held % Rows::word_bytes] =
            static_cast<std::uint8_t>(j - first);
        ++held;
      }
    }
  });
  return rows;
}

void add_positions(const PositionsOfCommunity& community, const std::uint8_t* shown, AgentIndex begin,
                   AgentIndex end, std::uint64_t* lanes) {
#ifdef __x86_64__
  static constexpr std::array kernels{count_eights<1>, count_eights<2>, count_eights<3>, count_eights<4>};
  const AgentIndex eights =
      std::min(end, (begin + Rows::together - 1) / Rows::together * Rows::together);  // where eights begin
  const AgentIndex one_by_one = maths::has_wide_counts() ? eights : end;
#else
  const AgentIndex one_by_one = end;
#endif
  for (; begin < one_by_one; ++begin) *lanes++ += count_member(community, shown, begin);
#ifdef __x86_64__
  if (begin < end) kernels[community.members / vector_bytes](community, shown, begin, end, lanes);
#endif
}

}  // namespace shoal
