#pragma once

#include <limits>

namespace shoal::experiment {

/// What a measure is where it has no value: of no runs, no ticks, or of what a scenario does not have. An
/// empty cell in files.
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

}  // namespace shoal::experiment
