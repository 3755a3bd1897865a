#include "mechanisms/planes.hpp"

#include <algorithm>
#include <bit>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "maths/wide.hpp"
#include "mechanisms/market.hpp"

namespace shoal {
namespace {

constexpr std::size_t most_groups = max_products / 8;

#ifdef __x86_64__
#define SHOAL_TARGET __attribute__((target("avx512f,avx512bw")))
/// 64 signals at a time; how many were packed.
SHOAL_TARGET std::uint32_t pack_by_64(const Signal* signals, std::uint32_t size, unsigned sign,
                                      std::uint64_t* words) {
  const __m512i mask = _mm512_set1_epi8(static_cast<char>(1u << sign));
  std::uint32_t a = 0;
  for (; a + 64 <= size; a += 64)
    words[a / 64] = _mm512_test_epi8_mask(_mm512_loadu_si512(signals + a), mask);
  return a;
}
#undef SHOAL_TARGET
#endif

}  // namespace

void pack_sign(const Signal* signals, std::uint32_t size, unsigned sign, std::uint64_t* words) {
  std::fill_n(words, (size + 63) / 64, std::uint64_t{0});
  std::uint32_t a = 0;
#ifdef __x86_64__
  if (maths::has_wide_vectors()) a = pack_by_64(signals, size, sign, words);
#endif
#ifdef __AVX2__
  const __m128i to_top = _mm_cvtsi32_si128(static_cast<int>(7 - sign));
  for (; a + 32 <= size; a += 32) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(signals + a));
    const auto bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_sll_epi32(bytes, to_top)));
    words[a / 64] |= std::uint64_t{bits} << (a % 64);
  }
#endif
  for (; a < size; a += 8)
    words[a / 64] |= low_bits_of(eight_bytes(signals + a, size - a) >> sign) << (a % 64);
}

void SignalPlanes::allocate(AgentIndex agents, std::size_t products, Signs signs, bool strata) {
  products_ = products;
  signs_ = signs;
  words_ = agents / 64 + 2;
  std::size_t kept = 0;
  for (unsigned sign = 0; sign < 8; ++sign)
    if (signs >> sign & 1) rank_[sign] = kept++;
  planes_.assign(kept * products * words_, 0);
  next_.clear();
  ready_ = false;
  groups_ = products > 1 && kept == 1 ? (products + 7) / 8 : 0;
  masks_.assign(groups_ * agents, 0);
  strata_.assign(strata ? strata_count * words_ : 0, 0);
}

void SignalPlanes::foresee(bool yes) { next_.assign(yes ? words_ : 0, 0); }

void SignalPlanes::advance() {
  if (next_.empty()) return;
  planes_.swap(next_);
  ready_ = true;
}

void SignalPlanes::pack(const Signal* shown, AgentIndex first, std::uint32_t size) {
  if (products_ == 1) return pack_one_product(shown, first, size);
  for (unsigned sign = 0; sign < 8; ++sign)
    if (signs_ >> sign & 1) pack_products(shown, first, size, sign);
}

void SignalPlanes::pack_strata(const Role* roles, AgentIndex first, std::uint32_t size) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(roles + first);
  std::uint64_t* out = strata_.data() + first / 64;
  for (std::uint32_t a = 0; a < size; a += 64, ++out) {
    const std::uint32_t some = std::min(64u, size - a);
    std::uint64_t low, high;
    pack_sign(bytes + a, some, 0, &low);
    pack_sign(bytes + a, some, 1, &high);
    out[0] = ~low & ~high & ~std::uint64_t{0} >> (64 - some);
    out[words_] = low & ~high;
    out[2 * words_] = ~low & high;
    out[3 * words_] = low & high;
  }
}

void SignalPlanes::pack_one_product(const Signal* shown, AgentIndex first, std::uint32_t size) {
  for (unsigned sign = 0; sign < 8; ++sign)
    if (signs_ >> sign & 1)
      pack_sign(shown + first, size, sign, planes_.data() + offset(sign, 0) + first / 64);
}

// An agent's signs become a byte with a bit per product, for up to eight products at a time; a bit of 64 such
// bytes is a word of a product's plane.
void SignalPlanes::pack_products(const Signal* shown, AgentIndex first, std::uint32_t size, unsigned sign) {
  const std::size_t groups = (products_ + 7) / 8;
  const bool whole = products_ % 8 == 0 && std::endian::native == std::endian::little;
  for (std::uint32_t a = 0; a < size; a += 64) {
    const std::uint32_t agents = std::min(64u, size - a);
    const Signal* from = shown + (first + a) * products_;
    std::uint64_t words[8 * most_groups];  // [agents][groups] bytes
    auto* bytes = reinterpret_cast<std::uint8_t*>(words);
    if (whole) {
      pack_sign(from, agents * static_cast<std::uint32_t>(products_), sign, words);
    } else {
      for (std::uint32_t b = 0; b < agents; ++b)
        for (std::size_t g = 0; g < groups; ++g) {
          const std::size_t k = b * products_ + 8 * g;
          bytes[b * groups + g] = static_cast<std::uint8_t>(
              signs_of_eight(from + k, products_ - 8 * g, (size - a) * products_ - k, sign));
        }
    }
    if (groups_ > 0) std::copy_n(bytes, agents * groups, masks_.data() + (first + a) * groups);
    for (std::size_t g = 0; g < groups; ++g) {
      std::uint8_t own[64];
      for (std::uint32_t b = 0; b < agents; ++b) own[b] = bytes[b * groups + g];
      for (std::size_t k = 8 * g; k < std::min(8 * g + 8, products_); ++k)
        pack_sign(own, agents, static_cast<unsigned>(k % 8), &planes_[offset(sign, k) + (first + a) / 64]);
    }
  }
}

}  // namespace shoal
