#pragma once
// One line on a terminal that tells how far a run is and how long it will take.

#include <chrono>
#include <cstdint>
#include <string>

namespace shoal::cli {

/// "1:05", "2:00:00"
std::string duration_text(double seconds);

class Progress {
 public:
  /// Shows nothing unless `shown`, standard error is a terminal and the run takes longer than a second.
  Progress(std::uint32_t ticks, bool shown);
  ~Progress();  ///< wipes the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void update(std::uint32_t done);

 private:
  using Clock = std::chrono::steady_clock;

  std::uint32_t ticks_;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_ = start_ + std::chrono::seconds(1);
};

}  // namespace shoal::cli
