#pragma once
// Keys that take one name or a list of names.

#include <memory>
#include <string>
#include <vector>

#include "config/value.hpp"

namespace shoal {

/// `output.metrics`; `default` and `all` are names of sets.
struct MetricSelection {
  std::vector<std::string> names{"default"};
};
std::unique_ptr<config::Value> bind(MetricSelection& target);

/// `output.agents.columns`; `all` is the name of the set of all.
struct ColumnSelection {
  std::vector<std::string> names{"all"};
};
std::unique_ptr<config::Value> bind(ColumnSelection& target);

/// `use`: presets in order.
struct PresetSelection {
  std::vector<std::string> names;
};
std::unique_ptr<config::Value> bind(PresetSelection& target);

}  // namespace shoal
