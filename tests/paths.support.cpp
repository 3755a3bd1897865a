#include "paths.support.hpp"

namespace paths {

const char* const source = SHOAL_SOURCE_DIR;
const char* const tool = SHOAL_TOOL;

}  // namespace paths
