#include "cli/dry_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/memory.hpp"
#include "cli/progress.hpp"
#include "cli/stopwatch.hpp"
#include "experiment/probe.hpp"
#include "experiment/runner.hpp"
#include "experiment/survey.hpp"
#include "network/build.hpp"
#include "scenario/set_seed.hpp"

namespace shoal::cli {
namespace {

namespace ex = experiment;

struct Pilot {
  double build = 0, run = 0;  ///< mean seconds of a network with its population, and of a run
  std::size_t runs = 0;
  std::size_t series_bytes = 0;  ///< of one run
};

/// Runs some cells, spread over the plan, for about a second.
Pilot fly(const ex::Plan& plan, unsigned threads) {
  const ex::Probe probe = ex::make_probe(plan.experiment());
  const std::size_t cells = plan.cells().size(), most = std::min<std::size_t>(cells, 5);
  Pilot pilot;
  Stopwatch watch;
  for (std::size_t i = 0; i < most && (i == 0 || watch.total() < 1); ++i) {
    const std::size_t cell = most == 1 ? 0 : i * (cells - 1) / (most - 1);
    Scenario scenario = plan.scenario(cell);
    set_seed(scenario, plan.seed(cell, 0));
    watch.lap();
    const Network network = network::build(
        scenario.network, static_cast<AgentIndex>(scenario.population.agents), scenario.network_seed());
    const Population people = make_population(scenario.population, network, scenario.population_seed());
    pilot.build += watch.lap();
    network::Forms forms(network, block_size);
    const ex::Outcome outcome = ex::observe(probe, scenario, forms, people, threads);
    pilot.run += watch.lap();
    pilot.series_bytes = std::max(pilot.series_bytes, outcome.series.size());
    ++pilot.runs;
  }
  pilot.build /= static_cast<double>(pilot.runs);
  pilot.run /= static_cast<double>(pilot.runs);
  return pilot;
}

/// Distinct networks that the runs will need.
std::uint64_t networks(const ex::Plan& plan, const ex::Survey& survey, std::uint64_t replicates) {
  const bool independent = plan.experiment().params.seeds.scheme == ex::SeedScheme::independent;
  std::set<std::pair<std::uint32_t, std::uint64_t>> fixed;
  std::set<std::uint32_t> configurations;
  std::uint64_t free = 0;  // built anew in each replicate
  for (const ex::CellSurvey& cell : survey.cells)
    if (cell.network_seed)
      fixed.emplace(cell.network, *cell.network_seed);
    else if (configurations.insert(cell.network).second || independent)
      ++free;
  return fixed.size() + free * replicates;
}

}  // namespace

std::string dry_run(const ex::Experiment& experiment, unsigned jobs, const ex::Shard& shard) {
  const ex::Plan plan(experiment);
  const ex::Survey survey = ex::survey(plan);
  const std::uint64_t cells = plan.cells().size();
  const bool rule = experiment.params.replicates.until.has_value();
  const std::uint64_t least = plan.least_replicates(), most = plan.most_replicates();
  const MemoryLimit memory = available_memory();
  const std::uint64_t runs = most * cells / shard.count;
  const ex::Workforce force = ex::share_out(survey, runs, jobs, memory.bytes);

  std::string text = fmt::format("{}\n", experiment.params.name);
  const auto line = [&](std::string_view what, const std::string& value) {
    text += fmt::format("  {:<12} {}\n", what, value);
  };
  line("arms",
       experiment.params.arms.items.empty() ? "none" : fmt::format("{}", fmt::join(experiment.arms, ", ")));
  for (const ex::DesignTable& block : experiment.blocks)
    line("block " + block.name,
         fmt::format("{} point{}{}{}", block.points.size(), block.points.size() == 1 ? "" : "s",
                     block.factors.empty() ? "" : " of ", fmt::join(block.factors, ", ")));
  line("replicates", rule ? fmt::format("{} to {}, until {} is known to +-{}", least, most,
                                        experiment.params.replicates.until->measure,
                                        experiment.params.replicates.until->half_width.value)
                          : std::to_string(most));
  line("runs", rule ? fmt::format("{} to {}", least * cells, most * cells) : std::to_string(most * cells));
  if (!shard.whole()) line("shard", fmt::format("{}/{}: about {} runs", shard.index, shard.count, runs));
  line("seeds",
       fmt::format("root {}, {}; design {}", experiment.params.seeds.root.value,
                   config::name_of(experiment.params.seeds.scheme), experiment.params.seeds.design_seed()));
  line("measures", fmt::format("{}", fmt::join(experiment.measure_names(), ", ")));
  line("networks",
       fmt::format("{}{} to build, {} configuration{}", rule ? "up to " : "", networks(plan, survey, most),
                   survey.networks, survey.networks == 1 ? "" : "s"));
  line("threads",
       fmt::format(
           "{} run{} at a time, {} thread{} each{}", force.jobs, force.jobs == 1 ? "" : "s", force.threads,
           force.threads == 1 ? "" : "s",
           force.together == 1 ? "" : fmt::format("; up to {} on one network count as one", force.together)));
  const double needed = ex::memory_bytes(survey, force.jobs, force.together);
  line("memory", fmt::format("up to {}; {} allows {}{}", bytes_text(needed), memory.of,
                             bytes_text(memory.bytes), needed > memory.bytes ? "  NOT ENOUGH" : ""));

  const Pilot pilot = fly(plan, force.threads);
  const double series = static_cast<double>(pilot.series_bytes) * static_cast<double>(runs);
  line("rows", fmt::format("{}{} in runs.csv{}", rule ? "up to " : "", runs,
                           series > 0 ? fmt::format("; series.csv about {}", bytes_text(series)) : ""));
  const double share = static_cast<double>(networks(plan, survey, most)) / static_cast<double>(cells * most);
  const double seconds = (pilot.run + share * pilot.build) * static_cast<double>(runs) / force.jobs;
  line("time", fmt::format("{}about {} (pilot of {} run{}: {:.3g} s each, {:.3g} s to build a network)",
                           rule ? "up to " : "", duration_text(seconds), pilot.runs,
                           pilot.runs == 1 ? "" : "s", pilot.run, pilot.build));
  return text;
}

}  // namespace shoal::cli
