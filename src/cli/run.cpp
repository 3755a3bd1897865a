// `shoal run`: a scenario file to a directory of results.

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "cli/command.hpp"
#include "cli/run_one.hpp"
#include "scenario/scenario.hpp"

namespace shoal::cli {
namespace {

/// --set in the order given, then --seed.
std::vector<std::string> overrides(const Arguments& arguments) {
  std::vector<std::string> all = arguments.texts("set");
  for (const std::string& assignment : all)
    if (assignment.find('=') == std::string::npos)
      throw UsageError("--set " + assignment + ": KEY=VALUE is allowed");
  constexpr auto any = std::numeric_limits<std::uint64_t>::max();
  if (const auto seed = arguments.whole_number("seed", 0, any)) all.push_back(fmt::format("seed={}", *seed));
  return all;
}

/// --out, or out/NAME with what file systems dislike in a name replaced.
std::filesystem::path output_path(const Arguments& arguments, const Scenario& scenario) {
  if (const auto out = arguments.text("out")) {
    if (out->empty()) throw UsageError("--out needs a directory");
    return *out;
  }
  std::string name = scenario.name;
  const auto harmless = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  std::ranges::replace_if(
      name, [&](char c) { return !harmless(c); }, '_');
  return std::filesystem::path("out") / (name.empty() ? "unnamed" : name);
}

Verbosity verbosity(const Arguments& arguments) {
  if (arguments.has("quiet") && arguments.has("verbose"))
    throw UsageError("--quiet and --verbose contradict each other");
  if (arguments.has("quiet")) return Verbosity::quiet;
  return arguments.has("verbose") ? Verbosity::verbose : Verbosity::normal;
}

int run_scenario(const Arguments& arguments) {
  const std::string& file = arguments.operands.front();
  RunSettings settings;
  settings.speech = verbosity(arguments);
  output::RunRecord run;
  run.started = output::utc_now();
  const Stopwatch watch;
  const Scenario scenario = load_scenario(file, overrides(arguments));
  settings.directory = output_path(arguments, scenario);
  settings.force = arguments.has("force");
  if (const auto threads = arguments.whole_number("threads", 1, 4096))
    settings.threads = static_cast<unsigned>(*threads);
  return run_one(scenario, file, settings, std::move(run), watch);
}

constexpr Option run_options[] = {
    {.name = "out",
     .letter = 'o',
     .argument = "DIR",
     .help = "where results go; default: out/ and the scenario's name",
     .completion = Completion::directory},
    {.name = "seed", .argument = "N", .help = "short for --set seed=N"},
    {.name = "set",
     .argument = "KEY=VALUE",
     .help = "override a key of the scenario; may be given many times",
     .repeatable = true,
     .completion = Completion::config_key},
    {.name = "threads",
     .letter = 'j',
     .argument = "N",
     .help = "default: all cores, fewer for small populations; results do not depend on it"},
    {.name = "force",
     .letter = 'f',
     .help = "replace an earlier run in DIR; run even if memory may not suffice"},
    {.name = "quiet", .letter = 'q', .help = "say nothing but errors"},
    {.name = "verbose", .letter = 'v', .help = "say what happens and how long each phase takes"},
};

}  // namespace

extern const Command run_command;
constexpr Command run_command{
    .name = "run",
    .summary = "run a scenario and write its results",
    .details =
        "Runs the scenario in FILE and writes metrics.csv, config.resolved.yaml, manifest.json and, where\n"
        "the scenario asks for them, products.csv and agents.nc to a directory of its own. Files get\n"
        "their names when the run is complete. Ctrl-C ends a run after the tick at hand and keeps what it "
        "has; a second one ends\n"
        "it at once and leaves files named .partial at most.",
    .operands = {.name = "FILE", .least = 1, .most = 1, .completion = Completion::file},
    .options = run_options,
    .run = run_scenario,
};

}  // namespace shoal::cli
