#pragma once
// Scenario files that the build puts into the tool (src/bench/texts.cpp.in).

namespace shoal::bench {

extern const char* const herding_text;    ///< configs/bench/herding.yaml
extern const char* const reference_text;  ///< configs/reference/million.yaml

}  // namespace shoal::bench
