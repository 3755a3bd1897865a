#include "cli/conduct.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "cli/console.hpp"
#include "cli/interruption.hpp"
#include "cli/memory.hpp"
#include "cli/sweep_progress.hpp"
#include "config/source.hpp"
#include "experiment/ledger.hpp"
#include "experiment/runner.hpp"
#include "experiment/survey.hpp"

namespace shoal::cli {

namespace ex = experiment;

ex::Experiment open_experiment(const Arguments& arguments, const std::string& file) {
  ex::Additions additions{arguments.texts("set"), arguments.texts("vary"), std::nullopt,
                          arguments.has("quick")};
  for (const std::string& assignment : additions.set)
    if (assignment.find('=') == std::string::npos)
      throw UsageError("--set " + assignment + ": KEY=VALUE is allowed");
  for (const std::string& vary : additions.vary)
    if (vary.find('=') == std::string::npos)
      throw UsageError("--vary " + vary + ": KEY=a,b,c or KEY=from:to:step is allowed");
  if (const auto n = arguments.whole_number("replicates", 1, static_cast<std::uint64_t>(ex::most_replicates)))
    additions.replicates = static_cast<std::int64_t>(*n);
  if (!ex::is_experiment(file)) return ex::vary_scenario(file, additions);
  if (!additions.vary.empty())
    throw UsageError("--vary is for scenario files; " + file + " is an experiment, with a design of its own");
  ex::Experiment experiment = ex::load_experiment(file, additions);
  if (experiment.params.calibrate)
    throw UsageError(file + " has a group `calibrate:`; `shoal calibrate` runs it");
  return experiment;
}

unsigned job_count(const Arguments& arguments) {
  if (const auto jobs = arguments.whole_number("jobs", 1, 4096)) return static_cast<unsigned>(*jobs);
  return std::max(1u, std::thread::hardware_concurrency());
}

std::filesystem::path experiment_path(const std::filesystem::path& out, const ex::Experiment& experiment) {
  std::string name = experiment.params.name;
  const auto harmless = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  std::ranges::replace_if(
      name, [&](char c) { return !harmless(c); }, '_');
  return out / (name.empty() ? "unnamed" : name);
}

namespace {

/// Refuses an experiment of which the machine cannot hold a single run.
void require_memory(const ex::Experiment& experiment, const ex::Survey& survey) {
  const double needed = ex::memory_bytes(survey, 1);
  const MemoryLimit limit = available_memory();
  if (needed <= limit.bytes) return;
  config::Origin place;
  place.file = std::make_shared<const std::string>(experiment.file);
  throw config::InvalidInput(
      {{place, "",
        fmt::format("this experiment needs about {} of memory, one run at a time, but {} allows {}; take "
                    "fewer agents, ties or runs",
                    bytes_text(needed), limit.of, bytes_text(limit.bytes))}});
}

}  // namespace

Conducted conduct(const ex::Experiment& experiment, const Conduct& how) {
  const ex::Plan plan(experiment);
  const ex::Survey survey = ex::survey(plan);
  require_memory(experiment, survey);
  ex::Ledger ledger(how.directory, plan, how.shard, how.resume ? ex::Opening::resume : ex::Opening::fresh);
  if (ledger.damaged() > 0 && !how.quiet)
    say(fmt::format("{}: {} torn or damaged record{} of the journal passed over; those runs are done again\n",
                    how.directory.string(), ledger.damaged(), ledger.damaged() == 1 ? "" : "s"));
  if (how.retry_failed) ledger.forget_failures();
  const ex::Workforce force =
      ex::share_out(survey, ex::missing_runs(plan, ledger).size(), how.jobs, available_memory().bytes);

  const Interruption interruption;
  ex::Tally tally;
  double seconds = 0;
  {
    SweepProgress progress(!how.quiet);
    tally = ex::do_runs(
        plan, survey, ledger, force,
        {[&] { return interruption.requested(); }, [&](const ex::Tally& now) { progress.update(now); }});
    seconds = progress.seconds();
  }
  Conducted result;
  if (tally.done < tally.planned) {
    if (!how.quiet)
      say(fmt::format("{}: interrupted after {} of {} runs; --resume goes on with it\n",
                      how.directory.string(), tally.done, tally.planned));
    result.code = interrupted;
    return result;
  }
  result.report = ex::write_report(how.directory, plan, ledger);
  result.failed = tally.failed;
  if (tally.failed > 0) result.code = run_failed;
  if (how.quiet) return result;
  std::string text = fmt::format("{}: {} runs", experiment.params.name, tally.done);
  if (!how.shard.whole()) text += fmt::format(" of shard {}/{}", how.shard.index, how.shard.count);
  if (tally.failed > 0) text += fmt::format(", {} failed", tally.failed);
  if (tally.now < tally.done) text += fmt::format("; {} of them now", tally.now);
  text += fmt::format(", in {:.2f} s", seconds);
  if (tally.now > 0 && seconds > 0)
    text +=
        fmt::format(" ({:.3g} runs/s, {} at a time)", static_cast<double>(tally.now) / seconds, force.jobs);
  say(text +
      fmt::format("\n  written {}: {}\n", how.directory.string(), fmt::join(result.report.files, ", ")));
  return result;
}

}  // namespace shoal::cli
