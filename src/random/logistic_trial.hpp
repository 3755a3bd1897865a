#pragma once
// Trials that succeed with probability logistic(x): the choice between something and nothing
// (docs/mechanisms/planned.md). Nearly all are told by bounds of the probability, which take no exponential
// (a squeeze, as rejection samplers have it: Marsaglia 1977); the same outcomes as by the formula.

#include <cstdint>

#include "maths/elementary.hpp"
#include "random/philox.hpp"

namespace shoal::random {

/// Whether the trial at x succeeds with the luck of `word`: uniform(word) < logistic(x), as a choice between
/// weights exp(x) and 1 of which the larger is 1.
inline bool succeeds(float x, std::uint32_t word) {
  const float e = maths::exp_of_minus(x);
  return uniform(word) * (1.0f + e) < (x < 0 ? e : 1.0f);
}

/// The same of columns, as bits: bit n % 64 of bits[n / 64] is trial n. What is behind `count` in the last of
/// the words is 0. Columns begin at lines of the cache and have room for a multiple of 64.
void succeeding(const float* x, const std::uint32_t* words, std::uint32_t count, std::uint64_t* bits);

}  // namespace shoal::random
