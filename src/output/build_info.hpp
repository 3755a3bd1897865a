#pragma once
// What this build is, for `shoal version` and manifests.

#include <string>

namespace shoal::output {

struct BuildInfo {
  std::string version;   ///< of the project
  std::string compiler;  ///< "GNU 12.2.0"
  std::string flags;     ///< that can matter to results; warnings are left out
  std::string arch;      ///< -march
};
const BuildInfo& build_info();

}  // namespace shoal::output
