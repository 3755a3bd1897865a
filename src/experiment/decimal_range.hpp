#pragma once
// Evenly spaced numbers in decimal: 0 to 0.3 in steps of 0.1 is 0, 0.1, 0.2, 0.3, not 0.30000000000000004.

#include <cstddef>
#include <string>
#include <vector>

namespace shoal::experiment {

/// More values than this make no design.
inline constexpr std::size_t most_values = 1'000'000;

/// from, from + step, ..., to; all three as numbers are written in YAML. Where that cannot be done `why` says
/// why (a step of 0, away from the end, or that does not divide the distance) and the result is empty.
std::vector<std::string> stepped(const std::string& from, const std::string& to, const std::string& step,
                                 std::string& why);

/// `count` >= 2 numbers from `from` to `to`, both included.
std::vector<std::string> spaced(const std::string& from, const std::string& to, std::size_t count,
                                std::string& why);

}  // namespace shoal::experiment
