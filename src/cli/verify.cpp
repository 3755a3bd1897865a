// `shoal verify`: experiments, judged by their own expectations.

#include <fmt/format.h>

#include <algorithm>

#include "cli/command.hpp"
#include "cli/conduct.hpp"
#include "cli/console.hpp"
#include "experiment/judge.hpp"
#include "experiment/survey.hpp"
#include "output/file.hpp"

namespace shoal::cli {
namespace {

int verify(const Arguments& arguments) {
  const std::filesystem::path out = arguments.text("out").value_or("out");
  if (out.empty()) throw UsageError("--out needs a directory");
  std::vector<experiment::Experiment> experiments;  // all are read, to their last run, before the first runs
  for (const std::string& file : arguments.operands) {
    experiments.push_back(open_experiment(arguments, file));
    const experiment::Experiment& e = experiments.back();
    if (e.params.expect.empty())
      throw UsageError(file + " expects nothing; give it `expect:`, or run it with `shoal sweep`");
    const auto same = [&](const experiment::Experiment& other) { return other.params.name == e.params.name; };
    if (std::ranges::count_if(experiments, same) > 1)
      throw UsageError("two experiments are named '" + e.params.name +
                       "'; their results go to one directory");
    static_cast<void>(experiment::survey(experiment::Plan(e)));
  }
  int code = success;
  std::vector<experiment::JudgedFile> judged;
  for (const experiment::Experiment& e : experiments) {
    Conduct how;
    how.directory = experiment_path(out, e);
    how.jobs = job_count(arguments);
    how.resume = arguments.has("resume");
    how.quiet = arguments.has("quiet");
    const Conducted done = conduct(e, how);
    if (done.code == interrupted) return interrupted;
    print(e.params.name + "\n" + experiment::verdict_table(done.report.verdicts, e.params.not_reproduced));
    judged.push_back({e.file, done.report.verdicts, e.params.not_reproduced});
    if (!experiment::as_said(done.report.verdicts, e.params.not_reproduced) && code == success)
      code = check_failed;
    if (done.code != success) code = done.code;
  }
  if (judged.size() > 1) print(experiment::account(judged));
  if (const auto path = arguments.text("junit")) {
    output::File file(*path, true);
    file.write(experiment::junit_xml(judged));
    file.finish();
  }
  return code;
}

constexpr Option verify_options[] = {
    {.name = "out",
     .letter = 'o',
     .argument = "DIR",
     .help = "results go to DIR/NAME of each experiment; default: out",
     .completion = Completion::directory},
    {.name = "jobs",
     .letter = 'j',
     .argument = "N",
     .help = "runs at a time; default: all cores; verdicts do not depend on it"},
    {.name = "junit",
     .argument = "FILE",
     .help = "write the verdicts as JUnit XML too",
     .completion = Completion::file},
    {.name = "resume", .help = "go on with what DIR holds; of whole experiments only the verdicts are made"},
    {.name = "replicates", .argument = "N", .help = "replicates instead of the files'"},
    {.name = "quick", .help = "no more replicates than the files' key `quick` (10)"},
    {.name = "set",
     .argument = "KEY=VALUE",
     .help = "override a key of the scenario in all runs; may be given many times",
     .repeatable = true,
     .completion = Completion::config_key},
    {.name = "quiet", .letter = 'q', .help = "say nothing but the verdicts and errors"},
};

}  // namespace

extern const Command verify_command;
constexpr Command verify_command{
    .name = "verify",
    .summary = "run experiments and judge what they expect",
    .details =
        "Runs the experiments in FILE and judges the expectations under `expect:`: a table on standard\n"
        "output, expectations.csv with the other results, JUnit XML for continuous integration on\n"
        "request. Exits with 0 if all hold, with 1 if one does not, with 4 if runs failed. Of a file that "
        "says\n"
        "`not_reproduced: WHY` it is the other way round: 0 if one does not hold, 1 if all do.",
    .operands = {.name = "FILE", .least = 1, .most = any_number, .completion = Completion::file},
    .options = verify_options,
    .run = verify,
};

}  // namespace shoal::cli
