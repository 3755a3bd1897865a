#include "mechanisms/measure.hpp"

#include <cmath>
#include <tuple>

#include "maths/wide.hpp"
#include "mechanisms/believe.hpp"
#include "mechanisms/bond.hpp"

namespace shoal {

namespace {

template <std::size_t columns>
std::array<double, columns> sums_in_lanes(const std::array<const float*, columns>& of, std::uint32_t count) {
  double lane[columns][8] = {};
  const std::uint32_t whole = count & ~7u;
  for (std::uint32_t a = 0; a < whole; a += 8)
    for (std::size_t n = 0; n < columns; ++n)
      for (std::uint32_t l = 0; l < 8; ++l) lane[n][l] += static_cast<double>(of[n][a + l]);
  std::array<double, columns> sums;
  for (std::size_t n = 0; n < columns; ++n) {
    double* own = lane[n];
    for (std::uint32_t a = whole; a < count; ++a) own[a - whole] += static_cast<double>(of[n][a]);
    sums[n] = ((own[0] + own[1]) + (own[2] + own[3])) + ((own[4] + own[5]) + (own[6] + own[7]));
  }
  return sums;
}

template <std::size_t columns>
std::array<double, columns> wide_sums(const std::array<const float*, columns>& of, std::uint32_t count) {
  std::array<double, columns> sums;
  maths::in_widest_vectors([=, &sums] { sums = sums_in_lanes(of, count); });
  return sums;
}

std::uint32_t count_above_zero(const float* values, std::uint32_t size) {
  std::uint32_t count = 0;
  maths::in_widest_vectors([=, &count] {
    std::uint32_t n = 0;
    for (std::uint32_t a = 0; a < size; ++a) n += values[a] > 0.0f ? 1 : 0;
    count = n;
  });
  return count;
}

}  // namespace

double ordered_sum(const float* values, std::uint32_t count) {
  return wide_sums(std::array{values}, count)[0];
}

std::array<double, 2> ordered_sums(const float* these, const float* those, std::uint32_t count) {
  return wide_sums(std::array{these, those}, count);
}

void measure_acts(const Step& step, Block& block) {
  if (!step.model.learning.observation.enabled) return;
  Scratch& scratch = block.scratch;
  const double share = 1.0 / static_cast<double>(scratch.products);
  for (std::size_t k = 0; k < scratch.products; ++k) {
    const auto [exposure, drive] =
        ordered_sums(scratch.row(scratch.exposure, k), scratch.row(scratch.drive, k), block.size);
    block.tally.products[k].exposure += exposure;
    block.tally.products[k].exposed += count_above_zero(scratch.row(scratch.exposure, k), block.size);
    block.tally.sums.exposure += share * exposure;
    block.tally.sums.drive += share * drive;
  }
}

namespace {

std::int64_t count_holders(const Step& step, const Block& block, std::size_t k) {
  const std::size_t products = block.scratch.products;
  const Signal* showing = step.showing + block.first * products + k;
  std::int64_t holders = 0;
  for (std::uint32_t a = 0; a < block.size; ++a) holders += (showing[a * products] & signal::bought) != 0;
  return holders;
}

}  // namespace

void measure_levels(const Step& step, Block& block) {
  const Model& model = step.model;
  State& state = step.state;
  Scratch& scratch = block.scratch;
  const std::uint32_t size = block.size;
  const double share = 1.0 / static_cast<double>(scratch.products);
  metrics::Sums& sums = block.tally.sums;
  sums.memory = sums.vicarious_value = sums.value = sums.belief = sums.belief_error = sums.precision =
      sums.loyalty = sums.ewa_experience = 0;
  if (state.ewa_experience.size() > 0)
    sums.ewa_experience = ordered_sum(state.ewa_experience.data() + block.first, size);
  for (std::size_t k = 0; k < scratch.products; ++k) {
    metrics::ProductTotals& product = block.tally.products[k];
    const bool observes = model.learning.observation.enabled,
               reinforces = model.learning.reinforcement.enabled;
    if (observes && reinforces)
      std::tie(product.memory, product.value) =
          std::tuple_cat(ordered_sums(state.memory.at(block.first, k), state.value.at(block.first, k), size));
    else if (observes)
      product.memory = ordered_sum(state.memory.at(block.first, k), size);
    else if (reinforces)
      product.value = ordered_sum(state.value.at(block.first, k), size);
    if (observes) {
      sums.memory += share * product.memory;
      if (state.vicarious_moves)
        sums.vicarious_value += share * ordered_sum(state.vicarious_value.at(block.first, k), size);
    }
    if (reinforces) sums.value += share * product.value;
    if (model.learning.beliefs.enabled) {
      const float* belief = state.belief[0].at(block.first, k);
      const float truth = true_level(model.products[k], Attribute::quality);
      float* error = scratch.urge.data();
      for (std::uint32_t a = 0; a < size; ++a) error[a] = std::abs(belief[a] - truth);
      product.belief = ordered_sum(belief, size);
      sums.belief += share * product.belief;
      sums.belief_error += share * ordered_sum(error, size);
      sums.precision += share * ordered_sum(state.precision[0].at(block.first, k), size);
    }
    if (model.decision.rule == DecisionRule::imitate || model.decision.rule == DecisionRule::copy)
      product.holders = count_holders(step, block, k);
    if (state.loyalty_moves) sums.loyalty += share * ordered_sum(state.loyalty.at(block.first, k), size);
  }
  if (!model.single_turns) measure_members(step, block);
}

}  // namespace shoal
