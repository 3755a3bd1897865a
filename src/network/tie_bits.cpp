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

/// Ones among the `length` bits from position `at` on; two words may be read behind them.
std::uint32_t ones_of_long(const std::uint64_t* bits, std::size_t at, std::size_t length) {
  std::uint32_t count = 0;
  for (; length >= 64; length -= 64, at += 64)
    count += static_cast<std::uint32_t>(std::popcount(bits_from(bits, at)));
  const std::uint64_t rest = (std::uint64_t{1} << length) - 1;
  return count + static_cast<std::uint32_t>(std::popcount(bits_from(bits, at) & rest));
}
inline std::uint32_t ones(const std::uint64_t* bits, std::size_t at, std::size_t length) {
  if (length >= 64) return ones_of_long(bits, at, length);
  const std::uint64_t those = (std::uint64_t{1} << length) - 1;  // no branch on how many
  return static_cast<std::uint32_t>(std::popcount(bits_from(bits, at) & those));
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
#define SHOAL_TARGET __attribute__((target("avx512f,avx512vl,avx512bw,avx512bitalg,bmi2")))
/// 64 rows at a time: eight of them are put, each at the bottom of a byte of its own, into a word.
SHOAL_TARGET void add_by_64(const std::uint64_t* bits, const std::uint8_t* length, std::uint32_t rows,
                            std::uint32_t* count) {
  constexpr int longest = 8, at_once = 57;  // bits of a row; of eight rows, which are all in eight bytes
  const __m512i ones_of_length = _mm512_set4_epi32(0, 0xff, 0x7f3f1f0f, 0x07030100);  // a byte per length
  std::size_t at = 0;
  for (std::uint32_t a = 0; a < rows; a += 64) {
    const std::uint32_t some = rows - a < 64 ? rows - a : 64;
    const __m512i lengths = _mm512_maskz_loadu_epi8(_bzhi_u64(~std::uint64_t{0}, some), length + a);
    const __m512i together = _mm512_sad_epu8(lengths, _mm512_setzero_si512());
    if ((_mm512_cmpgt_epu8_mask(lengths, _mm512_set1_epi8(longest)) |
         _mm512_cmpgt_epu64_mask(together, _mm512_set1_epi64(at_once))) != 0) {
      add_plainly(bits, at, length + a, some, count + a);
      for (std::uint32_t n = 0; n < some; ++n) at += length[a + n];
      continue;
    }
    alignas(64) std::uint64_t own[8];
    _mm512_store_si512(own, _mm512_shuffle_epi8(ones_of_length, lengths));
    const auto next = [&](std::size_t eight) SHOAL_TARGET {
      std::uint64_t window;
      std::memcpy(&window, reinterpret_cast<const char*>(bits) + at / 8, 8);
      const std::uint64_t found = _pdep_u64(window >> (at % 8), own[eight]);
      at += static_cast<std::size_t>(std::popcount(own[eight]));
      return static_cast<long long>(found);
    };
    // By way of registers: eight words that were just stored would be waited for.
    const long long w0 = next(0), w1 = next(1), w2 = next(2), w3 = next(3), w4 = next(4), w5 = next(5),
                    w6 = next(6), w7 = next(7);
    const __m512i ones = _mm512_popcnt_epi8(_mm512_set_epi64(w7, w6, w5, w4, w3, w2, w1, w0));
    const auto add = [&](std::uint32_t n, __m128i sixteen) SHOAL_TARGET {
      const auto here = static_cast<__mmask16>(_bzhi_u32(0xffff, some > n ? some - n : 0));
      const __m512i before = _mm512_maskz_loadu_epi32(here, count + a + n);
      _mm512_mask_storeu_epi32(count + a + n, here,
                               _mm512_add_epi32(before, _mm512_maskz_cvtepu8_epi32(here, sixteen)));
    };
    add(0, _mm512_extracti32x4_epi32(ones, 0));
    add(16, _mm512_extracti32x4_epi32(ones, 1));
    add(32, _mm512_extracti32x4_epi32(ones, 2));
    add(48, _mm512_extracti32x4_epi32(ones, 3));
  }
}
#undef SHOAL_TARGET

#define SHOAL_TARGET __attribute__((target("avx512f,avx512vl,avx512vpopcntdq")))
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
  if (maths::has_wide_counts()) return add_by_64(bits, length, rows, count);
#endif
  add_plainly(bits, 0, length, rows, count);
}

}  // namespace shoal
