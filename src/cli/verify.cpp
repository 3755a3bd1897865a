// `shoal verify`: experiments, judged by their own expectations.

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli/command.hpp"
#include "cli/conduct.hpp"
#include "cli/console.hpp"
#include "experiment/judge.hpp"
#include "experiment/survey.hpp"
#include "output/file.hpp"

namespace shoal::cli {
namespace {

/// Reads all files, to their last run, before the first runs. @throws UsageError, config::InvalidInput
std::vector<experiment::Experiment> open_all(const Arguments& arguments) {
  std::vector<experiment::Experiment> experiments;
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
  return experiments;
}

/// The JUnit file: opened before the first runs, so that a path that cannot be written is known then, and
/// written whatever ends them. What was not judged is an error in it.
class Junit {
 public:
  explicit Junit(const std::optional<std::string>& path) {
    if (path) file_.emplace(*path, true);
  }
  void write(const std::vector<experiment::JudgedFile>& judged) {
    if (!file_) return;
    file_->write(experiment::junit_xml(judged));
    file_->finish();
  }

 private:
  std::optional<output::File> file_;
};

/// With those that are not judged, and why.
std::vector<experiment::JudgedFile> filled_up(std::vector<experiment::JudgedFile> judged,
                                              const std::vector<experiment::Experiment>& experiments,
                                              const std::string& why) {
  for (std::size_t k = judged.size(); k < experiments.size(); ++k)
    judged.push_back({experiments[k].file, {}, experiments[k].params.not_reproduced, 0, why});
  return judged;
}

int verify(const Arguments& arguments) {
  const std::filesystem::path out = arguments.text("out").value_or("out");
  if (out.empty()) throw UsageError("--out needs a directory");
  const std::vector<experiment::Experiment> experiments = open_all(arguments);
  Junit junit(arguments.text("junit"));
  std::vector<experiment::JudgedFile> judged;
  int code = success;
  try {
    for (const experiment::Experiment& e : experiments) {
      Conduct how;
      how.directory = experiment_path(out, e);
      how.jobs = job_count(arguments);
      how.resume = arguments.has("resume");
      how.quiet = arguments.has("quiet");
      const Conducted done = conduct(e, how);
      if (done.code == interrupted) {
        code = interrupted;
        break;
      }
      judged.push_back({e.file, done.report.verdicts, e.params.not_reproduced, done.failed});
      print(e.params.name + "\n" + experiment::verdict_table(done.report.verdicts, e.params.not_reproduced));
      if (!experiment::as_said(done.report.verdicts, e.params.not_reproduced) && code == success)
        code = check_failed;
      if (done.code != success) code = done.code;
    }
  } catch (...) {
    junit.write(filled_up(std::move(judged), experiments, "an error came before"));
    throw;
  }
  judged = filled_up(std::move(judged), experiments, "interrupted");
  junit.write(judged);
  if (judged.size() > 1) print(experiment::account(judged));
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
