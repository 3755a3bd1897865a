#include "random/philox_wide.hpp"

#include <Random123/philox.h>

#include <type_traits>
#include <vector>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "maths/wide.hpp"

// A block per 64-bit lane: each word lies in the low half of its lane, and the high half holds leftovers that
// nobody reads (the product takes low halves only). Constants and rounds as in Random123 (Salmon et al. 2011,
// section 5.3). A round waits for its products, so several groups of blocks advance together.
//
// What all blocks share is done once: before the first round only word 0 differs between them, after it only
// words 2 and 3 do. The last rounds stand apart: of kernels that give word 0 or word 1 alone, the compiler
// leaves out the products that lead to other words.

namespace shoal::random {
namespace {

#ifdef __x86_64__

constexpr std::uint32_t rounds = 10, last_rounds = 2;

/// What does not differ between blocks: the keys of rounds, and words in the course of the first two rounds.
struct Shared {
  std::uint32_t low[rounds], high[rounds];
  std::uint32_t first;                ///< what the first round does to the upper half of subject x multiplier
  std::uint32_t word0, word2, word3;  ///< after the second round, but for what differs
  explicit Shared(const CommonAddress& a) {
    for (std::uint32_t r = 0; r < rounds; ++r) {
      low[r] = a.key_low + r * PHILOX_W32_0;
      high[r] = a.key_high + r * PHILOX_W32_1;
    }
    first = high[0] ^ a.index;
    const std::uint64_t by_purpose = std::uint64_t{a.purpose} * PHILOX_M4x32_1;
    const std::uint64_t second =
        std::uint64_t{static_cast<std::uint32_t>(by_purpose >> 32) ^ a.time ^ low[0]} * PHILOX_M4x32_0;
    word0 = static_cast<std::uint32_t>(by_purpose) ^ low[1];
    word2 = static_cast<std::uint32_t>(second >> 32) ^ high[1];
    word3 = static_cast<std::uint32_t>(second);
  }
};

constexpr std::size_t words_of_line = 16;
inline __attribute__((always_inline)) void fetch(const std::uint32_t* words, std::size_t count) {
  for (std::size_t n = 0; n < count; n += words_of_line) __builtin_prefetch(words + n);
}

#define SHOAL_TARGET __attribute__((target("avx2")))
/// Blocks of four vectors of subjects, which lie in the low halves of lanes.
struct Four256 {
  static constexpr int groups = 4;  // the even and the odd of two vectors of subjects
  __m256i x0[groups], x1[groups], x2[groups], x3[groups];

  SHOAL_TARGET inline __attribute__((always_inline)) void begin(const Shared& shared, int g,
                                                                __m256i subject) {
    const __m256i m0 = _mm256_set1_epi64x(PHILOX_M4x32_0), m1 = _mm256_set1_epi64x(PHILOX_M4x32_1);
    const __m256i first = _mm256_mul_epu32(subject, m0);
    const __m256i second = _mm256_mul_epu32(
        _mm256_xor_si256(_mm256_srli_epi64(first, 32), _mm256_set1_epi64x(shared.first)), m1);
    x0[g] = _mm256_xor_si256(_mm256_srli_epi64(second, 32), _mm256_set1_epi64x(shared.word0));
    x1[g] = second;
    x2[g] = _mm256_xor_si256(first, _mm256_set1_epi64x(shared.word2));
    x3[g] = _mm256_set1_epi64x(shared.word3);
  }
  SHOAL_TARGET inline __attribute__((always_inline)) void advance(const Shared& shared, std::uint32_t r) {
    const __m256i m0 = _mm256_set1_epi64x(PHILOX_M4x32_0), m1 = _mm256_set1_epi64x(PHILOX_M4x32_1);
    const __m256i low = _mm256_set1_epi64x(shared.low[r]), high = _mm256_set1_epi64x(shared.high[r]);
    for (int g = 0; g < groups; ++g) {
      const __m256i p0 = _mm256_mul_epu32(x0[g], m0), p1 = _mm256_mul_epu32(x2[g], m1);
      x0[g] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p1, 32), x1[g]), low);
      x1[g] = p1;
      x2[g] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p0, 32), x3[g]), high);
      x3[g] = p0;
    }
  }
  SHOAL_TARGET inline __attribute__((always_inline)) void finish(const Shared& shared) {
    for (std::uint32_t r = 2; r < rounds - last_rounds; ++r) advance(shared, r);
    for (std::uint32_t r = rounds - last_rounds; r < rounds; ++r) advance(shared, r);
  }
};

SHOAL_TARGET inline __attribute__((always_inline)) __m256i pair256(__m256i low_halves, __m256i high_halves) {
  return _mm256_blend_epi32(low_halves, _mm256_slli_epi64(high_halves, 32), 0b10101010);
}

template <unsigned wanted>
SHOAL_TARGET void draw_avx2(const Shared& shared, const std::uint32_t* subjects, std::size_t count,
                            WordColumns to) {
  for (std::size_t i = 0; i < count; i += 16) {
    Four256 blocks;
    for (int g = 0; g < Four256::groups; ++g) {
      const auto* from = reinterpret_cast<const __m256i*>(subjects + i + 8 * static_cast<std::size_t>(g / 2));
      const __m256i eight = _mm256_loadu_si256(from);
      blocks.begin(shared, g, g % 2 == 0 ? eight : _mm256_srli_epi64(eight, 32));
    }
    blocks.finish(shared);
    for (int g = 0; g < Four256::groups; g += 2) {
      const __m256i* const words[4] = {blocks.x0, blocks.x1, blocks.x2, blocks.x3};
      for (std::size_t w = 0; w < 4; ++w) {
        if ((wanted >> w & 1) == 0 || !to[w]) continue;
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to[w] + i + 4 * static_cast<std::size_t>(g)),
                            pair256(words[w][g], words[w][g + 1]));
      }
    }
  }
}

SHOAL_TARGET void in_order_avx2(const CommonAddress& address, std::uint32_t first, std::size_t count,
                                std::uint32_t* to, const std::uint32_t* along) {
  const Shared shared(address);
  const __m256i order = _mm256_setr_epi64x(0, 2, 1, 3);  // so that pairs of words come out in order
  for (std::size_t i = 0; i < count; i += 64) {
    if (along != nullptr) fetch(along + i, 64);
    const auto subject = first + static_cast<std::uint32_t>(i / 4);
    Four256 blocks;
    for (int g = 0; g < Four256::groups; ++g)
      blocks.begin(shared, g,
                   _mm256_add_epi32(order, _mm256_set1_epi64x(subject + 4 * static_cast<std::uint32_t>(g))));
    blocks.finish(shared);
    for (int g = 0; g < Four256::groups; ++g) {
      const __m256i front = pair256(blocks.x0[g], blocks.x1[g]), back = pair256(blocks.x2[g], blocks.x3[g]);
      auto* at = reinterpret_cast<__m256i*>(to + i + 16 * static_cast<std::size_t>(g));
      _mm256_storeu_si256(at, _mm256_unpacklo_epi64(front, back));
      _mm256_storeu_si256(at + 1, _mm256_unpackhi_epi64(front, back));
    }
  }
}
#undef SHOAL_TARGET

#define SHOAL_TARGET __attribute__((target("avx512f")))
/// Blocks of so many vectors of subjects. Four leave a quarter of the time to waiting for products; more than
/// six need more registers than there are.
template <int groups>
struct Blocks512 {
  __m512i x0[groups], x1[groups], x2[groups], x3[groups];

  SHOAL_TARGET inline __attribute__((always_inline)) void begin(const Shared& shared, int g,
                                                                __m512i subject) {
    const __m512i m0 = _mm512_set1_epi64(PHILOX_M4x32_0), m1 = _mm512_set1_epi64(PHILOX_M4x32_1);
    const __m512i first = _mm512_mul_epu32(subject, m0);
    const __m512i second =
        _mm512_mul_epu32(_mm512_xor_si512(_mm512_srli_epi64(first, 32), _mm512_set1_epi64(shared.first)), m1);
    x0[g] = _mm512_xor_si512(_mm512_srli_epi64(second, 32), _mm512_set1_epi64(shared.word0));
    x1[g] = second;
    x2[g] = _mm512_xor_si512(first, _mm512_set1_epi64(shared.word2));
    x3[g] = _mm512_set1_epi64(shared.word3);
  }
  SHOAL_TARGET inline __attribute__((always_inline)) void advance(const Shared& shared, std::uint32_t r) {
    constexpr int exclusive_or = 0x96;  // of three
    const __m512i m0 = _mm512_set1_epi64(PHILOX_M4x32_0), m1 = _mm512_set1_epi64(PHILOX_M4x32_1);
    const __m512i low = _mm512_set1_epi64(shared.low[r]), high = _mm512_set1_epi64(shared.high[r]);
    for (int g = 0; g < groups; ++g) {
      const __m512i p0 = _mm512_mul_epu32(x0[g], m0), p1 = _mm512_mul_epu32(x2[g], m1);
      x0[g] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p1, 32), x1[g], low, exclusive_or);
      x1[g] = p1;
      x2[g] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p0, 32), x3[g], high, exclusive_or);
      x3[g] = p0;
    }
  }
  SHOAL_TARGET inline __attribute__((always_inline)) void finish(const Shared& shared) {
    for (std::uint32_t r = 2; r < rounds - last_rounds; ++r) advance(shared, r);
    for (std::uint32_t r = rounds - last_rounds; r < rounds; ++r) advance(shared, r);
  }
};

SHOAL_TARGET inline __attribute__((always_inline)) __m512i pair512(__m512i low_halves, __m512i high_halves) {
  return _mm512_mask_shuffle_epi32(low_halves, 0b1010101010101010, high_halves, _MM_PERM_CCAA);
}

template <unsigned wanted>
SHOAL_TARGET void draw_avx512(const Shared& shared, const std::uint32_t* subjects, std::size_t count,
                              WordColumns to) {
  constexpr int groups = 4;  // the even and the odd of two vectors of subjects
  for (std::size_t i = 0; i < count; i += 32) {
    Blocks512<groups> blocks;
    for (int g = 0; g < groups; ++g) {
      const __m512i sixteen = _mm512_loadu_si512(subjects + i + 16 * static_cast<std::size_t>(g / 2));
      blocks.begin(shared, g, g % 2 == 0 ? sixteen : _mm512_srli_epi64(sixteen, 32));
    }
    blocks.finish(shared);
    for (int g = 0; g < groups; g += 2) {
      const __m512i* const words[4] = {blocks.x0, blocks.x1, blocks.x2, blocks.x3};
      for (std::size_t w = 0; w < 4; ++w) {
        if ((wanted >> w & 1) == 0 || !to[w]) continue;
        _mm512_storeu_si512(to[w] + i + 8 * static_cast<std::size_t>(g),
                            pair512(words[w][g], words[w][g + 1]));
      }
    }
  }
}

/// The blocks of one step: `subjects`, of eight more per group.
template <int groups>
SHOAL_TARGET inline __attribute__((always_inline)) void step_in_order(const Shared& shared, __m512i subjects,
                                                                      std::uint32_t* to) {
  Blocks512<groups> blocks;
  for (int g = 0; g < groups; ++g)
    blocks.begin(shared, g, _mm512_add_epi32(subjects, _mm512_set1_epi64(8 * g)));
  blocks.finish(shared);
  for (int g = 0; g < groups; ++g) {
    const __m512i front = pair512(blocks.x0[g], blocks.x1[g]), back = pair512(blocks.x2[g], blocks.x3[g]);
    std::uint32_t* at = to + 32 * static_cast<std::size_t>(g);
    _mm512_storeu_si512(at, _mm512_unpacklo_epi64(front, back));
    _mm512_storeu_si512(at + 16, _mm512_unpackhi_epi64(front, back));
  }
}

SHOAL_TARGET void in_order_avx512(const CommonAddress& address, std::uint32_t first, std::size_t count,
                                  std::uint32_t* to, const std::uint32_t* along) {
  const Shared shared(address);
  const __m512i order =
      _mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7);  // so that pairs of words come out in order
  __m512i subjects = _mm512_add_epi32(order, _mm512_set1_epi64(first));
  const auto draw = [&]<int groups>(std::integral_constant<int, groups>) SHOAL_TARGET {
    constexpr std::size_t words = 32 * groups;
    for (; count >= words; count -= words, to += words) {
      if (along != nullptr) {
        fetch(along, words);
        along += words;
      }
      step_in_order<groups>(shared, subjects, to);
      subjects = _mm512_add_epi32(subjects, _mm512_set1_epi64(8 * groups));
    }
  };
  draw(std::integral_constant<int, 6>());
  draw(std::integral_constant<int, 4>());
  draw(std::integral_constant<int, 2>());
}
#undef SHOAL_TARGET

using Kernel = void (*)(const Shared&, const std::uint32_t*, std::size_t, WordColumns);
template <Kernel only_word0, Kernel only_word1, Kernel any>
void choose(const CommonAddress& address, const std::uint32_t* subjects, std::size_t count, WordColumns to) {
  const Shared shared(address);
  const bool others = to[2] || to[3];
  const Kernel kernel = others || (to[0] && to[1]) ? any : to[0] ? only_word0 : only_word1;
  kernel(shared, subjects, count, to);
}
constexpr auto by_avx2 = choose<draw_avx2<1>, draw_avx2<2>, draw_avx2<15>>;
constexpr auto by_avx512 = choose<draw_avx512<1>, draw_avx512<2>, draw_avx512<15>>;

std::vector<PhiloxKernel> usable() {
  std::vector<PhiloxKernel> kernels;
  if (maths::has_wide_vectors()) kernels.push_back({"AVX-512", 32, by_avx512, 64, in_order_avx512});
  if (__builtin_cpu_supports("avx2")) kernels.push_back({"AVX2", 16, by_avx2, 64, in_order_avx2});
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
