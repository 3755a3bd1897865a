#pragma once
// `replicates:` how often every point of every arm is run: a number, or until an interval is narrow enough.

#include <memory>
#include <optional>
#include <string>

#include "config/section.hpp"

namespace shoal::experiment {

inline constexpr std::int64_t most_replicates = 100'000'000;

/// The sequential rule: replicates go on until the confidence interval of the mean of `measure` is at most
/// half_width to each side.
struct Until {
  std::string measure;
  config::Positive half_width{0.01};
  config::Probability confidence{0.95};
};
void describe(config::Section& s, Until& p);

struct Replicates {
  config::Integer<1, most_replicates> at_least{1}, at_most{1};  ///< equal without a rule
  std::optional<Until> until;
};
std::unique_ptr<config::Value> bind(Replicates& target);

}  // namespace shoal::experiment
