#pragma once
// What an expectation says, in the notation of a paper.

#include <string>

#include "experiment/expectation.hpp"

namespace shoal::experiment {

/// "adopters.first>=0.5: observation > both", with block and `where` behind it.
std::string comparison_text(const ExpectationParams& e);

/// Numbers for people: four digits.
std::string brief(double x);

}  // namespace shoal::experiment
