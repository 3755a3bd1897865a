#include "mechanisms/chosen.hpp"

#include <algorithm>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "maths/wide.hpp"
#include "mechanisms/planes.hpp"

namespace shoal {
namespace {

#ifdef __AVX2__
/// By eight bits: the positions of the ones, then of zeros; and how many ones stand before each position.
struct Places {
  alignas(8) std::uint8_t ones[256][8], before[256][8];
};
constexpr Places places = [] {
  Places p{};
  for (unsigned bits = 0; bits < 256; ++bits) {
    unsigned n = 0;
    for (unsigned at = 0; at < 8; ++at) {
      p.before[bits][at] = static_cast<std::uint8_t>(n & 7);
      if (bits >> at & 1) p.ones[bits][n++] = static_cast<std::uint8_t>(at);
    }
  }
  return p;
}();

__m256i eight_places(const std::uint8_t (&of)[8]) {
  return _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(of)));
}
#endif

#ifdef __x86_64__
#define SHOAL_TARGET __attribute__((target("avx512f")))
SHOAL_TARGET void where_wide(const float* column, std::uint32_t size, std::uint64_t* words) {
  for (std::uint32_t a = 0; a < size; a += 16) {
    const std::uint64_t bits =
        _mm512_cmp_ps_mask(_mm512_loadu_ps(column + a), _mm512_setzero_ps(), _CMP_NEQ_UQ);
    words[a / 64] |= bits << (a % 64);
  }
}

SHOAL_TARGET std::uint32_t pick_wide(const std::uint64_t* words, const std::uint32_t* all,
                                     std::uint32_t sixteens, std::uint32_t* to) {
  std::uint32_t many = 0;
  for (std::uint32_t n = 0; n < sixteens; ++n) {
    const auto bits = static_cast<std::uint16_t>(words[n / 4] >> (16 * (n % 4)));
    _mm512_storeu_si512(to + many, _mm512_maskz_compress_epi32(bits, _mm512_loadu_si512(all + 16 * n)));
    many += static_cast<std::uint32_t>(std::popcount(bits));
  }
  return many;
}

SHOAL_TARGET void spread_wide(const std::uint64_t* words, const float* of, float* to) {
  for (std::uint32_t n = 0; n < block_size / 16; ++n) {
    const auto bits = static_cast<std::uint16_t>(words[n / 4] >> (16 * (n % 4)));
    _mm512_storeu_ps(to + 16 * n, _mm512_maskz_expand_ps(bits, _mm512_loadu_ps(of)));
    of += std::popcount(bits);
  }
}
#undef SHOAL_TARGET
#endif

/// Clears what stands behind `size` agents.
void cut(std::array<std::uint64_t, block_size / 64>& words, std::uint32_t size) {
  if (size == block_size) return;
  words[size / 64] &= (std::uint64_t{1} << (size % 64)) - 1;
  std::fill(words.begin() + size / 64 + 1, words.end(), 0u);
}

}  // namespace

Chosen Chosen::where(const float* column, std::uint32_t size) {
  Chosen chosen;
#ifdef __x86_64__
  if (maths::has_wide_vectors()) {
    where_wide(column, size, chosen.words_.data());
    cut(chosen.words_, size);
    return chosen;
  }
#endif
#ifdef __AVX2__
  for (std::uint32_t a = 0; a < size; a += 8) {
    const __m256 eight = _mm256_loadu_ps(column + a);
    const auto bits =
        static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(eight, _mm256_setzero_ps(), _CMP_NEQ_UQ)));
    chosen.words_[a / 64] |= std::uint64_t{bits} << (a % 64);
  }
  cut(chosen.words_, size);
#else
  for (std::uint32_t a = 0; a < size; ++a)
    chosen.words_[a / 64] |= std::uint64_t{column[a] != 0.0f} << (a % 64);
#endif
  return chosen;
}

Chosen Chosen::showing(const Signal* signals, std::uint32_t size, Signal sign) {
  Chosen chosen;
  pack_sign(signals, size, static_cast<unsigned>(std::countr_zero(sign)), chosen.words_.data());
  return chosen;
}

std::uint32_t Chosen::count(std::uint32_t begin, std::uint32_t end) const {
  std::uint32_t n = 0;
  for (std::uint32_t at = begin; at < end;) {
    const std::uint32_t stop = std::min(end, (at / 64 + 1) * 64);
    const std::uint64_t from = words_[at / 64] >> (at % 64);
    n += static_cast<std::uint32_t>(std::popcount(from << (64 - (stop - at))));
    at = stop;
  }
  return n;
}

std::uint32_t Chosen::pick(const std::uint32_t* all, std::uint32_t size, std::uint32_t* to) const {
  const std::uint32_t* const begin = to;
  std::uint32_t a = 0;
#ifdef __x86_64__
  if (maths::has_wide_vectors()) {
    to += pick_wide(words_.data(), all, size / 16, to);
    a = size / 16 * 16;
  }
#endif
#ifdef __AVX2__
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(words_.data());
  for (; a + 8 <= size; a += 8) {
    const std::uint8_t bits = bytes[a / 8];
    const __m256i eight = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(all + a));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to),
                        _mm256_permutevar8x32_epi32(eight, eight_places(places.ones[bits])));
    to += std::popcount(bits);
  }
#endif
  for (; a < size; ++a) {
    *to = all[a];
    to += words_[a / 64] >> (a % 64) & 1;
  }
  return static_cast<std::uint32_t>(to - begin);
}

void Chosen::spread(const float* of, float* to) const {
#ifdef __x86_64__
  if (maths::has_wide_vectors()) return spread_wide(words_.data(), of, to);
#endif
#ifdef __AVX2__
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(words_.data());
  const __m256i each = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
  for (std::uint32_t a = 0; a < block_size; a += 8) {
    const std::uint8_t bits = bytes[a / 8];
    const __m256i here = _mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32(bits), each), each);
    const __m256 eight = _mm256_permutevar8x32_ps(_mm256_loadu_ps(of), eight_places(places.before[bits]));
    _mm256_storeu_ps(to + a, _mm256_and_ps(eight, _mm256_castsi256_ps(here)));
    of += std::popcount(bits);
  }
#else
  std::fill_n(to, block_size, 0.0f);
  for_each([&](std::uint32_t a) { to[a] = *of++; });
#endif
}

}  // namespace shoal
