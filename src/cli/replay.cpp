// `shoal replay`: any row of runs.csv again, bit for bit.

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/run_one.hpp"
#include "config/reader.hpp"
#include "config/source.hpp"
#include "experiment/ledger.hpp"
#include "experiment/probe.hpp"
#include "network/build.hpp"
#include "population/population.hpp"
#include "scenario/set_seed.hpp"
#include "scenario/source.hpp"

namespace shoal::cli {
namespace {

namespace ex = experiment;

/// The experiment of a directory, whose inputs must be what they were.
ex::Experiment stored_experiment(const std::string& directory) {
  const ex::Heading heading = ex::heading(directory);
  ex::Experiment experiment =
      ex::parse_experiment(heading.experiment, directory + "/experiment.yaml", heading.directory);
  config::Origin place;
  place.file = std::make_shared<const std::string>(directory);
  config::Problems problems;
  for (const std::string& line : ex::differences(heading.identity, ex::identity(experiment).dump()))
    problems.push_back({place, "", "inputs have changed since these runs: " + line});
  if (!problems.empty()) throw config::InvalidInput(std::move(problems));
  return experiment;
}

std::uint64_t run_number(const std::string& word) {
  std::uint64_t number = 0;
  const auto [rest, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || rest != word.data() + word.size())
    throw UsageError("RUN: '" + word + "' found; a number of the column `run` in runs.csv is allowed");
  return number;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Compares the outcome with the record; prints every measure.
bool compare(const ex::Experiment& experiment, const ex::Outcome& before, const ex::Outcome& now) {
  bool equal = before.status == now.status && before.ticks == now.ticks;
  std::string text =
      fmt::format("status,{},{}\nticks,{},{}\n", before.status, now.status, before.ticks, now.ticks);
  for (std::size_t m = 0; m < before.measures.size(); ++m) {
    equal &= same(before.measures[m], now.measures[m]);
    text += fmt::format("{},{},{}\n", experiment.measures[m].name(), config::number_text(before.measures[m]),
                        config::number_text(now.measures[m]));
  }
  print("measure,recorded,replayed\n" + text);
  return equal;
}

int replay(const Arguments& arguments) {
  const std::string& directory = arguments.operands[0];
  const std::uint64_t run = run_number(arguments.operands[1]);
  std::vector<std::string> set = arguments.texts("set");
  for (const std::string& assignment : set)
    if (!assignment.starts_with("output."))
      throw UsageError("--set " + assignment + ": only keys of `output` may differ in a replay");
  if (!set.empty() && !arguments.has("out")) throw UsageError("--set needs --out: it is for the files there");

  const ex::Experiment experiment = stored_experiment(directory);
  const ex::Plan plan(experiment);
  const ex::Ledger ledger(directory, plan);
  const ex::Done* done = ledger.find(run);
  if (!done) throw UsageError(fmt::format("{} holds no run {}; runs.csv lists them", directory, run));
  const std::size_t cell = plan.cell_of(run);
  const std::uint64_t replicate = plan.replicate_of(run);
  Stopwatch watch;
  Scenario scenario = plan.scenario(cell, set);
  set_seed(scenario, plan.seed(cell, replicate));
  const ex::Probe probe = ex::make_probe(experiment);
  const ex::Outcome outcome = ex::attempt(probe, scenario);
  const bool equal = compare(experiment, done->outcome, outcome);
  say(fmt::format("run {} ({}, replicate {}): {}\n", run, plan.name(cell), replicate,
                  equal ? "the same, bit for bit" : "NOT the same"));
  if (!equal) return check_failed;
  if (const auto out = arguments.text("out")) {
    if (outcome.ticks > 0) scenario.time.ticks = static_cast<std::int64_t>(outcome.ticks);
    scenario.name += fmt::format("_{}", run);
    RunSettings settings;
    settings.directory = *out;
    settings.force = arguments.has("force");
    settings.speech = arguments.has("quiet") ? Verbosity::quiet : Verbosity::normal;
    output::RunRecord record;
    record.started = output::utc_now();
    return run_one(scenario, directory, settings, std::move(record), watch);
  }
  return success;
}

constexpr Option replay_options[] = {
    {.name = "out",
     .letter = 'o',
     .argument = "DIR",
     .help = "also write everything that `shoal run` writes to a directory",
     .completion = Completion::directory},
    {.name = "set",
     .argument = "KEY=VALUE",
     .help = "with --out: a key of `output`, such as output.products=true",
     .repeatable = true,
     .completion = Completion::config_key},
    {.name = "force", .letter = 'f', .help = "with --out: replace an earlier run there"},
    {.name = "quiet", .letter = 'q', .help = "no summary of the files written"},
};

}  // namespace

extern const Command replay_command;
constexpr Command replay_command{
    .name = "replay",
    .summary = "run a row of a sweep again, bit for bit",
    .details =
        "Does run number RUN of the sweep in DIR again, compares every measure with what was recorded,\n"
        "and shows both. Exits with 0 if they are the same, with 1 if not. With --out the run's own\n"
        "files are written too: metrics of every tick, and what --set output.KEY=VALUE asks for.",
    .operands = {.name = "DIR RUN", .least = 2, .most = 2, .completion = Completion::directory},
    .options = replay_options,
    .run = replay,
};

}  // namespace shoal::cli
