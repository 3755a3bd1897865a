// Watching where all ties count alike and everybody acts at once: signs are counted on planes of bits. Within
// dense communities a row of bits meets the bits of its members; other ties look up one bit each, or where
// several signs are needed a byte that says them all.

#include <algorithm>
#include <bit>

#include "maths/wide.hpp"
#include "mechanisms/ahead.hpp"
#include "mechanisms/join.hpp"
#include "mechanisms/tie_counts.hpp"
#include "mechanisms/watch.hpp"

namespace shoal {
namespace {

constexpr Signs all_signs = 255, not_membership = 127;
constexpr std::uint32_t most_in_byte = 255;  ///< neighbours that a byte can count

/// What counting needs to know, for one block.
struct Watched : BlockTies {
  Block& block;
  const SignalPlanes& planes;
  std::size_t products;

  Watched(const Step& step_, Block& block_)
      : BlockTies(step_, block_), block(block_), planes(*step.planes), products(step.model.products.size()) {}
};

/// Ties of rows that begin at offsets[0 .. size].
void count_ties(const TieIndex* offsets, std::size_t size, float* total) {
  maths::in_widest_vectors([=] {
    for (std::size_t a = 0; a < size; ++a)
      total[a] = static_cast<float>(static_cast<std::int32_t>(offsets[a + 1] - offsets[a]));
  });
}

float* place_of(Scratch& scratch, unsigned sign, std::size_t k) {
  return sign == shown_count ? scratch.total.data() : scratch.seen(static_cast<Shown>(sign), k);
}

void watch_one_sign(const Watched& w, unsigned sign) {
  Scratch& scratch = w.block.scratch;
  if (const auto [counts, run] = w.step.slice; counts != nullptr)
    return counts->take(run, w.block.size, place_of(scratch, sign, 0));
  if (w.step.state.pushed.active())
    return w.step.state.pushed.take(w.block.first, w.block.size, place_of(scratch, sign, 0));
  std::uint32_t* count = scratch.count.data();
  const std::uint64_t* plane = w.planes.plane(sign, 0);
  w.count(plane, count);
  float* out = place_of(scratch, sign, 0);
  maths::in_widest_vectors([=, size = w.block.size] {
    for (std::uint32_t a = 0; a < size; ++a) out[a] = static_cast<float>(static_cast<std::int32_t>(count[a]));
  });
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
  w.for_each_leaving([&](std::uint32_t a, AgentIndex j) { lanes[a] += word_of(j); });
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
      if (w.bits == nullptr) {
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
  const TieIndex* offsets = w.network.offsets.data() + block.first;
  if (!outsiders) count_ties(offsets, block.size, scratch.total.data());
  fetch_next_block<false>(offsets);
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
