#include "mechanisms/tie_counts.hpp"

#include <bit>
#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace shoal {
namespace {

/// Bits of neighbours[first .. last - 1] on a plane, in order, into `out`.
void look_up(const std::uint64_t* plane, const AgentIndex* neighbours, std::size_t count,
             std::uint64_t* out) {
  std::size_t e = 0;
#ifdef __AVX2__
  auto* bytes = reinterpret_cast<std::uint8_t*>(out);
  const auto* words = reinterpret_cast<const int*>(plane);
  const __m256i last = _mm256_set1_epi32(31);
  for (; e + 8 <= count; e += 8) {
    const __m256i j = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(neighbours + e));
    const __m256i word = _mm256_i32gather_epi32(words, _mm256_srli_epi32(j, 5), 4);
    const __m256i top = _mm256_sllv_epi32(word, _mm256_andnot_si256(j, last));
    bytes[e / 8] = static_cast<std::uint8_t>(_mm256_movemask_ps(_mm256_castsi256_ps(top)));
  }
#endif
  for (; e < count; ++e) {
    if (e % 64 == 0) out[e / 64] = 0;
    const std::uint64_t mask = std::uint64_t{1} << (e % 64);
    out[e / 64] = (out[e / 64] & ~mask) | (bit(plane, neighbours[e]) ? mask : 0);
  }
}

/// Ones among the `length` bits from position `at` on; a word may be read behind them.
std::uint32_t ones(const std::uint64_t* bits, std::size_t at, std::uint32_t length) {
  std::uint32_t count = 0;
  for (; length > 64; length -= 64, at += 64)
    count += static_cast<std::uint32_t>(std::popcount(bits_from(bits, static_cast<AgentIndex>(at))));
  const std::uint64_t rest = length == 0 ? 0 : ~std::uint64_t{0} >> (64 - length);
  return count +
         static_cast<std::uint32_t>(std::popcount(bits_from(bits, static_cast<AgentIndex>(at)) & rest));
}

/// One sign over listed ties: the bits of all ties of some rows first, then each row's ones.
void count_listed(const Network& network, const std::uint64_t* plane, AgentIndex first, AgentIndex last,
                  std::uint32_t* count) {
  constexpr TieIndex at_once = 32768;
  std::uint64_t bits[at_once / 64 + 2];
  for (AgentIndex i = first; i < last;) {
    AgentIndex end = i;
    while (end < last && network.offsets[end + 1] - network.offsets[i] <= at_once) ++end;
    if (end == i) {  // a row that is longer than the buffer
      const auto row = network.row(i);
      count[i - first] =
          static_cast<std::uint32_t>(std::ranges::count_if(row, [&](AgentIndex j) { return bit(plane, j); }));
      ++i;
      continue;
    }
    const TieIndex from = network.offsets[i];
    look_up(plane, network.neighbours.data() + from, network.offsets[end] - from, bits);
    for (; i < end; ++i) count[i - first] = ones(bits, network.offsets[i] - from, network.degree(i));
  }
}

}  // namespace

void BlockTies::count_inside(const std::uint64_t* plane, std::uint32_t* count) const {
  for_each_segment([&](std::uint32_t c, std::uint32_t begin, std::uint32_t end, std::size_t width) {
    if (width == 0) {
      std::fill(count + begin, count + end, 0u);
      return;
    }
    const AgentIndex home = network.community_offsets[c], size = network.community_offsets[c + 1] - home;
    std::uint64_t words[256];
    for (std::size_t w = 0; w < width; ++w)
      words[w] = bits_from(plane, home + 64 * static_cast<AgentIndex>(w));
    const AgentIndex last = size % 64;  // what follows in the last word belongs to others
    if (last != 0) words[width - 1] &= ~std::uint64_t{0} >> (64 - last);
    const BitColumn those{words, width};
    const std::uint64_t* rows = bits->words.data() + bits->first[c] + (block.first + begin - home);
    count_observed(rows, size, those, end - begin, count + begin);
  });
}

void BlockTies::count(const std::uint64_t* plane, std::uint32_t* count) const {
  count_inside(plane, count);
  for_each_segment([&](std::uint32_t, std::uint32_t begin, std::uint32_t end, std::size_t width) {
    if (width == 0) count_listed(network, plane, block.first + begin, block.first + end, count + begin);
  });
  for_each_leaving([&](std::uint32_t a, AgentIndex j) { count[a] += bit(plane, j) ? 1 : 0; });
}

}  // namespace shoal
