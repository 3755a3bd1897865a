#pragma once
// Ranking of members into strata (docs/mechanisms/roles.md).

#include <span>

#include "mechanisms/roles.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// How many members are hubs, core, active.
struct Strata {
  std::size_t hubs, core, active;
};
Strata strata_of(const RoleParams& params, double structure, std::size_t members);

/// Ranks members every `roles.every` ticks. Opening phase.
void rank(const TickStep& step);

}  // namespace shoal
