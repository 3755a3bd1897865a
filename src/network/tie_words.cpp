#include "network/tie_words.hpp"

#include <algorithm>
#include <cstring>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "maths/wide.hpp"
#include "network/tie_bytes.hpp"

namespace shoal {
namespace {

constexpr std::size_t at_once = 8;       ///< bytes of a word
constexpr std::size_t words_ahead = 24;  ///< ties whose words are fetched ahead
constexpr std::uint32_t few = 8;         ///< rows that are not turned about

#ifdef __x86_64__
#define SHOAL_TARGET __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq")))
/// The sets of one row: byte 8 k + b of the result counts those whose byte `first` + k has bit b. A word is a
/// mask of 64 bytes, to which one is added where it has a bit. `whole`: all agents have eight bytes there.
template <bool whole>
SHOAL_TARGET inline __m512i count_row(const BytesOfAgents& of, std::size_t first, const AgentIndex* tie,
                                      const AgentIndex* end, const AgentIndex* last_tie) {
  const __m512i minus_one = _mm512_set1_epi8(-1);
  __m512i count = _mm512_setzero_si512();
  for (; tie != end; ++tie) {
    const std::size_t at = *tie * of.stride + first;
    __builtin_prefetch(of.bytes + *std::min(tie + words_ahead, last_tie) * of.stride + first);
    std::uint64_t word = 0;
    if (whole || at + at_once <= of.size)  // what follows an agent's bytes is counted and passed over
      std::memcpy(&word, of.bytes + at, at_once);
    else
      std::memcpy(&word, of.bytes + at, of.size - at);
    count = _mm512_mask_sub_epi8(count, _cvtu64_mask64(word), count, minus_one);
  }
  return count;
}

/// Turns eight rows of eight words about: row r of the result holds word r of each.
SHOAL_TARGET inline void turn_about(__m512i* row) {
  const auto exchange = [&](int one, int other, __m512i low, __m512i high) SHOAL_TARGET {
    const __m512i a = row[one], b = row[other];
    row[one] = _mm512_permutex2var_epi64(a, low, b);
    row[other] = _mm512_permutex2var_epi64(a, high, b);
  };
  const __m512i low4 = _mm512_setr_epi64(0, 1, 2, 3, 8, 9, 10, 11),
                high4 = _mm512_setr_epi64(4, 5, 6, 7, 12, 13, 14, 15),
                low2 = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13),
                high2 = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15),
                low1 = _mm512_setr_epi64(0, 8, 2, 10, 4, 12, 6, 14),
                high1 = _mm512_setr_epi64(1, 9, 3, 11, 5, 13, 7, 15);
  for (int r = 0; r < 4; ++r) exchange(r, r + 4, low4, high4);
  for (int r : {0, 1, 4, 5}) exchange(r, r + 2, low2, high2);
  for (int r = 0; r < 8; r += 2) exchange(r, r + 1, low1, high1);
}

template <bool whole>
SHOAL_TARGET void count_eight_bytes(const BytesOfAgents& of, std::size_t first, const Rows& rows,
                                    std::uint64_t* lanes, std::size_t lanes_stride) {
  const AgentIndex *ties = rows.network.neighbours.data(),
                   *last_tie = ties + rows.network.neighbours.size() - 1;
  const std::size_t bytes = std::min(at_once, of.stride - first);
  for (std::uint32_t a = 0; a < rows.count; a += 8) {
    const std::uint32_t some = std::min(8u, rows.count - a);
    __m512i row[8];
    for (std::uint32_t n = 0; n < 8; ++n)
      row[n] = n < some
                   ? count_row<whole>(of, first, ties + rows.begin[a + n], ties + rows.end[a + n], last_tie)
                   : _mm512_setzero_si512();
    turn_about(row);
    const auto here = static_cast<__mmask8>((1u << some) - 1);
    for (std::size_t k = 0; k < bytes; ++k)
      _mm512_mask_storeu_epi64(lanes + (first + k) * lanes_stride + a, here, row[k]);
  }
}
#undef SHOAL_TARGET
#endif

}  // namespace

bool has_word_counts() { return maths::has_wide_vectors(); }

void count_words(const BytesOfAgents& of, const Rows& rows, std::uint64_t* lanes, std::size_t lanes_stride) {
#ifdef __x86_64__
  if (has_word_counts() && rows.count >= few) {
    for (std::size_t first = 0; first < of.stride; first += at_once)
      if (first + at_once <= of.stride)
        count_eight_bytes<true>(of, first, rows, lanes, lanes_stride);
      else
        count_eight_bytes<false>(of, first, rows, lanes, lanes_stride);
    return;
  }
#endif
  for (std::uint32_t a = 0; a < rows.count; ++a)
    for (std::size_t k = 0; k < of.stride; ++k) {
      std::uint64_t sum = 0;
      for (TieIndex e = rows.begin[a]; e < rows.end[a]; ++e)
        sum += lanes_of[of.bytes[rows.network.neighbours[e] * of.stride + k]];
      lanes[k * lanes_stride + a] = sum;
    }
}

}  // namespace shoal
