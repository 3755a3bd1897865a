#pragma once
// Keys of a scenario and what an experiment puts there: `set:` and each arm.

#include <memory>
#include <string>
#include <vector>

#include "config/section.hpp"
#include "config/source.hpp"

namespace shoal::experiment {

/// Dotted keys with any value, in the order of the file.
struct Assignments {
  struct Item {
    std::string key;
    config::Node value;
  };
  std::vector<Item> items;
};
std::unique_ptr<config::Value> bind(Assignments& target);

/// Puts every item into the tree of a scenario.
void apply(const Assignments& assignments, config::Node& root, config::Problems& problems);

/// Named treatments: name and what it sets, in the order of the file.
struct Arm {
  std::string name;
  Assignments set;
};
struct Arms {
  std::vector<Arm> items;
};
std::unique_ptr<config::Value> bind(Arms& target);

/// The base scenario: a file, or its keys.
struct ScenarioSource {
  config::FilePath file;
  config::Node keys;  ///< null where a file is given
};
std::unique_ptr<config::Value> bind(ScenarioSource& target);

}  // namespace shoal::experiment
