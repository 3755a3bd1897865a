#include "network/tie_words.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>
#ifdef __x86_64__
#include "maths/bit_matrix_wide.hpp"
#endif

#include "maths/wide.hpp"
#include "network/tie_bytes.hpp"

namespace shoal {
namespace {

constexpr std::size_t word_bytes = 8;
constexpr std::size_t words_ahead = 32;  ///< ties whose words are fetched ahead

/// The words of agents, from one of their bytes on. `whole`: all agents have eight bytes there; else what
/// follows an agent's bytes is part of its word.
template <bool whole>
struct WordsOfAgents {
  const std::uint8_t* bytes;
  std::size_t stride, size;

  WordsOfAgents(const BytesOfAgents& of, std::size_t first)
      : bytes(of.bytes + first), stride(of.stride), size(of.size - first) {}

  std::uint64_t operator[](AgentIndex j) const {
    const std::size_t at = j * stride;
    std::uint64_t word = 0;
    if (whole || at + word_bytes <= size)
      std::memcpy(&word, bytes + at, word_bytes);
    else
      std::memcpy(&word, bytes + at, size - at);
    return word;
  }

  /// Calls f(e, word) for ties 0 .. count - 1; `left`: ties from the first of them on.
  template <class F>
  void of_ties(const AgentIndex* ties, std::size_t count, std::size_t left, F f) const {
    std::size_t e = 0;
    for (; e + 4 <= count && e + words_ahead + 4 <= left; e += 4)
      for (std::size_t n = 0; n < 4; ++n) {
        __builtin_prefetch(bytes + ties[e + n + words_ahead] * stride);
        f(e + n, (*this)[ties[e + n]]);
      }
    for (; e < count; ++e) f(e, (*this)[ties[e]]);
  }
};

/// Calls f(first, words) for every eight bytes of agents, which begin at their byte `first`.
template <class F>
void for_each_word(const BytesOfAgents& of, F f) {
  std::size_t first = 0;
  for (; first + word_bytes <= of.stride; first += word_bytes) f(first, WordsOfAgents<true>(of, first));
  if (first < of.stride) f(first, WordsOfAgents<false>(of, first));
}

/// Numbers of the bits of half a word: byte 8 k + b is of bit b of byte k of the half.
typedef std::uint8_t Counts __attribute__((vector_size(32)));

/// Adds one at the bits of the low half of a word. `n`: 0 .. 31.
template <std::size_t... n>
inline void add_bits(Counts& counts, std::uint64_t word, std::index_sequence<n...>) {
  typedef std::uint64_t Words __attribute__((vector_size(32)));
  constexpr Counts bit = {static_cast<std::uint8_t>(1u << (n % 8))...};
  const auto bytes = reinterpret_cast<Counts>(Words{word, word, word, word});
  // Byte n / 8 at each n, from the same half of the vector; where a comparison is true it says -1.
  const Counts spread = __builtin_shufflevector(bytes, bytes, (n / 16 * 16 + n / 8)...);
  counts -= reinterpret_cast<Counts>((spread & bit) == bit);
}

/// One row after another, tie by tie, on any processor.
void count_one_by_one(const BytesOfAgents& of, const AgentIndex* neighbours, const TieIndex* offsets,
                      std::uint32_t rows, std::uint64_t* lanes, std::size_t lanes_stride) {
  for (std::uint32_t a = 0; a < rows; ++a)
    for (std::size_t k = 0; k < of.stride; ++k) {
      std::uint64_t sum = 0;
      for (TieIndex e = offsets[a]; e < offsets[a + 1]; ++e)
        sum += lanes_of[of.bytes[neighbours[e] * of.stride + k]];
      lanes[k * lanes_stride + a] = sum;
    }
}

/// The same where a word's first byte is its lowest, 32 counts side by side in as few vectors as the
/// processor needs.
void count_plainly(const BytesOfAgents& of, const AgentIndex* neighbours, const TieIndex* offsets,
                   std::uint32_t rows, std::uint64_t* lanes, std::size_t lanes_stride) {
  constexpr auto half = std::make_index_sequence<32>();
  for_each_word(of, [&](std::size_t first, auto words) {
    const std::size_t bytes = std::min(word_bytes, of.stride - first);
    for (std::uint32_t a = 0; a < rows; ++a) {
      Counts low{}, high{};
      words.of_ties(neighbours + offsets[a], offsets[a + 1] - offsets[a], offsets[rows] - offsets[a],
                    [&](std::size_t, std::uint64_t word) {
                      add_bits(low, word, half);
                      if (bytes > word_bytes / 2) add_bits(high, word >> 32, half);
                    });
      std::uint64_t row[word_bytes];
      std::memcpy(row, &low, sizeof low);
      std::memcpy(row + word_bytes / 2, &high, sizeof high);
      for (std::size_t k = 0; k < bytes; ++k) lanes[(first + k) * lanes_stride + a] = row[k];
    }
  });
}

#ifdef __x86_64__
constexpr std::uint32_t few = 8;  ///< rows that are counted one by one
constexpr std::size_t words_at_once =
    1024;  ///< looked up, and still in the first cache when they are counted

using maths::bits_by_place, maths::turn_about;

/// Of eight words, how many have each of their 64 bits: byte 8 k + b of the result.
SHOAL_TARGET_BITS inline __m512i count_bits(__m512i words) {
  return _mm512_popcnt_epi8(bits_by_place(words));
}

/// The sets of a row of words; up to 24 of them without a branch. 24 words may be read behind.
SHOAL_TARGET_BITS inline __m512i count_row(const std::uint64_t* words, std::uint32_t length) {
  __m512i sum = _mm512_setzero_si512();
  for (; length > 24; length -= 8, words += 8)
    sum = _mm512_add_epi8(sum, count_bits(_mm512_loadu_si512(words)));
  const std::uint32_t here = _bzhi_u32(0xffffff, length);
  for (unsigned eight = 0; eight < 24; eight += 8)
    sum = _mm512_add_epi8(
        sum, count_bits(_mm512_maskz_loadu_epi64(static_cast<__mmask8>(here >> eight), words + eight)));
  return sum;
}

/// Rows of words, which begin at offsets[0 .. rows - 1] - offsets[0].
SHOAL_TARGET_BITS void count_rows(const std::uint64_t* words, const TieIndex* offsets, std::uint32_t rows,
                                  std::size_t bytes, std::uint64_t* lanes, std::size_t lanes_stride) {
  for (std::uint32_t a = 0; a < rows; a += 8) {
    const std::uint32_t some = std::min(8u, rows - a);
    __m512i row[8];
    for (std::uint32_t n = 0; n < 8; ++n)
      row[n] = n < some
                   ? count_row(words + (offsets[a + n] - offsets[0]), offsets[a + n + 1] - offsets[a + n])
                   : _mm512_setzero_si512();
    turn_about(row);
    const auto here = static_cast<__mmask8>((1u << some) - 1);
    for (std::size_t k = 0; k < bytes; ++k)
      _mm512_mask_storeu_epi64(lanes + k * lanes_stride + a, here, row[k]);
  }
}

void count_wide(const BytesOfAgents& of, const AgentIndex* neighbours, const TieIndex* offsets,
                std::uint32_t rows, std::uint64_t* lanes, std::size_t lanes_stride) {
  std::uint64_t words[words_at_once + 24] = {};
  for (std::uint32_t a = 0; a < rows;) {
    const TieIndex from = offsets[a];
    std::uint32_t end = a;
    while (end < rows && offsets[end + 1] - from <= words_at_once) ++end;
    if (end == a) {  // too long a row
      ++a;
      continue;
    }
    const std::size_t ties = offsets[end] - from, left = offsets[rows] - from;
    for_each_word(of, [&](std::size_t first, auto those) {
      those.of_ties(neighbours + from, ties, left,
                    [&words](std::size_t e, std::uint64_t word) { words[e] = word; });
      count_rows(words, offsets + a, end - a, std::min(word_bytes, of.stride - first),
                 lanes + first * lanes_stride + a, lanes_stride);
    });
    a = end;
  }
}
#endif

}  // namespace

void count_words(const BytesOfAgents& of, const AgentIndex* neighbours, const TieIndex* offsets,
                 std::uint32_t rows, std::uint64_t* lanes, std::size_t lanes_stride) {
#ifdef __x86_64__
  if (maths::has_wide_counts() && rows >= few)
    return count_wide(of, neighbours, offsets, rows, lanes, lanes_stride);
#endif
  if constexpr (std::endian::native == std::endian::little)
    count_plainly(of, neighbours, offsets, rows, lanes, lanes_stride);
  else
    count_one_by_one(of, neighbours, offsets, rows, lanes, lanes_stride);
}

}  // namespace shoal
