#pragma once
// The engine against its slow twin.

#include <string>
#include <vector>

#include "engine/world.support.hpp"

namespace shoal::twin {

/// A scenario of `village()` with some keys changed.
struct Case {
  std::string name;
  std::vector<std::string> keys;
};

/// A small market in which everything happens often: three products, varied consumers, every mechanism on.
const std::string& village();

/// The engine and the twin side by side.
struct Comparison {
  std::vector<std::string> differences;  ///< of the first tick that differs, one line per number
  std::int64_t purchases = 0;            ///< in all ticks that were compared
};

/// Steps both until they differ: counts must be equal, sums and means agree within `rounding`.
Comparison compare(const World& of_engine, const World& of_twin);

/// Relative to the number, or to 1 if it is smaller: sums of some hundred numbers that the engine keeps in
/// single precision (6e-8 each) over some tens of ticks. Of more than 1,000 agents, to 1 per 1,000: terms of
/// either sign cancel in a sum, their rounding does not. One agent that decides otherwise moves counts by 1.
inline constexpr double rounding = 1e-5;

/// Checks that the engine agrees with the twin, and that agents bought.
void check(const World& world);

/// Checks every case in a section of its own.
void check_cases(const std::vector<Case>& cases);

}  // namespace shoal::twin
