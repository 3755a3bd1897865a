#include "output/build_info.hpp"

#include <catch2/catch.hpp>

using namespace shoal::output;

TEST_CASE("the build knows its version, its compiler and the flags that keep bytes the same", "[output]") {
  const BuildInfo& build = build_info();
  CHECK_FALSE(build.version.empty());
  CHECK(build.compiler.find(' ') != std::string::npos);
  CHECK(build.flags.find("-ffp-contract=off") != std::string::npos);
  CHECK(build.flags.find("-Wall") == std::string::npos);
  CHECK_FALSE(build.arch.empty());
}
