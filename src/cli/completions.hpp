#pragma once
// Completion scripts, generated from the table of commands and the description of the keys.

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace shoal::cli {

/// Every key of a scenario, for --set and `explain`.
std::vector<std::string> config_keys();

std::string bash_completions();
std::string zsh_completions();
std::string fish_completions();

}  // namespace shoal::cli
