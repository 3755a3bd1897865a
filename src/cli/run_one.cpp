#include "cli/run_one.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/guard_rail.hpp"
#include "cli/interruption.hpp"
#include "cli/progress.hpp"
#include "cli/summary.hpp"
#include "config/source.hpp"
#include "engine/simulation.hpp"
#include "network/build.hpp"
#include "network/tie_count.hpp"
#include "output/agents.hpp"
#include "output/directory.hpp"
#include "output/inputs.hpp"
#include "output/recorder.hpp"
#include "population/population.hpp"
#include "scenario/measurable.hpp"

namespace shoal::cli {
namespace {

/// As many threads as this process may use and the population can feed.
unsigned thread_count(AgentIndex agents) {
  constexpr AgentIndex worth_a_thread = 8 * block_size;
  return std::clamp(agents / worth_a_thread, 1u, std::max(1u, std::thread::hardware_concurrency()));
}

output::Recorder make_recorder(const Scenario& scenario, const Network& network,
                               output::OutputDirectory& directory) {
  std::vector<std::string> products, communities;
  if (scenario.output.products) products = product_names(scenario.market);
  if (scenario.output.communities)
    for (std::size_t c = 0; c < network.communities(); ++c)
      communities.push_back(network.community_names.empty() ? std::to_string(c) : network.community_names[c]);
  return {directory, selected_metrics(scenario), std::move(products), std::move(communities)};
}

/// What the files of a run are made of.
metrics::Figures read_by_output(const Scenario& scenario) {
  metrics::Figures reads = metrics::read_by(selected_metrics(scenario));
  if (scenario.output.products) reads = reads | metrics::read_by(metrics::product_catalogue());
  if (scenario.output.communities) reads = reads | metrics::read_by(metrics::community_catalogue());
  if (scenario.output.agents.on()) reads = reads | metrics::Figures::agents;
  return reads;
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

}  // namespace

int run_one(const Scenario& scenario, const std::string& file, const RunSettings& settings,
            output::RunRecord run, Stopwatch watch) {
  const Log log(settings.speech);
  if (auto missing = output::missing_inputs(scenario, file); !missing.empty())
    throw config::InvalidInput(std::move(missing));
  output::OutputDirectory directory(settings.directory, settings.force);
  if (!settings.force) require_memory(scenario, file);

  const auto agents = static_cast<AgentIndex>(scenario.population.agents);
  run.phases.push_back({"scenario", watch.lap()});
  const Network network = network::build(scenario.network, agents, scenario.network_seed());
  for (const std::string& note : network.notes) log.warning("network: " + note);
  run.phases.push_back({"network", watch.lap()});
  run.ties = network::tie_count(network);
  log.info(fmt::format("network: {} agents, {} ties, {} communities", network.agents, run.ties,
                       network.communities()));

  run.threads = settings.threads > 0 ? settings.threads : thread_count(network.agents);
  if (!settings.force) require_memory(scenario, file, network);
  const Population population =
      make_population(scenario.population, network, scenario.population_seed(), run.threads);
  Simulation simulation(scenario, network, population, run.threads, read_by_output(scenario));
  run.phases.push_back({"population", watch.lap()});
  log.info(fmt::format("population: {} segments, {} seed adopters", population.segment_names.size(),
                       population.seed_adopters.size()));

  const Interruption interruption;
  output::Recorder recorder = make_recorder(scenario, network, directory);
  std::optional<output::AgentSnapshots> snapshots;
  if (scenario.output.agents.on())
    snapshots.emplace(directory, scenario, simulation.model(), simulation.state());
  const Summary summary = simulate(simulation, recorder, snapshots ? &*snapshots : nullptr, scenario,
                                   interruption, settings.speech);
  run.ticks = simulation.tick();
  run.complete = run.ticks == static_cast<std::uint32_t>(scenario.time.ticks);
  for (const PhaseTime& phase : simulation.phase_times()) run.phases.push_back(phase);

  const auto files = finish(directory, scenario, network, run, watch);
  for (const PhaseTime& phase : run.phases)
    log.info(fmt::format("{:<12} {:8.3f} s", phase.phase, phase.seconds));
  if (settings.speech != Verbosity::quiet) say(summary.text(scenario, network, run, directory.path(), files));
  return run.complete ? success : interrupted;
}

}  // namespace shoal::cli
