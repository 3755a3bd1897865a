#pragma once

#include <cstdint>

#include "scenario/scenario.hpp"

namespace shoal {

/// Gives a scenario that has been read another seed, and with it the scenario that each of its interventions
/// leads to.
void set_seed(Scenario& scenario, std::uint64_t seed);

}  // namespace shoal
