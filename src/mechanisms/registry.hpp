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

/// All phases in the order in which they run.
std::span<const Phase> phases();

}  // namespace shoal
