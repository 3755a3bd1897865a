#pragma once
// What the runs of an experiment leave behind: the table that everything after the runs (summary,
// expectations, sensitivity) is computed from.

#include <cstdint>
#include <string>
#include <vector>

namespace shoal::experiment {

/// One run. Its identity is (block, arm, point, replicate); its number follows from that.
struct RunRecord {
  std::uint64_t run = 0;   ///< number in the plan
  std::string block, arm;  ///< names ("0", "1", ... for blocks without one; "" without arms)
  std::uint64_t point = 0, replicate = 0;
  std::uint64_t seed = 0;
  std::vector<std::string> factors;  ///< parallel to Results::factors; "" where the block does not vary it
  std::string status;                ///< "ok", "failed", "timeout"
  std::string message;               ///< why it failed
  std::uint64_t ticks = 0;           ///< done
  std::string stopped;               ///< "" (ran to the end) or the stop expression
  std::vector<double> measures;      ///< parallel to Results::measures; NaN: undefined

  bool operator==(const RunRecord&) const = default;
};

/// All runs, sorted by (block, arm, point, replicate), blocks and arms in the order of the file.
struct Results {
  std::vector<std::string> factors, measures;
  std::vector<RunRecord> runs;
};

inline constexpr const char* status_ok = "ok";
inline constexpr const char* status_failed = "failed";
inline constexpr const char* status_timeout = "timeout";

}  // namespace shoal::experiment
