#pragma once
// One run of a scenario into a directory of its own: what `shoal run` does, and `shoal replay` once more.

#include <filesystem>
#include <string>

#include "cli/log.hpp"
#include "cli/stopwatch.hpp"
#include "output/manifest.hpp"
#include "scenario/scenario.hpp"

namespace shoal::cli {

struct RunSettings {
  std::filesystem::path directory;
  bool force = false;
  unsigned threads = 0;  ///< 0: as many as this process may use and the population can feed
  Verbosity speech = Verbosity::normal;
};

/// Runs `scenario` and writes its files; `file` stands for it in messages. `run` has when it started, `watch`
/// has run since. Returns an Exit. @throws config::InvalidInput, output::Failure
int run_one(const Scenario& scenario, const std::string& file, const RunSettings& settings,
            output::RunRecord run, Stopwatch watch);

}  // namespace shoal::cli
