#pragma once
// Whether a network of these parameters can exist: asked by `check` (with the place in the scenario) and by
// `build` (for callers without a scenario).

#include "network/generator.hpp"

namespace shoal::network {

/// Everything that the generator in effect cannot meet with `agents` agents; nothing for files.
Misfits misfits(const NetworkParams& params, std::int64_t agents);

/// The key from the root of a scenario.
std::string full_key(const Misfit& misfit);

/// Undirected ties count twice.
inline constexpr double most_stored_ties = 4294967295.0;

}  // namespace shoal::network
