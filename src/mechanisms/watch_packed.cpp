// Watching where all ties count alike and everybody acts at once: signs are counted on planes of bits. Within
// dense communities a row of bits meets the bits of its members; other ties look up one bit each, or where
// several signs are needed a byte that says them all.

#include <algorithm>
#include <bit>
#include <span>

#include "maths/wide.hpp"
#include "mechanisms/join.hpp"
#include "mechanisms/routine.hpp"
#include "mechanisms/tie_counts.hpp"
#include "mechanisms/watch.hpp"

namespace shoal {
namespace {

constexpr Signs all_signs = 255, not_membership = 127;

/// What counting needs to know, for one block.
struct Watched : BlockTies {
  Block& block;
  const SignalPlanes& planes;
  std::size_t products;

  Watched(const Step& step_, Block& block_)
      : BlockTies(step_, block_), block(block_), planes(*step.planes), products(step.model.products.size()) {}
};

float* place_of(Scratch& scratch, unsigned sign, std::size_t k) {
  return sign == shown_count ? scratch.total.data() : scratch.seen(static_cast<Shown>(sign), k);
}

void watch_one_sign(const Watched& w, unsigned sign) {
  Scratch& scratch = w.block.scratch;
  std::uint32_t* count = scratch.count.data();
  if (const auto [counts, run] = w.step.slice; counts != nullptr)
    counts->take(run, w.block.size, count);
  else if (w.step.state.pushed.active())
    w.step.state.pushed.take(w.block.first, w.block.size, count);
  else
    w.count(w.planes.plane(sign, 0), count);
  if (notices_in_passing(w.step)) return;
  float* out = place_of(scratch, sign, 0);
  maths::in_widest_vectors([=, size = w.block.size] {
    for (std::uint32_t a = 0; a < size; ++a) out[a] = static_cast<float>(static_cast<std::int32_t>(count[a]));
  });
}

/// Counts up to eight signs or products at a look: agent j's are the bits of bytes[j * stride].
void count_together(const Watched& w, const std::uint8_t* bytes, std::size_t stride,
                    std::span<const CountedSet> sets) {
  std::uint64_t* lanes = w.block.scratch.lanes.data();
  w.count_lanes(bytes, stride, lanes);
  w.add_inside(lanes, sets);
}

/// Calls f(sign, product) for all that are to be counted.
template <class F>
void for_each_sum(const Watched& w, Signs signs, F&& f) {
  for (unsigned sign = 0; sign <= shown_count; ++sign)
    for (std::size_t k = 0; (signs >> sign & 1) && k < (sign == shown_count ? 1 : w.products); ++k)
      f(sign, k);
}

/// Counts rows that a lane cannot count.
void count_long_rows(const Watched& w, Signs signs) {
  if (w.longest_row() <= most_in_lane) return;
  for (std::uint32_t a = 0; a < w.block.size; ++a) {
    const auto row = w.network.row(w.block.first + a);
    if (row.size() <= most_in_lane) continue;
    for_each_sum(w, signs, [&](unsigned sign, std::size_t k) {
      const std::uint64_t* plane = w.planes.plane(sign, k);
      const auto count = std::ranges::count_if(row, [&](AgentIndex j) { return bit(plane, j); });
      place_of(w.block.scratch, sign, k)[a] = static_cast<float>(count);
    });
  }
}

void watch_signs(const Watched& w, Signs signs) {
  const bool by_product = w.planes.groups() > 0;  // a byte per agent holds one sign of eight products
  const std::size_t looks = by_product ? w.planes.groups() : w.products;
  for (std::size_t look = 0; look < looks; ++look) {
    CountedSet sets[8];
    std::size_t count = 0;
    for_each_sum(w, signs, [&](unsigned sign, std::size_t k) {
      if ((by_product ? k / 8 : k) != look) return;
      const auto lane = static_cast<std::uint8_t>(by_product ? k % 8 : sign);
      sets[count++] = {lane, w.planes.plane(sign, k), place_of(w.block.scratch, sign, k)};
    });
    if (by_product)
      count_together(w, w.planes.products_of(0) + look, w.planes.groups(), {sets, count});
    else
      count_together(w, w.step.shown + look, w.products, {sets, count});
  }
  count_long_rows(w, signs);
}

}  // namespace

void watch_packed(const Step& step, Block& block) {
  const Watched w(step, block);
  Scratch& scratch = block.scratch;
  const bool outsiders = !step.state.member.empty();
  const TieIndex* offsets = w.network.offsets.data() + block.first;
  if (!outsiders && !notices_in_passing(step)) count_ties(offsets, block.size, scratch.total.data());
  const Signs signs = w.planes.signs() & (outsiders ? all_signs : not_membership);
  if (std::has_single_bit(signs) && w.products == 1)
    watch_one_sign(w, static_cast<unsigned>(std::countr_zero(signs)));
  else if (signs != 0)
    watch_signs(w, signs);
  if (!outsiders) return;
  float* sees = scratch.mask.data();
  find_reached(step, block, sees);
  for_each_sum(w, signs, [&](unsigned sign, std::size_t k) {
    keep_reached(sees, block.size, place_of(scratch, sign, k));
  });
}

}  // namespace shoal
