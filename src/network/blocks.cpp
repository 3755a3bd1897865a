#include "network/blocks.hpp"

#include <numeric>

#include "maths/elementary.hpp"
#include "maths/share.hpp"

namespace shoal::network {

std::vector<Range> even_ranges(AgentIndex agents, std::int64_t parts) {
  const auto count = static_cast<std::uint64_t>(parts);
  const std::uint64_t size = agents / count, larger = agents % count;
  std::vector<Range> ranges;
  ranges.reserve(count);
  std::uint64_t first = 0;
  for (std::uint64_t k = 0; k < count; ++k) {
    const std::uint64_t last = first + size + (k < larger ? 1 : 0);
    ranges.push_back({static_cast<AgentIndex>(first), static_cast<AgentIndex>(last)});
    first = last;
  }
  return ranges;
}

std::vector<Range> ranges_by_share(AgentIndex agents, const std::vector<double>& shares) {
  double total = 0;
  for (const double share : shares) total += share;
  std::vector<Range> ranges;
  double sum = 0;
  AgentIndex first = 0;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    sum += shares[k];
    const bool end = k + 1 == shares.size();
    const AgentIndex last = end ? agents : static_cast<AgentIndex>(maths::share_of(sum / total, agents));
    ranges.push_back({first, last});
    first = last;
  }
  return ranges;
}

std::vector<std::uint32_t> range_of_agents(const std::vector<Range>& ranges) {
  std::vector<std::uint32_t> of(ranges.empty() ? 0 : ranges.back().last);
  for (std::uint32_t k = 0; k < ranges.size(); ++k)
    for (AgentIndex i = ranges[k].first; i < ranges[k].last; ++i) of[i] = k;
  return of;
}

std::size_t room_for(double expected_ties) {
  return static_cast<std::size_t>(expected_ties + 6 * std::sqrt(expected_ties) + 16);
}

Trials::Trials(double chance) : chance_(chance) {
  // For small p the logarithm of the rounded 1 - p would lose digits; four terms of the series do not.
  const double p = chance;
  const double log_fail = p < 1e-4 ? -p * (1 + p * (1.0 / 2 + p * (1.0 / 3 + p * (1.0 / 4))))
                          : p < 1  ? maths::log(1 - p)
                                   : 0;
  if (p > 0 && p < 1) per_log_ = 1 / log_fail;
}

std::uint64_t Trials::failures(random::Stream& draws) const {
  return chance_ >= 1 ? 0 : failures(maths::log(draws.uniform_open()));
}

void RowsOfTrials::draw(AgentIndex first, double trials) {
  first_ = first;
  ahead_ = 0;
  if (trials_.chance_ >= 1) return;  // nothing is drawn
  const double ties = trials_.chance_ * trials,
               most = ties + std::sqrt(ties) + 1;  // a row ends with one more
  ahead_ = most < most_ahead ? (static_cast<std::uint32_t>(most) + 1) / 2 * 2 : most_ahead;
  std::array<std::uint32_t, most_rows> subjects;
  std::iota(subjects.begin(), subjects.end(), first);
  for (std::uint32_t n = 0; n < ahead_; n += 2)
    random::uniform_open_columns(seed_, random::Purpose::network_row, subjects.data(), most_rows, n / 2,
                                 logs_[n].data(), logs_[n + 1].data());
  maths::log(logs_[0].data(), ahead_ * most_rows, logs_[0].data());
}

}  // namespace shoal::network
