#include "output/build_info.hpp"

// The build says what it is through these (CMakeLists.txt); nothing here is guessed.
#if !defined(SHOAL_VERSION) || !defined(SHOAL_COMPILER) || !defined(SHOAL_FLAGS)
#error "SHOAL_VERSION, SHOAL_COMPILER and SHOAL_FLAGS come from CMakeLists.txt"
#endif
#ifndef SHOAL_ARCH
#define SHOAL_ARCH "compiler default"
#endif

namespace shoal::output {

const BuildInfo& build_info() {
  static const BuildInfo info{SHOAL_VERSION, SHOAL_COMPILER, SHOAL_FLAGS, SHOAL_ARCH};
  return info;
}

}  // namespace shoal::output
