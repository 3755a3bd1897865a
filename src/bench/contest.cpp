#include "bench/contest.hpp"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace shoal::bench {
namespace {

double now(bool alone) {
  timespec time{};
  clock_gettime(alone ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

}  // namespace

double median(std::vector<double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double Contestant::median() const { return bench::median(seconds); }

double seconds_of(const std::function<void()>& call, bool alone) {
  const double before = now(alone);
  call();
  return now(alone) - before;
}

void compete(std::vector<Contestant>& contestants, const Effort& effort) {
  std::vector<int> repetitions;
  for (Contestant& c : contestants) {
    for (std::size_t n = 0; n < effort.warm_up; ++n) c.run();
    const double once = seconds_of(c.run, c.alone);
    repetitions.push_back(static_cast<int>(std::clamp(std::ceil(effort.least / once), 1.0, 1e6)));
  }
  for (int round = 0; round < effort.rounds; ++round)
    for (std::size_t n = 0; n < contestants.size(); ++n) {
      const auto turn = [&] {
        for (int r = 0; r < repetitions[n]; ++r) contestants[n].run();
      };
      contestants[n].seconds.push_back(seconds_of(turn, contestants[n].alone) / repetitions[n]);
    }
}

}  // namespace shoal::bench
