#include "maths/nonzero.hpp"

#include <algorithm>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "maths/wide.hpp"

namespace shoal::maths {
namespace {

#ifdef __x86_64__
#define SHOAL_TARGET __attribute__((target("avx512f")))
SHOAL_TARGET void nonzero_wide(const float* column, std::uint32_t count, std::uint64_t* bits) {
  for (std::uint32_t n = 0; n < count; n += 64) {
    std::uint64_t word = 0;
    for (std::uint32_t k = 0; k < 64; k += 16)
      word |=
          std::uint64_t{_mm512_cmp_ps_mask(_mm512_loadu_ps(column + n + k), _mm512_setzero_ps(), _CMP_NEQ_UQ)}
          << k;
    bits[n / 64] = word;
  }
}
#define SHOAL_BYTES __attribute__((target("avx512f,avx512bw")))
SHOAL_BYTES void nonzero_bytes_wide(const std::uint8_t* bytes, std::uint32_t count, std::uint64_t* bits) {
  for (std::uint32_t n = 0; n < count; n += 64) {
    const std::uint64_t there = count - n >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (count - n)) - 1;
    const __m512i those = _mm512_maskz_loadu_epi8(there, bytes + n);
    bits[n / 64] = _mm512_test_epi8_mask(those, those);
  }
}
#undef SHOAL_BYTES
SHOAL_TARGET void ones_and_zeros_wide(const std::uint64_t* bits, std::uint32_t count, float* column) {
  for (std::uint32_t n = 0; n < count; n += 64)
    for (std::uint32_t k = 0; k < 64; k += 16)
      _mm512_storeu_ps(column + n + k,
                       _mm512_maskz_mov_ps(static_cast<__mmask16>(bits[n / 64] >> k), _mm512_set1_ps(1.0f)));
}
#undef SHOAL_TARGET
#endif

}  // namespace

void nonzero(const float* column, std::uint32_t count, std::uint64_t* bits) {
#ifdef __x86_64__
  if (has_wide_vectors()) {
    nonzero_wide(column, count, bits);
    return clear_behind(bits, count);
  }
#endif
  std::fill_n(bits, (count + 63) / 64, 0u);
#ifdef __AVX2__
  for (std::uint32_t n = 0; n < count; n += 8) {
    const __m256 eight = _mm256_loadu_ps(column + n);
    const auto some =
        static_cast<unsigned>(_mm256_movemask_ps(_mm256_cmp_ps(eight, _mm256_setzero_ps(), _CMP_NEQ_UQ)));
    bits[n / 64] |= std::uint64_t{some} << (n % 64);
  }
  clear_behind(bits, count);
#else
  for (std::uint32_t n = 0; n < count; ++n) bits[n / 64] |= std::uint64_t{column[n] != 0.0f} << (n % 64);
#endif
}

void nonzero(const std::uint8_t* bytes, std::uint32_t count, std::uint64_t* bits) {
#ifdef __x86_64__
  if (has_wide_vectors()) return nonzero_bytes_wide(bytes, count, bits);
#endif
  std::fill_n(bits, (count + 63) / 64, 0u);
  for (std::uint32_t n = 0; n < count; ++n) bits[n / 64] |= std::uint64_t{bytes[n] != 0} << (n % 64);
}

void ones_and_zeros(const std::uint64_t* bits, std::uint32_t count, float* column) {
#ifdef __x86_64__
  if (has_wide_vectors()) return ones_and_zeros_wide(bits, count, column);
#endif
  for (std::uint32_t n = 0; n < (count + 63) / 64 * 64; n += 32)
    for (std::uint32_t k = 0; k < 32; ++k)
      column[n + k] = (static_cast<std::uint32_t>(bits[n / 64] >> (n % 64)) >> k & 1) != 0 ? 1.0f : 0.0f;
}

}  // namespace shoal::maths
