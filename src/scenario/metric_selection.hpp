#pragma once
// `output.metrics`: one name, or a list of names; `default` and `all` are names of sets.

#include <memory>
#include <string>
#include <vector>

#include "config/value.hpp"

namespace shoal {

struct MetricSelection {
  std::vector<std::string> names{"default"};
};

std::unique_ptr<config::Value> bind(MetricSelection& target);

}  // namespace shoal
