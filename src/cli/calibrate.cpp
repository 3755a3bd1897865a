// `shoal calibrate`: fits keys of a scenario to what was observed.

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <memory>

#include "cli/command.hpp"
#include "cli/conduct.hpp"
#include "cli/console.hpp"
#include "cli/interruption.hpp"
#include "cli/memory.hpp"
#include "cli/sweep_progress.hpp"
#include "config/reader.hpp"
#include "experiment/calibrator.hpp"

namespace shoal::cli {

namespace ex = experiment;

namespace {

std::string number(double x) { return fmt::format("{:.4g}", x); }

/// What came of it, for people.
std::string account(const ex::Experiment& experiment, const ex::Calibration& c) {
  const double best = c.fit.tried[c.fit.best].distance;
  std::string text = fmt::format("  best distance {} of {} points; luck alone {}\n", number(best),
                                 c.fit.tried.size(), number(c.fit.luck));
  if (!std::isfinite(best))
    text += "  at no point are all statistics of the target defined\n";
  else if (best > ex::out_of_reach * c.fit.luck)
    text +=
        fmt::format("  the model does not reach the target: its best is {} times as far as luck explains\n",
                    number(best / c.fit.luck));
  if (!c.posterior.generations.empty()) {
    const ex::Generation& last = c.posterior.generations.back();
    text +=
        fmt::format("  posterior of generation {}, tolerance {}, effective size {:.0f} of {}; ended: {}\n",
                    c.posterior.generations.size() - 1, number(last.tolerance), last.effective_size,
                    last.particles.size(), c.posterior.ended);
  }
  std::size_t width = 6;
  for (const std::string& factor : c.factors) width = std::max(width, factor.size());
  text += fmt::format("  {:<{}}  {:>10}  {:>10}  95 % credible\n", "factor", width, "best", "median");
  for (const ex::FactorSummary& s : ex::summarise(c)) {
    double x = 0;
    const bool is_number = config::parse_number(s.best, x);
    text += fmt::format("  {:<{}}  {:>10}", s.factor, width, is_number ? number(x) : s.best);
    if (!std::isnan(s.median))
      text += fmt::format("  {:>10}  {} .. {}", number(s.median), number(s.low95), number(s.high95));
    text += '\n';
  }
  if (c.failed > 0) text += fmt::format("  {} of {} runs failed; see runs/*/journal\n", c.failed, c.runs);
  return experiment.params.name + ":\n" + text;
}

int calibrate(const Arguments& arguments) {
  const ex::Experiment experiment = ex::load_experiment(arguments.operands.front());
  if (!experiment.params.calibrate)
    throw UsageError(arguments.operands.front() +
                     " has no group `calibrate:`; `shoal sweep` runs experiments with a design");
  ex::CalibrationRuns how;
  how.directory = arguments.text("out").value_or(experiment_path("out", experiment).string());
  if (how.directory.empty()) throw UsageError("--out needs a directory");
  how.jobs = job_count(arguments);
  how.memory_bytes = available_memory().bytes;
  how.opening = arguments.has("resume") ? ex::Opening::resume : ex::Opening::fresh;
  const bool quiet = arguments.has("quiet");
  const Interruption interruption;
  how.stop = [&] { return interruption.requested(); };
  std::unique_ptr<SweepProgress> progress;
  how.watch = [&](const std::string&) {
    progress = std::make_unique<SweepProgress>(!quiet);
    return [&](const ex::Tally& tally) { progress->update(tally); };
  };
  const auto start = std::chrono::steady_clock::now();
  ex::Calibration result;
  try {
    result = ex::calibrate(experiment, how);
  } catch (const ex::CalibrationStopped&) {
    progress.reset();
    if (!quiet) say(fmt::format("{}: interrupted; --resume goes on with it\n", how.directory.string()));
    return interrupted;
  }
  progress.reset();
  const auto files = ex::write_calibration(how.directory, experiment, result);
  if (!quiet) {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    say(account(experiment, result) +
        fmt::format("  {} runs, {} of them now, in {:.2f} s\n  written {}: {}\n", result.runs, result.now,
                    seconds, how.directory.string(), fmt::join(files, ", ")));
  }
  return result.failed > 0 ? run_failed : success;
}

constexpr Option calibrate_options[] = {
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
    {.name = "quiet", .letter = 'q', .help = "say nothing but errors"},
};

}  // namespace

extern const Command calibrate_command;
constexpr Command calibrate_command{
    .name = "calibrate",
    .summary = "fit keys of a scenario to observed series or numbers",
    .details =
        "FILE is an experiment with a group `calibrate:` (docs/calibration.md): keys with priors, and what "
        "the\n"
        "model is to reproduce. Least squares over designs that close in on the best point, then "
        "approximate\n"
        "Bayesian computation by sequential Monte Carlo, all candidates under the same seeds. Writes "
        "fit.csv,\n"
        "posterior.csv, generations.csv and calibration.csv. Every run is written down as it ends: after a\n"
        "crash, or Ctrl-C, --resume goes on and gives the same bytes.",
    .operands = {.name = "FILE", .least = 1, .most = 1, .completion = Completion::file},
    .options = calibrate_options,
    .run = calibrate,
};

}  // namespace shoal::cli
