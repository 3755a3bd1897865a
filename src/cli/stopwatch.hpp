#pragma once
// Wall time, for manifests.

#include <chrono>
#include <utility>

namespace shoal::cli {

class Stopwatch {
 public:
  double total() const { return seconds(Clock::now() - start_); }  ///< since the start
  double lap() {                                                   ///< since the start or the last lap
    const auto now = Clock::now();
    return seconds(now - std::exchange(lap_, now));
  }

 private:
  using Clock = std::chrono::steady_clock;
  static double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

  Clock::time_point start_ = Clock::now(), lap_ = start_;
};

}  // namespace shoal::cli
