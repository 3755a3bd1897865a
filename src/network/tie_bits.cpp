#include "network/tie_bits.hpp"

#include <bit>
#include <cstring>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "maths/wide.hpp"

namespace shoal {
namespace {

/// Moves `bits` up by one and puts the bit of agent j below them.
inline void take_bit(std::uint64_t& bits, const std::uint64_t* plane, std::uint64_t j) {
#ifdef __x86_64__
  // Two instructions that compilers do not find: the bit into the carry, from there into the sum.
  asm("bt %2, %1\n\tadc %0, %0" : "+r"(bits) : "r"(plane[j / 64]), "r"(j) : "cc");
#else
  bits = bits << 1 | (plane[j / 64] >> (j % 64) & 1);
#endif
}

/// Ones among the `length` bits from position `at` on; a word may be read behind them.
std::uint32_t ones(const std::uint64_t* bits, std::size_t at, std::size_t length) {
  std::uint32_t count = 0;
  for (; length > 64; length -= 64, at += 64)
    count += static_cast<std::uint32_t>(std::popcount(bits_from(bits, at)));
  if (length == 0) return count;
  const std::uint64_t rest = ~std::uint64_t{0} >> (64 - length);
  return count + static_cast<std::uint32_t>(std::popcount(bits_from(bits, at) & rest));
}

void add_plainly(const std::uint64_t* bits, std::size_t at, const std::uint8_t* length, std::uint32_t rows,
                 std::uint32_t* count) {
  for (std::uint32_t a = 0; a < rows; at += length[a++]) count[a] += ones(bits, at, length[a]);
}

void count_plainly(const std::uint64_t* bits, TieIndex origin, const TieIndex* offsets, std::uint32_t rows,
                   std::uint32_t* count) {
  for (std::uint32_t a = 0; a < rows; ++a)
    count[a] = ones(bits, offsets[a] - origin, offsets[a + 1] - offsets[a]);
}

#ifdef __x86_64__
#define SHOAL_TARGET __attribute__((target("avx512f,avx512vl,avx512vpopcntdq")))
/// Eight bytes as eight words.
SHOAL_TARGET inline __m512i spread(std::uint64_t bytes) {
  return _mm512_cvtepu8_epi64(_mm_cvtsi64_si128(static_cast<long long>(bytes)));
}

/// Eight rows at a time, each moved to the bottom of a word of its own.
SHOAL_TARGET void add_by_eights(const std::uint64_t* bits, const std::uint8_t* length, std::uint32_t rows,
                                std::uint32_t* count) {
  constexpr std::uint64_t each = 0x0101010101010101, long_rows = 0xe0 * each;
  constexpr std::uint64_t at_once = 57;  // of which all bits are in eight bytes
  std::size_t at = 0;
  for (std::uint32_t a = 0; a < rows; a += 8) {
    std::uint64_t lengths, window;
    std::memcpy(&lengths, length + a, 8);
    const std::uint64_t up_to = lengths * each, all = up_to >> 56;  // sums of bytes, each below 256
    const std::uint32_t some = rows - a < 8 ? rows - a : 8;
    if ((lengths & long_rows) != 0 || all > at_once) {
      add_plainly(bits, at, length + a, some, count + a);
      for (std::uint32_t n = 0; n < some; ++n) at += length[a + n];
      continue;
    }
    std::memcpy(&window, reinterpret_cast<const char*>(bits) + at / 8, 8);
    const __m512i from = spread(up_to << 8),
                  beyond = _mm512_sllv_epi64(_mm512_set1_epi64(-1), spread(lengths));
    const __m512i row =
        _mm512_srlv_epi64(_mm512_set1_epi64(static_cast<long long>(window >> (at % 8))), from);
    const __m256i found = _mm512_cvtepi64_epi32(_mm512_popcnt_epi64(_mm512_andnot_si512(beyond, row)));
    const auto here = static_cast<__mmask8>((1u << some) - 1);
    _mm256_mask_storeu_epi32(count + a, here,
                             _mm256_add_epi32(found, _mm256_maskz_loadu_epi32(here, count + a)));
    at += all;
  }
}

/// Eight rows at a time, cut out of eight words; rows that these cannot hold are counted one by one.
SHOAL_TARGET void count_by_eights(const std::uint64_t* bits, const TieIndex* offsets, std::uint32_t rows,
                                  std::uint32_t* count) {
  const TieIndex origin = offsets[0];
  const __m512i begin = _mm512_set1_epi64(origin);
  const auto positions = [=](const TieIndex* of) SHOAL_TARGET {
    const __m256i eight = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(of));
    return _mm512_sub_epi64(_mm512_cvtepu32_epi64(eight), begin);
  };
  const __m512i whole = _mm512_set1_epi64(64), all = _mm512_set1_epi64(-1);
  std::uint32_t a = 0;
  for (; a + 8 <= rows; a += 8) {
    const std::size_t first = (offsets[a] - origin) / 64, last = (offsets[a + 7] - origin) / 64;
    const __m512i from = positions(offsets + a), length = _mm512_sub_epi64(positions(offsets + a + 1), from);
    if (last - first > 6 || _mm512_cmpgt_epi64_mask(length, whole) != 0) {
      count_plainly(bits, origin, offsets + a, 8, count + a);
      continue;
    }
    const __m512i words = _mm512_loadu_si512(bits + first);
    const __m512i at =
        _mm512_sub_epi64(_mm512_srli_epi64(from, 6), _mm512_set1_epi64(static_cast<long long>(first)));
    const __m512i low = _mm512_permutexvar_epi64(at, words),
                  high = _mm512_permutexvar_epi64(_mm512_sub_epi64(at, all), words);
    const __m512i shift = _mm512_and_si512(from, _mm512_set1_epi64(63));
    const __m512i row = _mm512_or_si512(_mm512_srlv_epi64(low, shift),
                                        _mm512_sllv_epi64(high, _mm512_sub_epi64(whole, shift)));
    const __m512i own = _mm512_andnot_si512(_mm512_sllv_epi64(all, length), row);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(count + a),
                        _mm512_cvtepi64_epi32(_mm512_popcnt_epi64(own)));
  }
  count_plainly(bits, origin, offsets + a, rows - a, count + a);
}
#undef SHOAL_TARGET
#endif

}  // namespace

void look_up(const std::uint64_t* plane, const AgentIndex* observed, std::size_t count, std::uint64_t* out) {
  auto* sixteen = reinterpret_cast<char*>(out);
  std::size_t e = 0;
  if constexpr (std::endian::native == std::endian::little)
    for (; e + 16 <= count; e += 16) {
      std::uint64_t bits = 0;
      __builtin_prefetch(observed + e + ties_ahead);
      for (std::size_t n = 16; n-- > 0;) take_bit(bits, plane, observed[e + n]);
      std::memcpy(sixteen + e / 8, &bits, 2);
    }
  for (; e < count; ++e) {
    if (e % 64 == 0) out[e / 64] = 0;
    const std::uint64_t mask = std::uint64_t{1} << (e % 64);
    out[e / 64] = (out[e / 64] & ~mask) | (bit(plane, observed[e]) ? mask : 0);
  }
}

void count_ones(const std::uint64_t* bits, const TieIndex* offsets, std::uint32_t rows,
                std::uint32_t* count) {
  if (rows == 0) return;
#ifdef __x86_64__
  if (maths::has_wide_counts()) return count_by_eights(bits, offsets, rows, count);
#endif
  count_plainly(bits, offsets[0], offsets, rows, count);
}

void add_ones(const std::uint64_t* bits, const std::uint8_t* length, std::uint32_t rows,
              std::uint32_t* count) {
#ifdef __x86_64__
  if (maths::has_wide_counts()) return add_by_eights(bits, length, rows, count);
#endif
  add_plainly(bits, 0, length, rows, count);
}

}  // namespace shoal
