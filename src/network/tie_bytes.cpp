#include "network/tie_bytes.hpp"

#include <bit>
#include <cstring>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "maths/bit_matrix.hpp"
#include "maths/wide.hpp"
#include "network/tie_bits.hpp"

namespace shoal {
namespace {

std::uint64_t lanes_over(const std::uint8_t* bytes, std::size_t count) {
  std::uint64_t sum = 0;
  for (std::size_t n = 0; n < count; ++n) sum += lanes_of[bytes[n]];
  return sum;
}

#ifdef __x86_64__
#define SHOAL_TARGET \
  __attribute__((target("avx512f,avx512vl,avx512bw,avx512bitalg,avx512vbmi,avx512vbmi2,gfni,bmi2,popcnt")))

template <class Number>
constexpr std::array<std::uint8_t, 64> bytes_by(Number number) {
  std::array<std::uint8_t, 64> bytes{};
  for (std::size_t n = 0; n < 64; ++n) bytes[n] = static_cast<std::uint8_t>(number(n));
  return bytes;
}
alignas(64) constexpr auto row_of_byte = bytes_by([](std::size_t n) { return n / 8; });
alignas(64) constexpr auto place_of_byte = bytes_by([](std::size_t n) { return n % 8; });
/// Of sixteen words, where the first byte of each stands: in every fourth.
alignas(64) constexpr auto first_bytes = bytes_by([](std::size_t n) { return n / 4 * 8; });

/// A row of at most 32 bytes without a loop whose length must be guessed.
SHOAL_TARGET inline std::uint64_t short_row(const std::uint8_t* bytes, std::uint32_t length) {
  const auto here = static_cast<__mmask32>(_bzhi_u64(~std::uint64_t{0}, length));
  const __m256i row = _mm256_maskz_loadu_epi8(here, bytes);
  const __m256i four =
      _mm256_popcnt_epi8(_mm256_gf2p8affine_epi64_epi8(_mm256_set1_epi64x(maths::bit_of_byte), row, 0));
  const __m128i two = _mm_add_epi8(_mm256_castsi256_si128(four), _mm256_extracti128_si256(four, 1));
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_add_epi8(two, _mm_unpackhi_epi64(two, two))));
}

SHOAL_TARGET inline std::uint64_t row_wide(const std::uint8_t* bytes, std::size_t length) {
  std::uint64_t sum = 0;
  for (; length > 32; length -= 32, bytes += 32) sum += short_row(bytes, 32);
  return sum + short_row(bytes, static_cast<std::uint32_t>(length));
}

SHOAL_TARGET void count_wide(const std::uint8_t* bytes, const TieIndex* offsets, std::uint32_t rows,
                             std::uint64_t* lanes) {
  for (std::uint32_t a = 0; a < rows; ++a)
    lanes[a] = row_wide(bytes + (offsets[a] - offsets[0]), offsets[a + 1] - offsets[a]);
}

/// Eight rows at a time: the bytes of each are dealt out to a word of its own.
SHOAL_TARGET void add_wide(const std::uint8_t* bytes, const std::uint8_t* length, std::uint32_t rows,
                           std::uint64_t* lanes) {
  const __m512i row_of = _mm512_load_si512(row_of_byte.data()),
                place = _mm512_load_si512(place_of_byte.data());
  for (std::uint32_t a = 0; a < rows; a += 8) {
    const std::uint32_t some = rows - a >= 8 ? 8 : rows - a;
    std::uint64_t lengths;  // zeros follow the last
    std::memcpy(&lengths, length + a, 8);
    lengths = _bzhi_u64(lengths, 8 * some);
    if ((((lengths & 0x7f7f7f7f7f7f7f7f) + 0x7777777777777777) | lengths) & 0x8080808080808080) {
      for (std::uint32_t n = a; n < a + some; bytes += length[n++]) lanes[n] += row_wide(bytes, length[n]);
      continue;  // one is longer than 8
    }
    const __m512i length_of_row = _mm512_maskz_permutexvar_epi8(
        ~__mmask64{0}, row_of, _mm512_set1_epi64(static_cast<long long>(lengths)));
    const __mmask64 there = _mm512_cmpgt_epu8_mask(length_of_row, place);
    __m512i next = _mm512_loadu_si512(bytes);
    asm("" : "+v"(next));  // expanding from memory is microcode
    const __m512i words = _mm512_maskz_expand_epi8(there, next),
                  counts = _mm512_popcnt_epi8(
                      _mm512_gf2p8affine_epi64_epi8(_mm512_set1_epi64(maths::bit_of_byte), words, 0));
    const auto here = static_cast<__mmask8>((1u << some) - 1);
    const __m512i before = _mm512_maskz_loadu_epi64(here, lanes + a);
    _mm512_mask_storeu_epi64(lanes + a, here, _mm512_add_epi8(before, counts));
    bytes += std::popcount(there);
  }
}

/// Sixteen lanes at a time, which are loaded once for all columns.
SHOAL_TARGET void store_by_sixteens(const std::uint64_t* lanes, std::uint32_t rows,
                                    std::span<const LaneColumn> columns) {
  const __m512i first = _mm512_load_si512(first_bytes.data());
  for (std::uint32_t a = 0; a < rows; a += 16) {
    const auto here = static_cast<__mmask16>(rows - a >= 16 ? 0xffff : (1u << (rows - a)) - 1);
    const __m512i low = _mm512_maskz_loadu_epi64(static_cast<__mmask8>(here), lanes + a),
                  high = _mm512_maskz_loadu_epi64(static_cast<__mmask8>(here >> 8), lanes + a + 8);
    for (const auto [lane, to] : columns) {
      const __m512i order = _mm512_add_epi8(first, _mm512_set1_epi8(static_cast<char>(lane)));
      const __m512i bytes = _mm512_maskz_permutex2var_epi8(0x1111111111111111, low, order, high);
      _mm512_mask_storeu_ps(to + a, here, _mm512_maskz_cvtepi32_ps(0xffff, bytes));
    }
  }
}
#undef SHOAL_TARGET
#endif

template <class ByteOf>
void look_up_by(const AgentIndex* observed, std::size_t count, std::uint8_t* out, ByteOf byte_of) {
  std::size_t e = 0;
  for (; e + 8 <= count; e += 8) {
    __builtin_prefetch(observed + e + ties_ahead);
    for (std::size_t n = 0; n < 8; ++n) out[e + n] = byte_of(observed[e + n]);
  }
  for (; e < count; ++e) out[e] = byte_of(observed[e]);
}

}  // namespace

void look_up_bytes(const std::uint8_t* of, std::size_t stride, const AgentIndex* observed, std::size_t count,
                   std::uint8_t* out) {
  if (stride == 1) return look_up_by(observed, count, out, [=](AgentIndex j) { return of[j]; });
  look_up_by(observed, count, out, [=](AgentIndex j) { return of[j * stride]; });
}

void count_lanes(const std::uint8_t* bytes, const TieIndex* offsets, std::uint32_t rows,
                 std::uint64_t* lanes) {
#ifdef __x86_64__
  if (maths::has_wide_counts()) return count_wide(bytes, offsets, rows, lanes);
#endif
  for (std::uint32_t a = 0; a < rows; ++a)
    lanes[a] = lanes_over(bytes + (offsets[a] - offsets[0]), offsets[a + 1] - offsets[a]);
}

void store_lanes(const std::uint64_t* lanes, std::uint32_t rows, std::span<const LaneColumn> columns) {
#ifdef __x86_64__
  if (maths::has_wide_counts()) return store_by_sixteens(lanes, rows, columns);
#endif
  for (const auto [lane, to] : columns)
    for (std::uint32_t a = 0; a < rows; ++a)
      to[a] = static_cast<float>(static_cast<std::int32_t>(lanes[a] >> (8 * lane) & most_in_lane));
}

void add_lanes(const std::uint8_t* bytes, const std::uint8_t* length, std::uint32_t rows,
               std::uint64_t* lanes) {
#ifdef __x86_64__
  if (maths::has_wide_counts()) return add_wide(bytes, length, rows, lanes);
#endif
  for (std::uint32_t a = 0; a < rows; bytes += length[a++]) lanes[a] += lanes_over(bytes, length[a]);
}

}  // namespace shoal
