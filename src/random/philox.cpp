#include "random/philox.hpp"

#include <Random123/philox.h>
#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace shoal::random {
namespace {

struct Key {
  std::uint32_t low, high;
  explicit Key(std::uint64_t seed)
      : low(static_cast<std::uint32_t>(seed)), high(static_cast<std::uint32_t>(seed >> 32)) {}
};

#ifdef __AVX2__
// Four blocks side by side, one per 64-bit lane: each word lies in the low half of its lane, and the high
// half holds leftovers that nobody reads (the product takes low halves only). Constants and rounds as in
// Random123 (Salmon et al. 2011, section 5.3).
struct FourBlocks {
  __m256i x0, x1, x2, x3;

  void round(__m256i key_low, __m256i key_high) {
    const __m256i p0 = _mm256_mul_epu32(x0, _mm256_set1_epi64x(PHILOX_M4x32_0));
    const __m256i p1 = _mm256_mul_epu32(x2, _mm256_set1_epi64x(PHILOX_M4x32_1));
    x0 = _mm256_srli_epi64(p1, 32) ^ x1 ^ key_low;
    x1 = p1;
    x2 = _mm256_srli_epi64(p0, 32) ^ x3 ^ key_high;
    x3 = p0;
  }
};

void store(std::uint32_t* to, __m256i even, __m256i odd) {
  const __m256i both = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0b10101010);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), both);
}

// Blocks of eight subjects at a time, the even ones and the odd ones; returns how many it has done.
std::size_t draw_by_eights(Key key, Purpose purpose, const std::uint32_t* subjects, std::uint32_t time,
                           std::size_t count, std::uint32_t* w0, std::uint32_t* w1, std::uint32_t* w2,
                           std::uint32_t* w3) {
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m256i eight = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(subjects + i));
    const __m256i x1 = _mm256_set1_epi64x(time);
    const __m256i x2 = _mm256_set1_epi64x(static_cast<std::uint32_t>(purpose));
    FourBlocks even{eight, x1, x2, _mm256_setzero_si256()};
    FourBlocks odd{_mm256_srli_epi64(eight, 32), x1, x2, _mm256_setzero_si256()};
    for (std::uint32_t r = 0; r < 10; ++r) {
      const __m256i low = _mm256_set1_epi64x(key.low + r * PHILOX_W32_0);
      const __m256i high = _mm256_set1_epi64x(key.high + r * PHILOX_W32_1);
      even.round(low, high);
      odd.round(low, high);
    }
    store(w0 + i, even.x0, odd.x0);
    store(w1 + i, even.x1, odd.x1);
    store(w2 + i, even.x2, odd.x2);
    store(w3 + i, even.x3, odd.x3);
  }
  return i;
}
#else
std::size_t draw_by_eights(Key, Purpose, const std::uint32_t*, std::uint32_t, std::size_t, std::uint32_t*,
                           std::uint32_t*, std::uint32_t*, std::uint32_t*) {
  return 0;
}
#endif

}  // namespace

Words draw(std::uint64_t seed, Purpose purpose, std::uint32_t subject, std::uint32_t time,
           std::uint32_t index) {
  const Key key(seed);
  const philox4x32_ctr_t counter = {{subject, time, static_cast<std::uint32_t>(purpose), index}};
  const philox4x32_key_t k = {{key.low, key.high}};
  const philox4x32_ctr_t block = philox4x32(counter, k);
  return {block.v[0], block.v[1], block.v[2], block.v[3]};
}

std::uint32_t Stream::below(std::uint32_t n) {
  std::uint64_t product = std::uint64_t{word()} * n;
  if (static_cast<std::uint32_t>(product) < n) {
    const std::uint32_t biased = (0u - n) % n;  // 2^32 mod n: so many low parts would come once too often
    while (static_cast<std::uint32_t>(product) < biased) product = std::uint64_t{word()} * n;
  }
  return static_cast<std::uint32_t>(product >> 32);
}

std::uint64_t derive_seed(std::uint64_t seed, std::uint32_t part) {
  const Words w = draw(seed, Purpose::derive_seed, part);
  return std::uint64_t{w[0]} << 32 | w[1];
}

void draw_columns(std::uint64_t seed, Purpose purpose, const std::uint32_t* subjects, std::uint32_t time,
                  std::size_t count, std::uint32_t* w0, std::uint32_t* w1, std::uint32_t* w2,
                  std::uint32_t* w3) {
  std::size_t i = draw_by_eights(Key(seed), purpose, subjects, time, count, w0, w1, w2, w3);
  for (; i < count; ++i) {
    const Words w = draw(seed, purpose, subjects[i], time);
    w0[i] = w[0];
    w1[i] = w[1];
    w2[i] = w[2];
    w3[i] = w[3];
  }
}

}  // namespace shoal::random
