// Watching where all ties count alike and everybody acts at once: signs are counted on planes of bits. Within
// dense communities a row of bits meets the bits of its members; other ties look up one bit each, or where
// several signs are needed a byte that says them all.

#include <algorithm>
#include <bit>
#ifdef __AVX2__
#include <immintrin.h>
#endif

#include "mechanisms/join.hpp"
#include "mechanisms/surround.hpp"
#include "mechanisms/watch.hpp"
#include "network/bit_rows.hpp"

namespace shoal {
namespace {

constexpr Signs all_signs = 255, not_membership = 127;
constexpr std::uint32_t most_in_byte = 255;  ///< neighbours that a byte can count

bool bit(const std::uint64_t* plane, AgentIndex j) { return plane[j / 64] >> (j % 64) & 1; }

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

/// What counting needs to know, for one block.
struct Watched {
  const Step& step;
  Block& block;
  const Network& network;
  const SignalPlanes& planes;
  const BitRows& bits;
  std::size_t products;

  Watched(const Step& step_, Block& block_)
      : step(step_),
        block(block_),
        network(step.model.network),
        planes(*step.planes),
        bits(*step.model.bits),
        products(step.model.products.size()) {}

  /// Calls f(community, begin, end, width) for the block's agents [begin, end); width 0: ties are listed.
  template <class F>
  void for_each_segment(F&& f) const {
    if (bits.empty()) return f(0u, 0u, block.size, std::size_t{0});
    for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
      f(c, begin, end, std::size_t{bits.width[c]});
    });
  }

  /// Counts of a sign inside dense communities, 0 elsewhere.
  void count_inside(const std::uint64_t* plane, std::uint32_t* count) const {
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
      const std::uint64_t* rows = bits.words.data() + bits.first[c] + (block.first + begin - home);
      count_observed(rows, size, those, end - begin, count + begin);
    });
  }

  /// Calls f(position in the block, neighbour) for every tie that is not a bit.
  template <class F>
  void for_each_listed(F&& f) const {
    for_each_segment([&](std::uint32_t, std::uint32_t begin, std::uint32_t end, std::size_t width) {
      if (width > 0) return;
      for (std::uint32_t a = begin; a < end; ++a)
        for (const AgentIndex j : network.row(block.first + a)) f(a, j);
    });
    if (!bits.empty()) for_each_leaving(f);
  }
  template <class F>
  void for_each_leaving(F&& f) const {
    const std::size_t b = block.first / block_size;
    for (std::size_t e = bits.block_offsets[b]; e < bits.block_offsets[b + 1]; ++e)
      f(bits.observer[e], bits.observed[e]);
  }
};

/// Ties of rows that begin at offsets[0 .. size].
void count_ties(const TieIndex* offsets, std::size_t size, float* total) {
  for (std::size_t a = 0; a < size; ++a)
    total[a] = static_cast<float>(static_cast<std::int32_t>(offsets[a + 1] - offsets[a]));
}

float* place_of(Scratch& scratch, unsigned sign, std::size_t k) {
  return sign == shown_count ? scratch.total.data() : scratch.seen(static_cast<Shown>(sign), k);
}

void watch_one_sign(const Watched& w, unsigned sign) {
  Scratch& scratch = w.block.scratch;
  if (w.step.state.pushed.active())
    return w.step.state.pushed.take(w.block.first, w.block.size, place_of(scratch, sign, 0));
  std::uint32_t* count = scratch.count.data();
  const std::uint64_t* plane = w.planes.plane(sign, 0);
  w.count_inside(plane, count);
  w.for_each_segment([&](std::uint32_t, std::uint32_t begin, std::uint32_t end, std::size_t width) {
    if (width == 0) count_listed(w.network, plane, w.block.first + begin, w.block.first + end, count + begin);
  });
  if (!w.bits.empty())
    w.for_each_leaving([&](std::uint32_t a, AgentIndex j) { count[a] += bit(plane, j) ? 1 : 0; });
  float* out = place_of(scratch, sign, 0);
  for (std::uint32_t a = 0; a < w.block.size; ++a)
    out[a] = static_cast<float>(static_cast<std::int32_t>(count[a]));
}

/// Adds up words over listed ties, row by row.
template <class WordOf>
void add_up(const Watched& w, std::uint64_t* lanes, WordOf&& word_of) {
  w.for_each_segment([&](std::uint32_t, std::uint32_t begin, std::uint32_t end, std::size_t width) {
    for (std::uint32_t a = begin; a < end; ++a) {
      std::uint64_t sum = 0;
      if (width == 0)
        for (const AgentIndex j : w.network.row(w.block.first + a)) sum += word_of(j);
      lanes[a] = sum;
    }
  });
  if (!w.bits.empty()) w.for_each_leaving([&](std::uint32_t a, AgentIndex j) { lanes[a] += word_of(j); });
}

/// Listed ties: a look at a byte counts up to eight signs or products. scratch.lanes gets words of eight
/// counts: [groups][block_size], of products; or [products][block_size], of signs.
void count_in_lanes(const Watched& w) {
  Scratch& scratch = w.block.scratch;
  std::uint64_t* lanes = scratch.lanes.data();
  const std::size_t products = w.products, groups = w.planes.groups();
  const Signal* shown = w.step.shown;
  if (products == 1) return add_up(w, lanes, [&](AgentIndex j) { return spread_table[shown[j]]; });
  if (groups == 1)
    return add_up(w, lanes, [&](AgentIndex j) { return spread_table[*w.planes.products_of(j)]; });
  const std::size_t words = groups > 0 ? groups : products;
  for (std::size_t g = 0; g < words; ++g) std::fill_n(lanes + g * block_size, w.block.size, 0u);
  if (groups > 0) {
    w.for_each_listed([&](std::uint32_t a, AgentIndex j) {
      const std::uint8_t* of = w.planes.products_of(j);
      for (std::size_t g = 0; g < groups; ++g) lanes[g * block_size + a] += spread_table[of[g]];
    });
  } else {
    w.for_each_listed([&](std::uint32_t a, AgentIndex j) {
      const Signal* s = shown + j * products;
      for (std::size_t k = 0; k < products; ++k) lanes[k * block_size + a] += spread_table[s[k]];
    });
  }
}

void watch_signs(const Watched& w, Signs signs) {
  Scratch& scratch = w.block.scratch;
  count_in_lanes(w);
  const bool by_product = w.planes.groups() > 0;
  std::uint32_t* inside = scratch.count.data();
  for (unsigned sign = 0; sign <= shown_count; ++sign) {
    if (!(signs >> sign & 1)) continue;
    for (std::size_t k = 0; k < (sign == shown_count ? 1 : w.products); ++k) {
      const std::uint64_t* lanes = scratch.lanes.data() + (by_product ? k / 8 : k) * block_size;
      const unsigned shift = 8 * static_cast<unsigned>(by_product ? k % 8 : sign);
      float* out = place_of(scratch, sign, k);
      if (w.bits.empty()) {
        for (std::uint32_t a = 0; a < w.block.size; ++a)
          out[a] = static_cast<float>(static_cast<std::int32_t>(lanes[a] >> shift & 255));
        continue;
      }
      w.count_inside(w.planes.plane(sign, k), inside);
      for (std::uint32_t a = 0; a < w.block.size; ++a)
        out[a] = static_cast<float>(static_cast<std::int32_t>(inside[a] + (lanes[a] >> shift & 255)));
    }
  }
  // Rows that a byte cannot count.
  for (std::uint32_t a = 0; a < w.block.size; ++a) {
    const AgentIndex i = w.block.first + a;
    if (w.network.degree(i) <= most_in_byte) continue;
    for (unsigned sign = 0; sign <= shown_count; ++sign)
      for (std::size_t k = 0; (signs >> sign & 1) && k < (sign == shown_count ? 1 : w.products); ++k) {
        const std::uint64_t* plane = w.planes.plane(sign, k);
        const auto count =
            std::ranges::count_if(w.network.row(i), [&](AgentIndex j) { return bit(plane, j); });
        place_of(scratch, sign, k)[a] = static_cast<float>(count);
      }
  }
}

}  // namespace

void watch_packed(const Step& step, Block& block) {
  const Watched w(step, block);
  Scratch& scratch = block.scratch;
  const bool outsiders = !step.state.member.empty();
  if (!outsiders) count_ties(w.network.offsets.data() + block.first, block.size, scratch.total.data());
  const Signs signs = w.planes.signs() & (outsiders ? all_signs : not_membership);
  if (std::has_single_bit(signs) && w.products == 1)
    watch_one_sign(w, static_cast<unsigned>(std::countr_zero(signs)));
  else if (signs != 0)
    watch_signs(w, signs);
  if (!outsiders) return;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    if (!out_of_reach(step, block.first + a)) continue;
    for (unsigned sign = 0; sign <= shown_count; ++sign)
      for (std::size_t k = 0; (signs >> sign & 1) && k < (sign == shown_count ? 1 : w.products); ++k)
        place_of(scratch, sign, k)[a] = 0;
  }
}

}  // namespace shoal
