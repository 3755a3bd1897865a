#include "mechanisms/measure.hpp"

#include <cmath>

#include "maths/wide.hpp"
#include "mechanisms/believe.hpp"
#include "mechanisms/bond.hpp"

namespace shoal {

using metrics::Figures;

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

/// A column, and the figure that is its sum.
struct Summed {
  Figures figure;
  const float* column;
};

/// The sums of two columns, 0 of one that nobody reads.
std::array<double, 2> sums_of(const Step& step, Summed a, Summed b, std::uint32_t size) {
  const bool one = step.reads(a.figure), other = step.reads(b.figure);
  if (one && other) return ordered_sums(a.column, b.column, size);
  return {one ? ordered_sum(a.column, size) : 0.0, other ? ordered_sum(b.column, size) : 0.0};
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
    const float* exposures = scratch.row(scratch.exposure, k);
    const auto [exposure, drive] = sums_of(step, {Figures::exposure, exposures},
                                           {Figures::drive, scratch.row(scratch.drive, k)}, block.size);
    block.tally.products[k].exposure += exposure;
    if (step.reads(Figures::exposed))
      block.tally.products[k].exposed += count_above_zero(exposures, block.size);
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

void measure_beliefs(const Step& step, Block& block, std::size_t k) {
  const State& state = step.state;
  Scratch& scratch = block.scratch;
  const std::uint32_t size = block.size;
  const double share = 1.0 / static_cast<double>(scratch.products);
  const float* belief = state.belief[0].at(block.first, k);
  metrics::Sums& sums = block.tally.sums;
  if (step.reads(Figures::belief_error)) {
    const float truth = true_level(step.model.products[k], Attribute::quality);
    float* error = scratch.urge.data();
    for (std::uint32_t a = 0; a < size; ++a) error[a] = std::abs(belief[a] - truth);
    sums.belief_error += share * ordered_sum(error, size);
  }
  const auto [sum, precision] = sums_of(step, {Figures::belief, belief},
                                        {Figures::precision, state.precision[0].at(block.first, k)}, size);
  block.tally.products[k].belief = sum;
  sums.belief += share * sum;
  sums.precision += share * precision;
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
  if (state.ewa_experience.size() > 0 && step.reads(Figures::ewa_experience))
    sums.ewa_experience = ordered_sum(state.ewa_experience.data() + block.first, size);
  for (std::size_t k = 0; k < scratch.products; ++k) {
    metrics::ProductTotals& product = block.tally.products[k];
    const bool observes = model.learning.observation.enabled;
    const auto [memory, value] =
        sums_of(step, {observes ? Figures::memory : Figures::none, state.memory.at(block.first, k)},
                {model.learning.reinforcement.enabled ? Figures::value : Figures::none,
                 state.value.at(block.first, k)},
                size);
    product.memory = memory;
    product.value = value;
    sums.memory += share * memory;
    sums.value += share * value;
    if (observes && state.vicarious_moves && step.reads(Figures::vicarious_value))
      sums.vicarious_value += share * ordered_sum(state.vicarious_value.at(block.first, k), size);
    if (model.learning.beliefs.enabled) measure_beliefs(step, block, k);
    if ((model.decision.rule == DecisionRule::imitate || model.decision.rule == DecisionRule::copy) &&
        step.reads(Figures::holders))
      product.holders = count_holders(step, block, k);
    if (state.loyalty_moves && step.reads(Figures::loyalty))
      sums.loyalty += share * ordered_sum(state.loyalty.at(block.first, k), size);
  }
  if (!model.single_turns && step.reads(Figures::members)) measure_members(step, block);
}

}  // namespace shoal
