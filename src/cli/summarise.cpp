// `shoal summarise`: what a sweep has come to, also while it runs.

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "experiment/judge.hpp"
#include "experiment/ledger.hpp"
#include "experiment/report.hpp"
#include "experiment/runner.hpp"
#include "experiment/summary.hpp"

namespace shoal::cli {
namespace {

namespace ex = experiment;

int summarise(const Arguments& arguments) {
  const std::string& directory = arguments.operands.front();
  const ex::Heading heading = ex::heading(directory);
  const ex::Experiment experiment =
      ex::parse_experiment(heading.experiment, directory + "/experiment.yaml", heading.directory);
  const ex::Plan plan(experiment);
  const ex::Ledger ledger(directory, plan);
  const ex::Results results = ex::results(plan, ledger);
  const std::size_t missing = ex::missing_runs(plan, ledger).size();
  const auto failed =
      std::ranges::count_if(results.runs, [](const auto& run) { return run.status != ex::status_ok; });
  std::string text = fmt::format("{}: {} runs", experiment.params.name, results.runs.size());
  if (!ledger.shard().whole())
    text += fmt::format(" of shard {}/{}", ledger.shard().index, ledger.shard().count);
  if (missing > 0) text += fmt::format(", {} to do", missing);
  if (failed > 0) text += fmt::format(", {} failed", failed);
  constexpr std::size_t screen = 40;
  const std::size_t limit = arguments.has("all") ? std::numeric_limits<std::size_t>::max() : screen;
  text += "\n\n" + ex::summary_table(results, ex::summarise(results), limit);
  if (missing == 0 && !experiment.params.expect.empty())
    text +=
        "\n" + ex::verdict_table(ex::judge(experiment.params.expect, results, experiment.params.correction),
                                 experiment.params.not_reproduced);
  print(text);
  return success;
}

constexpr Option summarise_options[] = {
    {.name = "all", .letter = 'a', .help = "all rows, not only the first 40"},
};

}  // namespace

extern const Command summarise_command;
constexpr Command summarise_command{
    .name = "summarise",
    .summary = "show what a sweep has come to",
    .details =
        "Shows mean, interval and spread of every measure at every point of the sweep in DIR, and the\n"
        "verdicts where it expects something. Also of a sweep that is under way, or was interrupted.",
    .operands = {.name = "DIR", .least = 1, .most = 1, .completion = Completion::directory},
    .options = summarise_options,
    .run = summarise,
};

}  // namespace shoal::cli
