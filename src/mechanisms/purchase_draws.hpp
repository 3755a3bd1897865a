#pragma once
// Draws of the buyers of a block: many at a time, at the addresses of random::draw or random::shared_word.

#include <algorithm>
#include <array>

#include "mechanisms/step.hpp"
#include "random/philox.hpp"

namespace shoal {

/// Calls f(purchase, words) for each of the block's purchases, in order, with words that draw(subjects,
/// count) puts into the first columns of scratch.words. scratch.words and scratch.count are used up.
template <std::size_t wanted, class Draw, class F>
void for_each_purchase_by(const Step& step, Block& block, Draw draw, F f) {
  Scratch& scratch = block.scratch;
  const AgentIndex* numbers = numbers_of(step, block);
  std::vector<Purchase>& purchases = scratch.purchases;
  for (std::size_t first = 0; first < purchases.size(); first += block_size) {
    const std::size_t some = std::min<std::size_t>(block_size, purchases.size() - first);
    for (std::size_t n = 0; n < some; ++n) scratch.count[n] = numbers[purchases[first + n].agent];
    draw(scratch.count.data(), some);
    for (std::size_t n = 0; n < some; ++n) {
      std::array<std::uint32_t, wanted> words;
      for (std::size_t w = 0; w < wanted; ++w) words[w] = scratch.words[w][n];
      f(purchases[first + n], words);
    }
  }
}

/// The same with the first `wanted` words at the buyer's address.
template <std::size_t wanted, class F>
void for_each_purchase(const Step& step, Block& block, random::Purpose purpose, F f) {
  auto& words = block.scratch.words;
  const auto column = [&](std::size_t w) { return w < wanted ? words[w].data() : nullptr; };
  const auto draw = [&](const AgentIndex* subjects, std::size_t count) {
    random::draw_columns(step.model.seed, purpose, subjects, step.moment, count, column(0), column(1),
                         column(2), column(3));
  };
  for_each_purchase_by<wanted>(step, block, draw, f);
}

/// The same with the buyer's draws 0 .. wanted - 1 of blocks that neighbours share (random::shared_word).
template <std::size_t wanted, class F>
void for_each_purchase_shared(const Step& step, Block& block, random::Purpose purpose, F f) {
  const auto draw = [&](const AgentIndex* subjects, std::size_t count) {
    for (std::uint32_t number = 0; number < wanted; ++number)
      random::shared_words(step.model.seed, purpose, subjects, step.moment, number, count,
                           block.scratch.words[number].data());
  };
  for_each_purchase_by<wanted>(step, block, draw, f);
}

}  // namespace shoal
