#pragma once
// Pieces of matrices of bits in vectors of 512 bits, where maths::has_wide_counts().

#include <immintrin.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "maths/bit_matrix.hpp"

#define SHOAL_TARGET_BITS \
  __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx512bitalg,avx512vbmi,gfni,bmi2")))

namespace shoal::maths {

/// Turns eight rows of eight words about: row r of the result holds word r of each.
SHOAL_TARGET_BITS inline void turn_about(__m512i* row) {
  const auto exchange = [&](int one, int other, __m512i low, __m512i high) SHOAL_TARGET_BITS {
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

/// Byte 8 k + n of the result is byte k of word n, or of word 7 - n.
template <bool backwards>
SHOAL_TARGET_BITS inline __m512i bytes_by_place(__m512i words) {
  alignas(64) static constexpr auto from = [] {
    std::array<std::uint8_t, 64> order{};
    for (std::size_t k = 0; k < 8; ++k)
      for (std::size_t n = 0; n < 8; ++n)
        order[8 * k + n] = static_cast<std::uint8_t>(8 * (backwards ? 7 - n : n) + k);
    return order;
  }();
  return _mm512_maskz_permutexvar_epi8(~__mmask64{0}, _mm512_load_si512(from.data()), words);
}

/// Bit n of byte b of the result is bit b of word n.
SHOAL_TARGET_BITS inline __m512i bits_by_place(__m512i words) {
  // The product takes the first byte of a matrix to the highest bit.
  return _mm512_gf2p8affine_epi64_epi8(_mm512_set1_epi64(bit_of_byte), bytes_by_place<true>(words), 0);
}

}  // namespace shoal::maths
