#include "mechanisms/chosen.hpp"

#include <algorithm>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "maths/wide.hpp"
#include "mechanisms/planes.hpp"

namespace shoal {
namespace {

#ifdef __x86_64__
#define SHOAL_TARGET __attribute__((target("avx512f")))
SHOAL_TARGET void where_wide(const float* column, std::uint32_t size, std::uint64_t* words) {
  for (std::uint32_t a = 0; a < size; a += 16) {
    const std::uint64_t bits =
        _mm512_cmp_ps_mask(_mm512_loadu_ps(column + a), _mm512_setzero_ps(), _CMP_NEQ_UQ);
    words[a / 64] |= bits << (a % 64);
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

}  // namespace shoal
