#pragma once
// A scenario from a source tree that somebody else has read and changed: experiments do.

#include "config/source.hpp"
#include "scenario/scenario.hpp"

namespace shoal {

/// `problems`: those found while the tree was made. @throws config::InvalidInput with all problems at once
Scenario read_scenario(config::Node root, config::Problems problems = {});

}  // namespace shoal
