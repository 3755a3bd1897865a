#include "statistics/ordering.hpp"

#include <cmath>

#include "statistics/t_test.hpp"

namespace shoal::statistics {

Ordering ordering(const Groups& groups, Tail tail, double confidence) {
  Ordering all;
  for (std::size_t g = 0; g + 1 < groups.size(); ++g) {
    const Result step = paired_t(groups[g], groups[g + 1], 0, tail, confidence);
    if (g > 0 && !(step.p > all.result.p) && !std::isnan(step.p)) continue;
    all = {step, g};
    if (std::isnan(step.p)) break;
  }
  return all;
}

}  // namespace shoal::statistics
