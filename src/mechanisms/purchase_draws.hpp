#pragma once
// Draws of the buyers of a block: many at a time, at the addresses of random::draw.

#include <algorithm>
#include <array>

#include "mechanisms/step.hpp"
#include "random/philox.hpp"

namespace shoal {

/// Calls f(purchase, words) for each of the block's purchases, in order, with the first `wanted` words at the
/// buyer's address. scratch.words and scratch.count are used up.
template <std::size_t wanted, class F>
void for_each_purchase(const Step& step, Block& block, random::Purpose purpose, F f) {
  Scratch& scratch = block.scratch;
  const AgentIndex* numbers = numbers_of(step, block);
  std::vector<Purchase>& purchases = scratch.purchases;
  const auto column = [&](std::size_t w) { return w < wanted ? scratch.words[w].data() : nullptr; };
  for (std::size_t first = 0; first < purchases.size(); first += block_size) {
    const std::size_t some = std::min<std::size_t>(block_size, purchases.size() - first);
    for (std::size_t n = 0; n < some; ++n) scratch.count[n] = numbers[purchases[first + n].agent];
    random::draw_columns(step.model.seed, purpose, scratch.count.data(), step.moment, some, column(0),
                         column(1), column(2), column(3));
    for (std::size_t n = 0; n < some; ++n) {
      std::array<std::uint32_t, wanted> words;
      for (std::size_t w = 0; w < wanted; ++w) words[w] = scratch.words[w][n];
      f(purchases[first + n], words);
    }
  }
}

}  // namespace shoal
