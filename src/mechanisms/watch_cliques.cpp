// Watching where everybody observes everybody else of the community: what its members showed, less one's own.

#include <algorithm>
#include <vector>

#include "maths/wide.hpp"
#include "mechanisms/join.hpp"
#include "mechanisms/routine.hpp"
#include "mechanisms/surround.hpp"
#include "mechanisms/watch.hpp"

namespace shoal {
namespace {

/// Those whom an agent observes and that show a sign of product k.
template <class Number>
void count_others(const Step& step, const Block& block, unsigned sign, std::size_t k, Number* to) {
  const std::size_t products = step.model.products.size();
  const Signal* own = step.shown + std::size_t{block.first} * products + k;
  for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
    maths::in_widest_vectors([=, all = step.state.cliques.of(c, sign, k)] {
      for (std::uint32_t a = begin; a < end; ++a)
        to[a] = static_cast<Number>(static_cast<std::int32_t>(all - (own[a * products] >> sign & 1u)));
    });
  });
}

}  // namespace

void watch_cliques(const Step& step, Block& block) {
  Scratch& scratch = block.scratch;
  if (notices_in_passing(step)) return count_others(step, block, shown_bought, 0, scratch.count.data());
  const bool outsiders = !step.state.member.empty();
  for (std::size_t k = 0; k < scratch.products; ++k)
    for (unsigned sign = 0; sign < member_sign; ++sign)
      if (step.model.watched >> sign & 1)
        count_others(step, block, sign, k, scratch.seen(static_cast<Shown>(sign), k));
  if (!outsiders) {
    for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
      const std::vector<AgentIndex>& offsets = step.model.network.community_offsets;
      std::fill(scratch.total.begin() + begin, scratch.total.begin() + end,
                static_cast<float>(offsets[c + 1] - offsets[c] - 1));
    });
    return;
  }
  count_others(step, block, member_sign, 0, scratch.total.data());
  float* sees = scratch.mask.data();
  find_reached(step, block, sees);
  keep_reached(sees, block.size, scratch.total.data());
  for (std::size_t k = 0; k < scratch.products; ++k)
    for (unsigned sign = 0; sign < member_sign; ++sign)
      if (step.model.watched >> sign & 1)
        keep_reached(sees, block.size, scratch.seen(static_cast<Shown>(sign), k));
}

}  // namespace shoal
