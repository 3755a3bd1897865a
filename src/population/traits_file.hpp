#pragma once
// The traits file: numbers of agents from a CSV file.

#include <map>
#include <string>
#include <vector>

#include "network/network.hpp"
#include "population/population.hpp"

namespace shoal::population {

/// Columns by name; numbers by the user's agent number.
using TraitsFile = std::map<std::string, std::vector<float>, std::less<>>;

/// Reads the columns of `params.traits_file` that traits take; no column, no reading. Every agent must have
/// exactly one row, and in it a number that each trait taking it allows.
/// @throws config::InvalidInput: everything wrong with the file, with line and column
TraitsFile read_traits_file(const PopulationParams& params, const Network& network);

}  // namespace shoal::population
