#pragma once
// The phases of a tick, in order (model.md 3). To add a mechanism, add a line to registry.cpp.

#include <span>
#include <string_view>

#include "mechanisms/step.hpp"

namespace shoal {

struct Phase {
  std::string_view name;         ///< as in manifests and docs
  std::string_view config_path;  ///< section of the scenario that parameterises it
  std::string_view docs;         ///< page under docs/mechanisms
  bool (*enabled)(const Model&);
  void (*apply)(const Step&, Block&);
};

/// A phase that runs once per tick, for all communities.
struct TickPhase {
  std::string_view name, config_path, docs;
  bool (*enabled)(const Model&);
  void (*apply)(const TickStep&);
};

/// Before agents act: campaigns, communities, roles. They see what happened in the last tick.
std::span<const TickPhase> opening_phases();
/// After all agents acted.
std::span<const TickPhase> closing_phases();

/// All phases of a block of agents in the order in which they run.
std::span<const Phase> phases();

}  // namespace shoal
