#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "cli/process.support.hpp"
#include "maths/sha256.hpp"
#include "output/temporary.support.hpp"

using namespace std::chrono_literals;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Waits until the run has begun to write, then a little.
void await_run(const fs::path& run) {
  for (int i = 0; i < 1000 && !fs::exists(run / "metrics.csv.partial"); ++i)
    std::this_thread::sleep_for(10ms);
  std::this_thread::sleep_for(100ms);
}

void check_interrupted(int signal) {
  const TemporaryDirectory work;
  write_text(work.path() / "long.yaml", long_scenario);
  const fs::path run = work.path() / "run";
  const Outcome outcome = run_shoal({"run", (work.path() / "long.yaml").string(), "--out", run.string()},
                                    {.meanwhile = [&](pid_t child) {
                                      await_run(run);
                                      ::kill(child, signal);
                                    }});
  CHECK(outcome.code == 130);
  CHECK_THAT(outcome.err, Catch::Matchers::Contains("(interrupted)"));
  REQUIRE(listing(run) == "config.resolved.yaml manifest.json metrics.csv");

  const json manifest = json::parse(read_text(run / "manifest.json"));
  CHECK(manifest["status"] == "interrupted");
  const std::string metrics = read_text(run / "metrics.csv");
  CHECK(manifest["outputs"][0]["sha256"] == shoal::maths::sha256(metrics));
  std::istringstream rows(metrics);
  std::string row;
  std::getline(rows, row);
  const auto commas = std::count(row.begin(), row.end(), ',');
  std::int64_t tick = 0;
  while (std::getline(rows, row)) {
    ++tick;
    if (std::count(row.begin(), row.end(), ',') != commas || std::stoll(row) != tick)
      FAIL("torn row: " << row);
  }
  CHECK(metrics.back() == '\n');
  CHECK(tick > 0);
  CHECK(manifest["ticks"] == tick);
}

}  // namespace

TEST_CASE("SIGINT finishes the row, keeps valid files, marks the manifest and exits with 130", "[cli]") {
  check_interrupted(SIGINT);
}

TEST_CASE("SIGTERM ends a run the same way", "[cli]") { check_interrupted(SIGTERM); }

TEST_CASE("an interrupted run is the start of the whole run", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "long.yaml", long_scenario);
  const fs::path run = work.path() / "run", whole = work.path() / "whole";
  run_shoal({"run", (work.path() / "long.yaml").string(), "--out", run.string()},
            {.meanwhile = [&](pid_t child) {
              await_run(run);
              ::kill(child, SIGINT);
            }});
  const json manifest = json::parse(read_text(run / "manifest.json"));
  run_shoal({"run", (work.path() / "long.yaml").string(), "--out", whole.string(), "--set",
             "time.ticks=" + manifest["ticks"].dump()});
  CHECK(read_text(whole / "metrics.csv") == read_text(run / "metrics.csv"));
}

TEST_CASE("a run that its parent protects from SIGINT goes on", "[cli]") {
  const TemporaryDirectory work;
  write_text(work.path() / "long.yaml", long_scenario);
  const fs::path run = work.path() / "run";
  const Outcome outcome = run_shoal({"run", (work.path() / "long.yaml").string(), "--out", run.string()},
                                    {.before_exec = [] { ::signal(SIGINT, SIG_IGN); },
                                     .meanwhile =
                                         [&](pid_t child) {
                                           await_run(run);
                                           ::kill(child, SIGINT);
                                           std::this_thread::sleep_for(200ms);
                                           int status = 0;
                                           CHECK(::waitpid(child, &status, WNOHANG) == 0);
                                           ::kill(child, SIGTERM);
                                         }});
  CHECK(outcome.code == 130);
}
