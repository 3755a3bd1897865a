// What the tool tells its allocator arrives there: the linker may have left the allocator out, or the
// variable hidden.

#include <unistd.h>

#include <catch2/catch.hpp>
#include <iostream>

#include "cli/process.support.hpp"

#ifdef SHOAL_WITH_JEMALLOC
TEST_CASE("the tool allocates by jemalloc, which keeps what is freed", "[cli]") {
  const Outcome told = run_shoal({"--version"}, {.environment = {{"MALLOC_CONF", "stats_print:true"}}});
  CHECK(told.code == 0);
  CHECK(told.err.find("opt.oversize_threshold: 0\n") != std::string::npos);
  CHECK(told.err.find("arenas.dirty_decay_ms: -1)") != std::string::npos);
}

TEST_CASE("the tool asks for huge pages unless the environment says otherwise", "[cli]") {
  if (::access("/sys/kernel/mm/transparent_hugepage/enabled", R_OK) != 0) {
    std::cout << "SKIPPED: this system has no transparent huge pages\n";
    return;
  }
  const auto told = [](const char* conf) {
    return run_shoal({"--version"}, {.environment = {{"MALLOC_CONF", conf}}}).err;
  };
  CHECK(told("stats_print:true").find("opt.thp: \"always\"") != std::string::npos);
  CHECK(told("thp:never,stats_print:true").find("opt.thp: \"never\"") != std::string::npos);
}
#endif
