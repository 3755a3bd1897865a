#pragma once

#include "config/reader.hpp"
#include "scenario/scenario.hpp"

namespace shoal {

/// Checks that span keys; reports every contradiction at the key that the user can change.
void check(const Scenario& scenario, config::Reader& reader);

}  // namespace shoal
