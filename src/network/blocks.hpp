#pragma once
// Contiguous ranges of agents, and independent ties inside and between them.

#include <cmath>
#include <cstdint>
#include <vector>

#include "network/network.hpp"
#include "random/philox.hpp"

namespace shoal::network {

/// Agents first .. last - 1.
struct Range {
  AgentIndex first = 0, last = 0;
  AgentIndex size() const { return last - first; }
};

/// `parts` ranges whose sizes differ by at most one; the larger ones come first.
std::vector<Range> even_ranges(AgentIndex agents, std::int64_t parts);
/// Ranges with these shares (any positive numbers), each end rounded to the nearest whole agent.
std::vector<Range> ranges_by_share(AgentIndex agents, const std::vector<double>& shares);
/// By agent, the position of its range.
std::vector<std::uint32_t> range_of_agents(const std::vector<Range>& ranges);

/// Room for the expected number of ties and six standard deviations more, so that vectors rarely grow.
std::size_t room_for(double expected_ties);

/// Independent trials of which only successes cost time (Batagelj & Brandes 2005): the number of failures
/// before the next success is geometric.
class Trials {
 public:
  explicit Trials(double chance);
  bool possible() const { return chance_ > 0; }
  /// Failures before the next success; at most 2^62. Only if possible().
  std::uint64_t failures(random::Stream& draws) const;

 private:
  double chance_;
  double per_log_ = 0;  ///< 1 / log(1 - chance)
};

/// Calls tie(i, j) for every pair i < j of `range` with the trials' chance. Row i draws at
/// (seed, network_row, i).
template <class TieFunction>
void tie_within(Range range, const Trials& trials, std::uint64_t seed, TieFunction tie) {
  if (!trials.possible()) return;
  for (std::uint64_t i = range.first; i + 1 < range.last; ++i) {
    random::Stream draws(seed, random::Purpose::network_row, static_cast<std::uint32_t>(i));
    for (std::uint64_t j = i + 1 + trials.failures(draws); j < range.last; j += 1 + trials.failures(draws))
      tie(static_cast<AgentIndex>(i), static_cast<AgentIndex>(j));
  }
}

/// Calls tie(i, j) for i in `rows`, j in `columns` with the trials' chance. The ranges are disjoint; one
/// stream serves the rectangle, so that empty rows cost nothing.
template <class TieFunction>
void tie_between(Range rows, Range columns, const Trials& trials, random::Stream draws, TieFunction tie) {
  const std::uint64_t width = columns.size(), cells = rows.size() * width;
  if (!trials.possible() || cells == 0) return;
  for (std::uint64_t c = trials.failures(draws); c < cells; c += 1 + trials.failures(draws))
    tie(static_cast<AgentIndex>(rows.first + c / width), static_cast<AgentIndex>(columns.first + c % width));
}

}  // namespace shoal::network
