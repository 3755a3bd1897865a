#pragma once
// Where this checkout and its tool are. Known to one file only, so that the others compile to the same
// objects in every checkout.

namespace paths {

extern const char* const source;  ///< the project's root
extern const char* const tool;    ///< build/.../shoal

}  // namespace paths
