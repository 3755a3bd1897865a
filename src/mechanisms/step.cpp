#include "mechanisms/step.hpp"

#include <algorithm>
#include <numeric>

namespace shoal {

void BlockTally::clear() {
  sums = {};
  for (auto& p : products) p = {};
  clear_counts();
}

void BlockTally::clear_events() {
  sums.exposure = sums.drive = sums.satisfaction = sums.reward = 0;
  for (auto& p : products) {
    const metrics::ProductTotals levels = p;
    p = {};
    p.memory = levels.memory;
    p.value = levels.value;
    p.belief = levels.belief;
    p.holders = levels.holders;
  }
  clear_counts();
}

void BlockTally::clear_counts() {
  counts = {};
  for (auto& r : rating_sum) r = 0;
  for (auto& n : segment_purchases) n = 0;
  for (auto& n : segment_impulse) n = 0;
  first_buyers = 0;
}

Scratch::Scratch(std::size_t products_) : products(products_) {
  const std::size_t wide = products * block_size;
  total.resize(block_size);
  for (auto& v : shown) v.resize(wide);
  count.resize(block_size);
  numbers.resize(block_size);
  std::iota(numbers.begin(), numbers.end(), AgentIndex{0});
  lanes.resize(std::max(products, strata_count) * block_size);
  attention.resize(block_size);
  warmth.resize(block_size);
  took_part.resize(block_size);
  stimulus.resize(wide);
  price.resize(wide);
  exposure.resize(wide);
  drive.resize(wide);
  offered.resize(wide);
  urge.resize(block_size);
  best_urge.resize(block_size);
  mask.resize(block_size);
  best.resize(block_size);
  positions.resize(block_size);
  for (auto& w : words) w.resize(block_size);
  utilities.resize(wide);
  utility.resize(products);
  purchases.reserve(block_size);
}

const AgentIndex* numbers_of(const Step& step, Block& block) {
  Aligned<AgentIndex>& numbers = block.scratch.numbers;
  if (!step.model.numbered_in_order) return step.model.network.agent_of.data() + block.first;
  if (numbers.front() != block.first) std::iota(numbers.begin(), numbers.end(), block.first);
  return numbers.data();
}

void draw_for_all(const Step& step, const Block& block, random::Purpose purpose, std::uint32_t number,
                  std::uint32_t* to, const void* along) {
  const Model& model = step.model;
  if (model.numbered_in_order)
    return random::shared_words_in_order(model.seed, purpose, block.first, step.moment, number, block.size,
                                         to, along);
  random::shared_words(model.seed, purpose, model.network.agent_of.data() + block.first, step.moment, number,
                       block.size, to);
}

void draw_luck(const Step& step, Block& block, Luck of) {
  const auto number = static_cast<std::uint32_t>(of);
  draw_for_all(step, block, random::Purpose::decision, number, block.scratch.words[number].data());
}

void draw_fetching_ahead(const Step& step, Block& block, random::Purpose purpose, std::uint32_t number,
                         std::uint32_t* to, DrawOf draw) {
  const auto& [columns, next] = step.next;
  if (columns == nullptr) return draw_for_all(step, block, purpose, number, to);
  const void* only = step.model.numbered_in_order ? columns->only(next, draw) : nullptr;
  if (only != nullptr) return draw_for_all(step, block, purpose, number, to, only);
  constexpr std::uint32_t agents = block_size / TickColumns::parts;
  for (std::uint32_t part = 0; part < TickColumns::parts; ++part) {
    columns->fetch(next, part, draw);
    if (part * agents >= block.size) continue;
    const Block some{block.first + part * agents, std::min(agents, block.size - part * agents), block.scratch,
                     block.tally};
    draw_for_all(step, some, purpose, number, to + part * agents);
  }
}

}  // namespace shoal
