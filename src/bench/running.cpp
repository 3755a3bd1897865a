#include "bench/running.hpp"

namespace shoal::bench {

double Running::phase_seconds(std::string_view phase) const {
  for (const PhaseTime& time : simulation_.phase_times())
    if (time.phase == phase) return time.seconds;
  return 0;
}

}  // namespace shoal::bench
