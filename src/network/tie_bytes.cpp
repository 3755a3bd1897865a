#include "network/tie_bytes.hpp"

#include <bit>
#include <cstring>
#ifdef __x86_64__
#include <immintrin.h>
#endif

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
#define SHOAL_TARGET __attribute__((target("avx512f,avx512vl,avx512bw,avx512bitalg,gfni,bmi2")))
/// Eight bytes of a word as a matrix of bits: byte p of `bit_of_byte` times it has bit p of each.
constexpr long long bit_of_byte = static_cast<long long>(0x8040201008040201);

/// A row of at most 32 bytes without a loop whose length must be guessed.
SHOAL_TARGET inline std::uint64_t short_row(const std::uint8_t* bytes, std::uint32_t length) {
  const auto here = static_cast<__mmask32>(_bzhi_u64(~std::uint64_t{0}, length));
  const __m256i row = _mm256_maskz_loadu_epi8(here, bytes);
  const __m256i four =
      _mm256_popcnt_epi8(_mm256_gf2p8affine_epi64_epi8(_mm256_set1_epi64x(bit_of_byte), row, 0));
  const __m128i two = _mm_add_epi8(_mm256_castsi256_si128(four), _mm256_extracti128_si256(four, 1));
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_add_epi8(two, _mm_unpackhi_epi64(two, two))));
}

SHOAL_TARGET void count_wide(const std::uint8_t* bytes, const TieIndex* offsets, std::uint32_t rows,
                             std::uint64_t* lanes) {
  const std::uint8_t* from = bytes;
  for (std::uint32_t a = 0; a < rows; ++a) {
    TieIndex length = offsets[a + 1] - offsets[a];
    std::uint64_t sum = 0;
    for (; length > 32; length -= 32, from += 32) sum += short_row(from, 32);
    lanes[a] = sum + short_row(from, static_cast<std::uint32_t>(length));
    from += length;
  }
}

/// Up to eight bytes of every row as a word of its own first, then eight rows at a time.
SHOAL_TARGET void add_wide(const std::uint8_t* bytes, const std::uint8_t* length, std::uint32_t rows,
                           std::uint64_t* lanes) {
  constexpr std::uint32_t some = 512;
  std::uint64_t words[some];
  for (; rows > 0; length += some, lanes += some) {
    const std::uint32_t now = rows < some ? rows : some;
    for (std::uint32_t a = 0; a < now; ++a) {
      std::uint64_t word;
      std::memcpy(&word, bytes, 8);
      words[a] = _bzhi_u64(word, 8u * length[a] < 64 ? 8u * length[a] : 64u);
      if (length[a] > 8) lanes[a] += lanes_over(bytes + 8, length[a] - std::size_t{8});
      bytes += length[a];
    }
    for (std::uint32_t a = 0; a < now; a += 8) {
      const auto here = static_cast<__mmask8>(now - a >= 8 ? 255 : (1u << (now - a)) - 1);
      const __m512i eight = _mm512_maskz_loadu_epi64(here, words + a);
      const __m512i counts =
          _mm512_popcnt_epi8(_mm512_gf2p8affine_epi64_epi8(_mm512_set1_epi64(bit_of_byte), eight, 0));
      const __m512i before = _mm512_maskz_loadu_epi64(here, lanes + a);
      _mm512_mask_storeu_epi64(lanes + a, here, _mm512_add_epi8(before, counts));
    }
    rows -= now;
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

void add_lanes(const std::uint8_t* bytes, const std::uint8_t* length, std::uint32_t rows,
               std::uint64_t* lanes) {
#ifdef __x86_64__
  if (maths::has_wide_counts()) return add_wide(bytes, length, rows, lanes);
#endif
  for (std::uint32_t a = 0; a < rows; bytes += length[a++]) lanes[a] += lanes_over(bytes, length[a]);
}

}  // namespace shoal
