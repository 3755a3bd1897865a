// What the tool tells its allocator arrives there: the linker may have left the allocator out, or the
// variable hidden.

#include <catch2/catch.hpp>

#include "cli/process.support.hpp"

#ifdef SHOAL_WITH_JEMALLOC
TEST_CASE("the tool allocates by jemalloc, on huge pages", "[cli]") {
  const Outcome told = run_shoal({"--version"}, {.environment = {{"MALLOC_CONF", "stats_print:true"}}});
  CHECK(told.code == 0);
  CHECK(told.err.find("opt.thp: \"always\"") != std::string::npos);
  CHECK(told.err.find("opt.oversize_threshold: 0\n") != std::string::npos);
  CHECK(told.err.find("arenas.dirty_decay_ms: -1)") != std::string::npos);
}

TEST_CASE("the environment goes before what the tool tells its allocator", "[cli]") {
  const Outcome told =
      run_shoal({"--version"}, {.environment = {{"MALLOC_CONF", "thp:never,stats_print:true"}}});
  CHECK(told.err.find("opt.thp: \"never\"") != std::string::npos);
}
#endif
