// `shoal sweep`: an experiment file to a directory of results.

#include <fmt/format.h>

#include <charconv>

#include "cli/command.hpp"
#include "cli/conduct.hpp"
#include "cli/console.hpp"
#include "cli/dry_run.hpp"

namespace shoal::cli {
namespace {

/// --shard i/n
experiment::Shard shard(const Arguments& arguments) {
  const auto text = arguments.text("shard");
  if (!text) return {};
  const UsageError refused("--shard: '" + *text + "' found; i/n with 0 <= i < n is allowed, such as 0/4");
  const std::size_t slash = text->find('/');
  if (slash == text->npos) throw refused;
  experiment::Shard shard{0, 0};
  const auto read = [&](std::string_view digits, std::uint64_t& number) {
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || rest != digits.data() + digits.size()) throw refused;
  };
  read(std::string_view(*text).substr(0, slash), shard.index);
  read(std::string_view(*text).substr(slash + 1), shard.count);
  if (shard.count < 1 || shard.count > 1'000'000 || shard.index >= shard.count) throw refused;
  return shard;
}

int sweep(const Arguments& arguments) {
  const experiment::Experiment experiment = open_experiment(arguments, arguments.operands.front());
  if (arguments.has("dry-run")) {
    print(dry_run(experiment, job_count(arguments), shard(arguments)));
    return success;
  }
  Conduct how;
  how.directory = arguments.text("out").value_or(experiment_path("out", experiment).string());
  if (how.directory.empty()) throw UsageError("--out needs a directory");
  how.jobs = job_count(arguments);
  how.shard = shard(arguments);
  how.retry_failed = arguments.has("retry-failed");
  how.resume = arguments.has("resume") || how.retry_failed;
  how.quiet = arguments.has("quiet");
  return conduct(experiment, how).code;
}

constexpr Option sweep_options[] = {
    {.name = "out",
     .letter = 'o',
     .argument = "DIR",
     .help = "where results go; default: out/ and the experiment's name",
     .completion = Completion::directory},
    {.name = "jobs",
     .letter = 'j',
     .argument = "N",
     .help = "runs at a time; default: all cores; results do not depend on it"},
    {.name = "resume", .help = "go on with what DIR holds"},
    {.name = "retry-failed", .help = "go on, and do runs that failed or timed out again"},
    {.name = "shard", .argument = "i/n", .help = "only part i of n (from 0); `shoal merge` joins the parts"},
    {.name = "dry-run",
     .letter = 'n',
     .help = "show the plan, its memory and its time, and run only a pilot"},
    {.name = "replicates", .argument = "N", .help = "replicates instead of the file's"},
    {.name = "vary",
     .argument = "KEY=VALUES",
     .help = "for a scenario FILE: vary a key over a,b,c or from:to:step; may be given many times",
     .repeatable = true,
     .completion = Completion::config_key},
    {.name = "set",
     .argument = "KEY=VALUE",
     .help = "override a key of the scenario in all runs; may be given many times",
     .repeatable = true,
     .completion = Completion::config_key},
    {.name = "quiet", .letter = 'q', .help = "say nothing but errors"},
};

}  // namespace

extern const Command sweep_command;
constexpr Command sweep_command{
    .name = "sweep",
    .summary = "run an experiment: designs, arms, replicates",
    .details =
        "Runs the experiment in FILE (docs/experiments.md), or varies keys of the scenario in FILE:\n"
        "  shoal sweep village.yaml --vary learning.observation.attention=0:1:0.1 --replicates 20\n"
        "Writes runs.csv, summary.csv and, where asked for, series.csv, expectations.csv and\n"
        "sensitivity.csv. Every run is written down as it ends: after a crash, or Ctrl-C, which lets\n"
        "the runs at hand end, --resume goes on and gives the same bytes as an unbroken sweep. Failed\n"
        "runs are rows with a status; the sweep then exits with 4.",
    .operands = {.name = "FILE", .least = 1, .most = 1, .completion = Completion::file},
    .options = sweep_options,
    .run = sweep,
};

}  // namespace shoal::cli
