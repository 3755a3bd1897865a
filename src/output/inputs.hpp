#pragma once
// The files that a run reads besides its scenario.

#include <string>
#include <vector>

#include "config/source.hpp"
#include "scenario/scenario.hpp"

namespace shoal::output {

struct InputFile {
  std::string key;  ///< of the scenario that names it
  config::FilePath file;
};
/// Those that the scenario names, in the order of its keys.
std::vector<InputFile> input_files(const Scenario& scenario);

/// One problem for each that cannot be read; `scenario_file` stands for the scenario in messages.
config::Problems missing_inputs(const Scenario& scenario, const std::string& scenario_file);

}  // namespace shoal::output
