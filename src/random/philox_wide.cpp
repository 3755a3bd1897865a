#include "random/philox_wide.hpp"

#include <Random123/philox.h>

#include <vector>
#ifdef __x86_64__
#include <immintrin.h>
#endif

// A block per 64-bit lane: each word lies in the low half of its lane, and the high half holds leftovers that
// nobody reads (the product takes low halves only). Constants and rounds as in Random123 (Salmon et al. 2011,
// section 5.3). A round waits for its products, so several groups of blocks advance together.

namespace shoal::random {
namespace {

#ifdef __x86_64__

#define SHOAL_TARGET __attribute__((target("avx2")))
SHOAL_TARGET void draw_avx2(const CommonAddress& address, const std::uint32_t* subjects, std::size_t count,
                            WordColumns to) {
  constexpr int groups = 4;  // the even and the odd of 16 subjects
  const __m256i m0 = _mm256_set1_epi64x(PHILOX_M4x32_0), m1 = _mm256_set1_epi64x(PHILOX_M4x32_1);
  for (std::size_t i = 0; i < count; i += 16) {
    __m256i x0[groups], x1[groups], x2[groups], x3[groups];
    for (int g = 0; g < groups; ++g) {
      const auto* from = reinterpret_cast<const __m256i*>(subjects + i + 8 * static_cast<std::size_t>(g / 2));
      const __m256i eight = _mm256_loadu_si256(from);
      x0[g] = g % 2 == 0 ? eight : _mm256_srli_epi64(eight, 32);
      x1[g] = _mm256_set1_epi64x(address.time);
      x2[g] = _mm256_set1_epi64x(address.purpose);
      x3[g] = _mm256_setzero_si256();
    }
    for (std::uint32_t r = 0; r < 10; ++r) {
      const __m256i low = _mm256_set1_epi64x(address.key_low + r * PHILOX_W32_0);
      const __m256i high = _mm256_set1_epi64x(address.key_high + r * PHILOX_W32_1);
      for (int g = 0; g < groups; ++g) {
        const __m256i p0 = _mm256_mul_epu32(x0[g], m0), p1 = _mm256_mul_epu32(x2[g], m1);
        x0[g] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p1, 32), x1[g]), low);
        x1[g] = p1;
        x2[g] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p0, 32), x3[g]), high);
        x3[g] = p0;
      }
    }
    for (int g = 0; g < groups; g += 2) {
      const __m256i* const words[4] = {x0, x1, x2, x3};
      for (std::size_t w = 0; w < 4; ++w) {
        if (!to[w]) continue;
        const __m256i odd = _mm256_slli_epi64(words[w][g + 1], 32);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to[w] + i + 4 * static_cast<std::size_t>(g)),
                            _mm256_blend_epi32(words[w][g], odd, 0b10101010));
      }
    }
  }
}
#undef SHOAL_TARGET

#define SHOAL_TARGET __attribute__((target("avx512f")))
SHOAL_TARGET void draw_avx512(const CommonAddress& address, const std::uint32_t* subjects, std::size_t count,
                              WordColumns to) {
  constexpr int groups = 4;  // the even and the odd of 32 subjects
  const __m512i m0 = _mm512_set1_epi64(PHILOX_M4x32_0), m1 = _mm512_set1_epi64(PHILOX_M4x32_1);
  for (std::size_t i = 0; i < count; i += 32) {
    __m512i x0[groups], x1[groups], x2[groups], x3[groups];
    for (int g = 0; g < groups; ++g) {
      const __m512i sixteen = _mm512_loadu_si512(subjects + i + 16 * static_cast<std::size_t>(g / 2));
      x0[g] = g % 2 == 0 ? sixteen : _mm512_srli_epi64(sixteen, 32);
      x1[g] = _mm512_set1_epi64(address.time);
      x2[g] = _mm512_set1_epi64(address.purpose);
      x3[g] = _mm512_setzero_si512();
    }
    for (std::uint32_t r = 0; r < 10; ++r) {
      const __m512i low = _mm512_set1_epi64(address.key_low + r * PHILOX_W32_0);
      const __m512i high = _mm512_set1_epi64(address.key_high + r * PHILOX_W32_1);
      for (int g = 0; g < groups; ++g) {
        const __m512i p0 = _mm512_mul_epu32(x0[g], m0), p1 = _mm512_mul_epu32(x2[g], m1);
        constexpr int exclusive_or = 0x96;  // of three
        x0[g] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p1, 32), x1[g], low, exclusive_or);
        x1[g] = p1;
        x2[g] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p0, 32), x3[g], high, exclusive_or);
        x3[g] = p0;
      }
    }
    for (int g = 0; g < groups; g += 2) {
      const __m512i* const words[4] = {x0, x1, x2, x3};
      for (std::size_t w = 0; w < 4; ++w) {
        if (!to[w]) continue;
        const __m512i odd = _mm512_slli_epi64(words[w][g + 1], 32);
        _mm512_storeu_si512(to[w] + i + 8 * static_cast<std::size_t>(g),
                            _mm512_mask_blend_epi32(0b1010101010101010, words[w][g], odd));
      }
    }
  }
}
#undef SHOAL_TARGET

std::vector<PhiloxKernel> usable() {
  std::vector<PhiloxKernel> kernels;
  if (__builtin_cpu_supports("avx512f")) kernels.push_back({"AVX-512", 32, draw_avx512});
  if (__builtin_cpu_supports("avx2")) kernels.push_back({"AVX2", 16, draw_avx2});
  return kernels;
}

#else

std::vector<PhiloxKernel> usable() { return {}; }

#endif

}  // namespace

std::span<const PhiloxKernel> philox_kernels() {
  static const std::vector<PhiloxKernel> kernels = usable();
  return kernels;
}

}  // namespace shoal::random
