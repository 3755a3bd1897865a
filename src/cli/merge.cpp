// `shoal merge`: the shards of a sweep to the directory that one sweep would have written.

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "config/source.hpp"
#include "experiment/ledger.hpp"
#include "experiment/report.hpp"
#include "experiment/runner.hpp"
#include "output/failure.hpp"

namespace shoal::cli {
namespace {

namespace ex = experiment;

/// Refuses directories of different experiments.
void require_same(const std::string& first, const ex::Heading& expected, const std::string& directory,
                  const ex::Heading& found) {
  config::Origin place;
  place.file = std::make_shared<const std::string>(directory);
  config::Problems problems;
  for (const std::string& line : ex::differences(expected.identity, found.identity))
    problems.push_back({place, "", "is of another experiment than " + first + ": " + line});
  if (!problems.empty()) throw config::InvalidInput(std::move(problems));
}

int merge(const Arguments& arguments) {
  const auto out = arguments.text("out");
  if (!out || out->empty()) throw UsageError("merge needs --out DIR");
  const std::string& first = arguments.operands.front();
  const ex::Heading heading = ex::heading(first);
  for (const std::string& directory : arguments.operands)
    require_same(first, heading, directory, ex::heading(directory));

  const ex::Experiment experiment =
      ex::parse_experiment(heading.experiment, first + "/experiment.yaml", heading.directory);
  const ex::Plan plan(experiment);
  ex::Ledger ledger(*out, plan, {}, ex::Opening::resume);
  for (const std::string& directory : arguments.operands) ledger.take(ex::Ledger(directory, plan));
  if (const auto missing = ex::missing_runs(plan, ledger); !missing.empty()) {
    ledger.flush();
    throw output::Failure(
        *out,
        fmt::format("{} of {} runs are missing, the first is run {} ({}, replicate {}); finish the shards "
                    "with --resume, then merge again",
                    missing.size(), missing.size() + ledger.size(), missing.front(),
                    plan.name(plan.cell_of(missing.front())), plan.replicate_of(missing.front())));
  }
  ledger.flush();
  const ex::Report report = ex::write_report(*out, plan, ledger);
  if (!arguments.has("quiet"))
    say(fmt::format("{}: {} runs of {} directories\n  written {}: {}\n", experiment.params.name,
                    ledger.size(), arguments.operands.size(), *out, fmt::join(report.files, ", ")));
  return success;
}

constexpr Option merge_options[] = {
    {.name = "out",
     .letter = 'o',
     .argument = "DIR",
     .help = "where the whole goes",
     .completion = Completion::directory},
    {.name = "quiet", .letter = 'q', .help = "say nothing but errors"},
};

}  // namespace

extern const Command merge_command;
constexpr Command merge_command{
    .name = "merge",
    .summary = "join the shards of a sweep",
    .details =
        "Joins directories that `shoal sweep --shard i/n` wrote: the result is, byte for byte, what one\n"
        "sweep would have written. Directories of different experiments are refused; so is a whole from\n"
        "which runs are missing.",
    .operands = {.name = "DIR", .least = 1, .most = any_number, .completion = Completion::directory},
    .options = merge_options,
    .run = merge,
};

}  // namespace shoal::cli
