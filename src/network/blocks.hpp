#pragma once
// Contiguous ranges of agents, and independent ties inside and between them.

#include <algorithm>
#include <array>
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
  friend class RowsOfTrials;
  /// Failures from the logarithm of a uniform number.
  std::uint64_t failures(double log_uniform) const {
    const double count = log_uniform * per_log_;
    return count < 0x1p62 ? static_cast<std::uint64_t>(count) : std::uint64_t{1} << 62;
  }

  double chance_;
  double per_log_ = 0;  ///< 1 / log(1 - chance)
};

/// The first failures of rows side by side, at the price of a few: row i draws at (seed, network_row, i).
class RowsOfTrials {
 public:
  static constexpr std::uint32_t most_rows = 32;

  RowsOfTrials(const Trials& trials, std::uint64_t seed) : trials_(trials), seed_(seed) {}

  /// Prepares rows first .. first + most_rows - 1, of so many trials each.
  void draw(AgentIndex first, double trials);

  /// What a row draws, one after another.
  class Row {
   public:
    std::uint64_t failures() {
      if (next_ < rows_.ahead_) return rows_.trials_.failures(rows_.logs_[next_++][row_]);
      return rows_.trials_.failures(beyond_);
    }

   private:
    friend class RowsOfTrials;
    Row(const RowsOfTrials& rows, std::uint32_t row)
        : rows_(rows),
          row_(row),
          beyond_(rows.seed_, random::Purpose::network_row, rows.first_ + row, 0, rows.ahead_ / 2) {}
    const RowsOfTrials& rows_;
    std::uint32_t row_, next_ = 0;
    random::Stream beyond_;
  };
  /// Row first + row.
  Row row(std::uint32_t row) const { return {*this, row}; }

 private:
  static constexpr std::uint32_t most_ahead = 64;

  const Trials& trials_;
  std::uint64_t seed_;
  AgentIndex first_ = 0;
  std::uint32_t ahead_ = 0;  ///< failures of each row; two come from a block of the generator
  alignas(64) std::array<std::array<double, most_rows>, most_ahead> logs_;  ///< of uniform numbers
};

/// Calls tie(i, j) for every pair i < j of `range` with the trials' chance. Row i draws at
/// (seed, network_row, i).
template <class TieFunction>
void tie_within(Range range, const Trials& trials, std::uint64_t seed, TieFunction tie) {
  if (!trials.possible()) return;
  RowsOfTrials rows(trials, seed);
  for (std::uint64_t first = range.first; first + 1 < range.last; first += RowsOfTrials::most_rows) {
    const auto some =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(RowsOfTrials::most_rows, range.last - 1 - first));
    rows.draw(static_cast<AgentIndex>(first), static_cast<double>(range.last - 1 - first));
    for (std::uint32_t n = 0; n < some; ++n) {
      RowsOfTrials::Row draws = rows.row(n);
      const std::uint64_t i = first + n;
      for (std::uint64_t j = i + 1 + draws.failures(); j < range.last; j += 1 + draws.failures())
        tie(static_cast<AgentIndex>(i), static_cast<AgentIndex>(j));
    }
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
