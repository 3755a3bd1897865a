#include "network/bit_rows.hpp"

#include <algorithm>
#include <bit>
#include <utility>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "maths/wide.hpp"
#include "network/tie_bytes.hpp"

namespace shoal {
namespace {

constexpr std::size_t word_bits = BitRows::word_bits;

struct Inside {
  AgentIndex first, last;
  bool has(AgentIndex j) const { return j >= first && j < last; }
};

/// Words of a row in community c; 0: it is not stored as bits.
std::uint16_t width_of(const Network& network, Inside c) {
  std::size_t ties = 0;
  for (AgentIndex i = c.first; i < c.last; ++i) {
    const auto row = network.row(i);
    if (std::adjacent_find(row.begin(), row.end()) != row.end()) return 0;  // a bit counts once
    const auto inside =
        static_cast<std::size_t>(std::ranges::count_if(row, [&](AgentIndex j) { return c.has(j); }));
    if (row.size() - inside > BitRows::most_leaving) return 0;
    ties += inside;
  }
  return static_cast<std::uint16_t>(words_of_bits(c.last - c.first, ties));
}

Inside community(const Network& network, std::size_t c) {
  return {network.community_offsets[c], network.community_offsets[c + 1]};
}

/// Of all agents, or none where one does not fit a byte.
std::vector<std::uint8_t> degrees_of(const Network& network) {
  std::vector<std::uint8_t> degrees(network.agents);
  TieIndex most = 0;
  for (AgentIndex i = 0; i < network.agents; ++i) {
    most = std::max(most, network.degree(i));
    degrees[i] = static_cast<std::uint8_t>(network.degree(i));
  }
  if (most > 255) degrees.clear();
  return degrees;
}

/// Ones of the bytes of a word, in operations that compilers vectorise where the processor has no instruction
/// for it.
inline std::uint32_t ones_of_bytes(RowWord x) {
  x -= x >> 1 & 0x55555555;
  x = (x & 0x33333333) + (x >> 2 & 0x33333333);
  return (x + (x >> 4)) & 0x0f0f0f0f;
}

/// Adds to sum[a] what row a has of a column's bits; step: words of the column from one to the next.
template <class Number>
void add_plainly(const RowWord* rows, std::size_t stride, const RowWord* asked, std::size_t width,
                 std::size_t step, std::uint32_t agents, Number* sum) {
  constexpr std::uint32_t some = 256;
  constexpr std::size_t most = 31;  // words whose ones a byte can count
  for (; width > most; width -= most, rows += most * stride, asked += most * step)
    add_plainly(rows, stride, asked, most, step, agents, sum);
  maths::in_widest_vectors([=] {
    for (std::uint32_t first = 0; first < agents; first += some) {
      const std::uint32_t here = std::min(some, agents - first);
      std::uint32_t bytes[some] = {};
      for (std::size_t w = 0; w < width; ++w) {
        const RowWord* row = rows + w * stride + first;
        const RowWord those = asked[w * step];
        for (std::uint32_t a = 0; a < here; ++a) bytes[a] += ones_of_bytes(row[a] & those);
      }
      for (std::uint32_t a = 0; a < here; ++a) {
        const std::uint32_t even = (bytes[a] & 0x00ff00ff) + (bytes[a] >> 8 & 0x00ff00ff);
        sum[first + a] += static_cast<Number>(static_cast<std::int32_t>((even + (even >> 16)) & 0xffff));
      }
    }
  });
}

#ifdef __x86_64__

#define SHOAL_TARGET __attribute__((target("avx512f,avx512vl,avx512vpopcntdq")))
SHOAL_TARGET void count_by_sixteens(const RowWord* rows, std::size_t stride, BitColumn those,
                                    std::uint32_t agents, std::uint32_t* count) {
  const std::size_t ahead = those.width * rows_ahead;
  for (std::uint32_t a = 0; a < agents; a += 16) {
    const auto here = static_cast<__mmask16>(agents - a >= 16 ? 0xffff : (1u << (agents - a)) - 1);
    __m512i sum = _mm512_setzero_si512();
    for (std::size_t w = 0; w < those.width; ++w) {
      const RowWord* from = rows + w * stride + a;
      __builtin_prefetch(from + ahead);
      const __m512i row = _mm512_maskz_loadu_epi32(here, from);
      const __m512i asked = _mm512_set1_epi32(static_cast<int>(those.words[w]));
      sum = _mm512_add_epi32(sum, _mm512_popcnt_epi32(_mm512_and_si512(row, asked)));
    }
    _mm512_mask_storeu_epi32(count + a, here, sum);
  }
}
#undef SHOAL_TARGET

#define SHOAL_TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512vpopcntdq")))
/// One byte of each of sixteen lanes.
SHOAL_TARGET inline __m512i sixteen_of(__m512i low, __m512i high, unsigned lane) {
  const __m128i shift = _mm_cvtsi32_si128(static_cast<int>(8 * lane));
  const __m512i even = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
  const __m512i words = _mm512_permutex2var_epi32(_mm512_maskz_srl_epi64(0xff, low, shift), even,
                                                  _mm512_maskz_srl_epi64(0xff, high, shift));
  return _mm512_and_si512(words, _mm512_set1_epi32(most_in_lane));
}

/// Sixteen agents at a time, whose row is loaded once for all sets.
template <std::size_t sets>
SHOAL_TARGET void count_sets_by_sixteens(const RowWord* rows, std::size_t stride, const BitColumns& those,
                                         std::uint32_t agents, const std::uint64_t* lanes) {
  const std::size_t ahead = those.width * rows_ahead;
  for (std::uint32_t a = 0; a < agents; a += 16) {
    const auto here = static_cast<__mmask16>(agents - a >= 16 ? 0xffff : (1u << (agents - a)) - 1);
    const __m512i low = _mm512_maskz_loadu_epi64(static_cast<__mmask8>(here), lanes + a),
                  high = _mm512_maskz_loadu_epi64(static_cast<__mmask8>(here >> 8), lanes + a + 8);
    __m512i sum[sets];
    for (std::size_t n = 0; n < sets; ++n) sum[n] = sixteen_of(low, high, those.lane[n]);
    for (std::size_t w = 0; w < those.width; ++w) {
      const RowWord* from = rows + w * stride + a;
      __builtin_prefetch(from + ahead);
      const __m512i row = _mm512_maskz_loadu_epi32(here, from);
      for (std::size_t n = 0; n < sets; ++n) {
        const __m512i asked = _mm512_set1_epi32(static_cast<int>(those.words[w * sets + n]));
        sum[n] = _mm512_add_epi32(sum[n], _mm512_popcnt_epi32(_mm512_and_si512(row, asked)));
      }
    }
    for (std::size_t n = 0; n < sets; ++n)
      _mm512_mask_storeu_ps(those.to[n] + a, here, _mm512_maskz_cvtepi32_ps(0xffff, sum[n]));
  }
}
#undef SHOAL_TARGET

template <std::size_t... sets>
constexpr auto by_sets(std::index_sequence<sets...>) {
  return std::array{count_sets_by_sixteens<sets + 1>...};
}
#endif

}  // namespace

std::size_t BitRows::bytes() const {
  return LeavingTies::bytes() + sizeof(std::uint16_t) * width.size() + sizeof(std::size_t) * first.size() +
         sizeof(RowWord) * words.size() + degree.size();
}

void count_observed(const RowWord* rows, std::size_t stride, BitColumn those, std::uint32_t agents,
                    std::uint32_t* count) {
#ifdef __x86_64__
  if (maths::has_wide_counts()) return count_by_sixteens(rows, stride, those, agents, count);
#endif
  std::fill_n(count, agents, 0u);
  add_plainly(rows, stride, those.words, those.width, 1, agents, count);
}

void count_observed(const RowWord* rows, std::size_t stride, const BitColumns& those, std::uint32_t agents,
                    const std::uint64_t* lanes) {
#ifdef __x86_64__
  static constexpr auto kernels = by_sets(std::make_index_sequence<BitColumns::most>());
  if (maths::has_wide_counts()) return kernels[those.count - 1](rows, stride, those, agents, lanes);
#endif
  for (std::size_t n = 0; n < those.count; ++n) {
    maths::in_widest_vectors([=, to = those.to[n], shift = 8 * those.lane[n]] {
      for (std::uint32_t a = 0; a < agents; ++a)
        to[a] = static_cast<float>(static_cast<std::int32_t>(lanes[a] >> shift & most_in_lane));
    });
    add_plainly(rows, stride, those.words + n, those.width, those.count, agents, those.to[n]);
  }
}

std::size_t words_of_bits(std::size_t agents, std::size_t ties) {
  const std::size_t words = (agents + word_bits - 1) / word_bits;
  const bool smaller = words * agents * sizeof(RowWord) <= ties * sizeof(AgentIndex);
  return smaller && words <= BitRows::most_words ? words : 0;
}

bool has_bit_rows(const Network& network) {
  if (!network.weights.empty()) return false;
  for (std::size_t c = 0; c < network.communities(); ++c)
    if (width_of(network, community(network, c)) > 0) return true;
  return false;
}

BitRows make_bit_rows(const Network& network, AgentIndex block) {
  BitRows rows;
  if (!network.weights.empty()) return rows;
  std::size_t words = 0, outside = 0;
  for (std::size_t c = 0; c < network.communities(); ++c) {
    const Inside inside = community(network, c);
    rows.width.push_back(width_of(network, inside));
    rows.first.push_back(words);
    words += std::size_t{rows.width.back()} * (inside.last - inside.first);
    if (rows.width.back() > 0)
      for (AgentIndex i = inside.first; i < inside.last; ++i)
        outside += static_cast<std::size_t>(
            std::ranges::count_if(network.row(i), [&](AgentIndex j) { return !inside.has(j); }));
  }
  if (words == 0) return {};
  rows.words.assign(words, 0);
  rows.fill(network.agents, block, outside, [&](AgentIndex i, auto&& tie) {
    const std::size_t c = network.community[i];
    if (rows.width[c] == 0) return;
    const Inside inside = community(network, c);
    const std::size_t agents_inside = inside.last - inside.first;
    RowWord* row = rows.words.data() + rows.first[c] + (i - inside.first);
    for (const AgentIndex j : network.row(i)) {
      if (!inside.has(j))
        tie(j);
      else
        row[(j - inside.first) / word_bits * agents_inside] |= RowWord{1} << ((j - inside.first) % word_bits);
    }
  });
  rows.degree = degrees_of(network);
  return rows;
}

}  // namespace shoal
