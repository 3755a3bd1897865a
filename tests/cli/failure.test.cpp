#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <iostream>

#include "cli/process.support.hpp"
#include "output/temporary.support.hpp"
#include "paths.support.hpp"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace fs = std::filesystem;

namespace {

void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  if (::setrlimit(static_cast<__rlimit_resource>(resource), &both) != 0) ::_exit(98);
}

}  // namespace

TEST_CASE("a disk that fills up ends the run with 4, names the file and leaves nothing torn", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "small.yaml", small_scenario);
  const Outcome outcome =
      run_shoal({"run", "small.yaml", "--out", "a/run", "--set", "time.ticks=500"},
                {.directory = work.path(), .before_exec = [] { limit(RLIMIT_FSIZE, 70000); }});
  CHECK(outcome.code == 4);
  CHECK(outcome.err == "shoal: a/run/products.csv.partial: cannot write: File too large\n");
  CHECK(listing(work.path()) == "small.yaml");
}

TEST_CASE("a disk that fills up under agents.nc ends the run with 4 and leaves nothing torn", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "small.yaml", small_scenario);
  const Outcome outcome = run_shoal(
      {"run", "small.yaml", "--out", "run", "--set", "output={metrics: purchases, agents: {every: 1}}"},
      {.directory = work.path(), .before_exec = [] { limit(RLIMIT_FSIZE, 200000); }});
  if (outcome.err.find("no NetCDF") != std::string::npos) {
    std::cout << "SKIPPED: this build has no NetCDF\n";
    return;
  }
  CHECK(outcome.code == 4);
  CHECK_THAT(outcome.err, StartsWith("shoal: run/agents.nc.partial: cannot write: "));
  CHECK(listing(work.path()) == "small.yaml");
}

TEST_CASE("a directory that cannot be written ends the run with 4 before it starts", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "small.yaml", small_scenario);
  fs::permissions(work.path(), fs::perms(0755));
  fs::permissions(work.path() / "small.yaml", fs::perms(0644));
  // Root may write anywhere, so the tool runs as nobody (65534) where the test runs as root.
  fs::create_directory(work.path() / "mine");
  fs::permissions(work.path() / "mine", fs::perms(0555));
  const Outcome outcome =
      run_shoal({"run", "small.yaml", "--out", "mine/run"}, {.directory = work.path(), .before_exec = [] {
                                                               if (::geteuid() == 0 && ::setuid(65534) != 0)
                                                                 ::_exit(97);
                                                             }});
  fs::permissions(work.path() / "mine", fs::perms::owner_all);
  if (outcome.code == 99) {
    std::cout << "SKIPPED: user nobody cannot reach the tool\n";
    return;
  }
  CHECK(outcome.code == 4);
  CHECK(outcome.err ==
        "shoal: " + (work.path() / "mine").string() + ": cannot write here: Permission denied\n");
  CHECK(listing(work.path() / "mine").empty());
}

TEST_CASE("an output path below a file ends the run with 4", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "small.yaml", small_scenario);
  const Outcome outcome =
      run_shoal({"run", "small.yaml", "--out", "small.yaml/run"}, {.directory = work.path()});
  CHECK(outcome.code == 4);
  CHECK_THAT(outcome.err, StartsWith("shoal: small.yaml/run: "));
}

TEST_CASE("a scenario that memory cannot hold is refused with both figures", "[cli]") {
  if (sanitized) {
    std::cout << "SKIPPED: sanitizers and a limit of address space exclude each other\n";
    return;
  }
  const TemporaryDirectory work;
  write_text(work.path() / "huge.yaml",
             "population: {agents: 1000000000}\n"
             "network: {generator: ring_lattice, ring_lattice: {neighbours: 1}}\n");
  const Outcome outcome =
      run_shoal({"run", "huge.yaml", "--out", "run"},
                {.directory = work.path(), .before_exec = [] { limit(RLIMIT_AS, 4ul << 30); }});
  CHECK(outcome.code == 3);
  CHECK_THAT(outcome.err, StartsWith("huge.yaml: population.agents: this scenario (network "));
  CHECK_THAT(outcome.err, Contains(") needs about ") && Contains(" GiB of memory, but ") &&
                              Contains("ulimit -v allows 4.0 GiB") && Contains("--force"));
  CHECK(listing(work.path()) == "huge.yaml");
  const Outcome network =
      run_shoal({"network", "huge.yaml"},
                {.directory = work.path(), .before_exec = [] { limit(RLIMIT_AS, 4ul << 30); }});
  CHECK(network.code == 3);
  CHECK_THAT(network.err, StartsWith("huge.yaml: network: this network, while it is built, needs about "));
}

TEST_CASE("memory that runs out in a forced run ends it with 4, and nothing is written", "[cli]") {
  if (sanitized) {
    std::cout << "SKIPPED: sanitizers and a limit of address space exclude each other\n";
    return;
  }
  const TemporaryDirectory work;
  write_text(work.path() / "huge.yaml",
             "population: {agents: 1000000000}\n"
             "network: {generator: ring_lattice, ring_lattice: {neighbours: 1}}\n");
  const Outcome outcome =
      run_shoal({"run", "huge.yaml", "--out", "run", "--force"},
                {.directory = work.path(), .before_exec = [] { limit(RLIMIT_AS, 1ul << 30); }});
  CHECK(outcome.code == 4);
  CHECK_THAT(outcome.err, StartsWith("shoal: out of memory"));
  CHECK(listing(work.path()) == "huge.yaml");
}

TEST_CASE("a reader of standard output that goes away ends the tool without a word", "[cli]") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  ::close(ends[0]);
  const Outcome outcome = run_shoal({"metrics"}, {.before_exec = [&] { ::dup2(ends[1], STDOUT_FILENO); }});
  ::close(ends[1]);
  CHECK(outcome.code == 4);
  CHECK(outcome.err.empty());
}

TEST_CASE("a full or closed standard output is an error", "[cli]") {
  const Outcome full =
      run_shoal({"schema"}, {.before_exec = [] { ::dup2(::open("/dev/full", O_WRONLY), STDOUT_FILENO); }});
  CHECK(full.code == 4);
  CHECK(full.err == "shoal: standard output: cannot write: No space left on device\n");
  const Outcome closed = run_shoal({"schema"}, {.before_exec = [] { ::close(STDOUT_FILENO); }});
  CHECK(closed.code == 4);
  CHECK(closed.err == "shoal: standard output: cannot write: Bad file descriptor\n");
}

TEST_CASE("closed standard streams do not end up in output files", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "small.yaml", small_scenario);
  const Outcome outcome =
      run_shoal({"run", "small.yaml", "--out", "run"}, {.directory = work.path(), .before_exec = [] {
                                                          ::close(STDIN_FILENO);
                                                          ::close(STDOUT_FILENO);
                                                          ::close(STDERR_FILENO);
                                                        }});
  CHECK(outcome.code == 0);
  CHECK_THAT(read_text(work.path() / "run" / "metrics.csv"), StartsWith("tick,"));
  CHECK(read_text(work.path() / "run" / "metrics.csv").find("herding index") == std::string::npos);
}

TEST_CASE("a processor without the instructions of this build is refused in words", "[cli]") {
  const std::string emulator = "/usr/bin/qemu-x86_64";
  const bool needs_avx2 = run_shoal({"--version"}).out.find("x86-64-v3") != std::string::npos;
  if (sanitized || !needs_avx2 || ::access(emulator.c_str(), X_OK) != 0) {
    std::cout << "SKIPPED: needs qemu-user and a build for x86-64-v3 without sanitizers\n";
    return;
  }
  const Outcome old = run_program(emulator, {"-cpu", "Nehalem", paths::tool, "--version"});
  CHECK(old.code == 4);
  CHECK(old.err ==
        "shoal: this processor lacks AVX2, which this build (x86-64-v3) needs; configure it anew with "
        "-DSHOAL_ARCH=x86-64\n");
  CHECK(old.out.empty());
}
