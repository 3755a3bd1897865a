#pragma once
// One line on a terminal that tells how far a sweep is, how fast, and how long it will take.

#include <chrono>

#include "experiment/runner.hpp"

namespace shoal::cli {

class SweepProgress {
 public:
  /// Shows nothing unless `shown`, standard error is a terminal and the sweep takes longer than a second.
  explicit SweepProgress(bool shown);
  ~SweepProgress();  ///< wipes the line
  SweepProgress(const SweepProgress&) = delete;
  SweepProgress& operator=(const SweepProgress&) = delete;

  void update(const experiment::Tally& tally);
  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_, drawn_ = false;
  Clock::time_point start_ = Clock::now(), next_ = start_ + std::chrono::seconds(1);
};

}  // namespace shoal::cli
