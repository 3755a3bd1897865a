// `shoal run`: a scenario file to a directory of results.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/guard_rail.hpp"
#include "cli/interruption.hpp"
#include "cli/log.hpp"
#include "cli/progress.hpp"
#include "cli/stopwatch.hpp"
#include "cli/summary.hpp"
#include "config/source.hpp"
#include "engine/simulation.hpp"
#include "network/build.hpp"
#include "output/agents.hpp"
#include "output/directory.hpp"
#include "output/inputs.hpp"
#include "output/manifest.hpp"
#include "output/recorder.hpp"
#include "population/population.hpp"
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

/// --threads, or as many as this process may use and the population can feed.
unsigned thread_count(const Arguments& arguments, AgentIndex agents) {
  if (const auto threads = arguments.whole_number("threads", 1, 4096)) return static_cast<unsigned>(*threads);
  constexpr AgentIndex worth_a_thread = 8 * block_size;
  return std::clamp(agents / worth_a_thread, 1u, std::max(1u, std::thread::hardware_concurrency()));
}

Verbosity verbosity(const Arguments& arguments) {
  if (arguments.has("quiet") && arguments.has("verbose"))
    throw UsageError("--quiet and --verbose contradict each other");
  if (arguments.has("quiet")) return Verbosity::quiet;
  return arguments.has("verbose") ? Verbosity::verbose : Verbosity::normal;
}

output::Recorder make_recorder(const Scenario& scenario, output::OutputDirectory& directory) {
  std::vector<std::string> segments, products, unknown;
  for (const SegmentParams& segment : scenario.population.segments) segments.push_back(segment.name);
  if (scenario.output.products)
    for (const ProductParams& product : scenario.market.products) products.push_back(product.name);
  return {directory, metrics::select(scenario.output.metrics.names, segments, unknown), std::move(products)};
}

/// Steps until the last tick or until somebody interrupts.
Summary simulate(Simulation& simulation, output::Recorder& recorder, output::AgentSnapshots* snapshots,
                 const Scenario& scenario, const Interruption& interruption, Verbosity verbosity) {
  const auto ticks = static_cast<std::uint32_t>(scenario.time.ticks);
  Summary summary;
  Progress progress(ticks, verbosity != Verbosity::quiet);
  if (snapshots) snapshots->record(0);
  while (simulation.tick() < ticks && !interruption.requested()) {
    const metrics::Totals& totals = simulation.step();
    recorder.record(totals);
    if (snapshots) snapshots->record(simulation.tick());
    summary.add(totals);
    progress.update(simulation.tick());
  }
  if (snapshots) snapshots->close();
  return summary;
}

/// The files that complete a run: the resolved scenario, and the manifest about everything. Gives their
/// names.
std::vector<std::string> finish(output::OutputDirectory& directory, const Scenario& scenario,
                                const Network& network, output::RunRecord& run, const Stopwatch& watch) {
  directory.create("config.resolved.yaml").write(resolved_yaml(scenario));
  const auto files = directory.finish_files();
  run.seconds = watch.total();
  directory.create("manifest.json").write(output::manifest(scenario, network, run, files));
  directory.commit();
  std::vector<std::string> names;
  for (const output::FileRecord& file : files) names.push_back(file.name);
  names.push_back("manifest.json");
  return names;
}

int run_scenario(const Arguments& arguments) {
  const std::string& file = arguments.operands.front();
  const Verbosity speech = verbosity(arguments);
  const Log log(speech);
  output::RunRecord run;
  run.started = output::utc_now();
  Stopwatch watch;

  const Scenario scenario = load_scenario(file, overrides(arguments));
  if (auto missing = output::missing_inputs(scenario, file); !missing.empty())
    throw config::InvalidInput(std::move(missing));
  const bool force = arguments.has("force");
  output::OutputDirectory directory(output_path(arguments, scenario), force);
  if (!force) require_memory(scenario, file);

  const auto agents = static_cast<AgentIndex>(scenario.population.agents);
  run.phases.push_back({"scenario", watch.lap()});
  const Network network = network::build(scenario.network, agents, scenario.network_seed());
  for (const std::string& note : network.notes) log.warning("network: " + note);
  run.phases.push_back({"network", watch.lap()});
  log.info(fmt::format("network: {} agents, {} ties, {} communities", network.agents,
                       output::tie_count(network), network.communities()));

  run.threads = thread_count(arguments, network.agents);
  if (!force) require_memory(scenario, file, network);
  const Population population = make_population(scenario.population, network, scenario.population_seed());
  Simulation simulation(scenario, network, population, run.threads);
  run.phases.push_back({"population", watch.lap()});
  log.info(fmt::format("population: {} segments, {} seed adopters", population.segment_names.size(),
                       population.seed_adopters.size()));

  const Interruption interruption;
  output::Recorder recorder = make_recorder(scenario, directory);
  std::optional<output::AgentSnapshots> snapshots;
  if (scenario.output.agents.on())
    snapshots.emplace(directory, scenario, simulation.model(), simulation.state());
  const Summary summary =
      simulate(simulation, recorder, snapshots ? &*snapshots : nullptr, scenario, interruption, speech);
  run.ticks = simulation.tick();
  run.complete = run.ticks == static_cast<std::uint32_t>(scenario.time.ticks);
  for (const PhaseTime& phase : simulation.phase_times()) run.phases.push_back(phase);

  const auto files = finish(directory, scenario, network, run, watch);
  for (const PhaseTime& phase : run.phases)
    log.info(fmt::format("{:<12} {:8.3f} s", phase.phase, phase.seconds));
  if (speech != Verbosity::quiet) say(summary.text(scenario, network, run, directory.path(), files));
  return run.complete ? success : interrupted;
}

constexpr Option options[] = {
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
        "the scenario asks for them, products.csv and agents.nc to a directory of its own. Files get their "
        "names when the\n"
        "run is complete. Ctrl-C ends a run after the tick at hand and keeps what it has; a second one ends\n"
        "it at once and leaves files named .partial at most.",
    .operands = {.name = "FILE", .least = 1, .most = 1, .completion = Completion::file},
    .options = options,
    .run = run_scenario,
};

}  // namespace shoal::cli
