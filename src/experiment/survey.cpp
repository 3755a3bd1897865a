#include "experiment/survey.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "config/derived.hpp"
#include "engine/lockstep.hpp"
#include "engine/simulation.hpp"
#include "experiment/columns.hpp"
#include "experiment/unit_columns.hpp"
#include "network/build.hpp"
#include "output/inputs.hpp"
#include "population/population.hpp"
#include "random/philox.hpp"
#include "scenario/measurable.hpp"

namespace shoal::experiment {
namespace {

/// Numbers for equal texts.
class Numbering {
 public:
  std::uint32_t operator()(const std::string& text) {
    return numbers_.emplace(text, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }
  std::uint32_t size() const { return static_cast<std::uint32_t>(numbers_.size()); }

 private:
  std::map<std::string, std::uint32_t> numbers_;
};

template <class Params>
std::string text_of(Params& params) {
  config::Section section;
  describe(section, params);
  return config::values(section, config::Form::rerun).dump();
}

/// What the experiment measures and the cell's scenario does not have (arms may change segments); empty: all
/// is there.
std::string missing_metric(const Experiment& experiment, const Scenario& scenario) {
  std::vector<std::string> known;
  for (const auto& metric : measurable(scenario)) known.push_back(metric.name);
  const auto lacks = [&](const std::string& name) { return std::ranges::find(known, name) == known.end(); };
  const auto missing = [](const std::string& name) { return "there is no metric '" + name + "'"; };
  for (const Measure& measure : experiment.measures) {
    if (std::string why = unit_problem(measure, scenario); !why.empty()) return why;
    if (units_of(measure.metric()) != Units::run) continue;
    if (lacks(measure.metric())) return missing(measure.metric());
    const std::string& other = measure.reduction().other;  // of a correlation or ratio
    if (!other.empty() && lacks(other)) return missing(other);
  }
  for (const std::string& name : experiment.series_metrics)
    if (lacks(name)) return missing(name);
  for (const std::string& name : experiment.params.stop.names())
    if (name != "tick" && lacks(name)) return missing(name);
  return "";
}

network::MemoryEstimate without_forms(network::MemoryEstimate estimate) {
  estimate.bit_row_bytes = estimate.position_row_bytes = 0;
  return estimate;
}

}  // namespace

Survey survey(const Plan& plan) {
  constexpr std::size_t enough = 20;  // problems
  Survey result;
  Numbering networks, populations;
  config::Problems problems;
  std::set<std::string> seen;
  std::map<std::uint32_t, network::MemoryEstimate> estimates;
  for (std::size_t c = 0; c < plan.cells().size() && problems.size() < enough; ++c) {
    try {
      Scenario scenario = plan.scenario(c);
      if (auto missing = output::missing_inputs(scenario, plan.experiment().file); !missing.empty())
        throw config::InvalidInput(std::move(missing));
      if (const std::string why = missing_metric(plan.experiment(), scenario); !why.empty()) {
        config::Origin place;
        place.file = std::make_shared<const std::string>(plan.experiment().file);
        throw config::InvalidInput({{place, "measure", why + " in " + plan.name(c)}});
      }
      CellSurvey cell;
      cell.agents = static_cast<std::uint64_t>(scenario.population.agents.value);
      cell.ticks = static_cast<std::uint64_t>(scenario.time.ticks.value);
      cell.network = networks(text_of(scenario.network) + std::to_string(cell.agents));
      cell.population = populations(text_of(scenario.population));
      if (!network::depends_on_seed(scenario.network))
        cell.network_seed = 0;
      else if (scenario.seeds.network)
        cell.network_seed = scenario.seeds.network->value;
      if (scenario.seeds.population) cell.population_seed = scenario.seeds.population->value;
      const auto agents = static_cast<AgentIndex>(cell.agents);
      auto [estimate, fresh] = estimates.try_emplace(cell.network);
      if (fresh) estimate->second = network::estimate_memory(scenario.network, agents);
      cell.network_bytes = estimate->second.held_bytes;
      cell.network_peak_bytes = estimate->second.peak_bytes;
      cell.state_bytes = estimate_state_bytes(scenario, estimate->second, 1);
      cell.form_bytes = cell.state_bytes - estimate_state_bytes(scenario, without_forms(estimate->second), 1);
      cell.work = estimate->second.agents * static_cast<double>(cell.ticks);
      if (plan.experiment().params.timeout.seconds == 0 && Lockstep::serves(scenario))
        cell.together_bytes = Lockstep::bytes(estimate->second.agents);
      result.cells.push_back(cell);
    } catch (const config::InvalidInput& invalid) {
      for (const config::Problem& problem : invalid.problems())
        if (seen.insert(problem.text().substr(0, problem.text().rfind(" ["))).second)
          problems.push_back(problem);
    }
  }
  if (!problems.empty()) throw config::InvalidInput(std::move(problems));
  // A record in the ledger, the same as a row of the results, and the text of its file.
  const double cells_of_row =
      static_cast<double>(plan.experiment().measures.size() * 40 + plan.experiment().factors.size() * 60);
  result.record_bytes = static_cast<double>(plan.most_runs()) * (900 + cells_of_row);
  result.networks = networks.size();
  result.populations = populations.size();
  return result;
}

WorldKey world_key(const CellSurvey& cell, std::uint64_t seed) {
  // As Scenario::network_seed and population_seed derive them; tests compare.
  return {cell.network, cell.network_seed.value_or(random::derive_seed(seed, 1)), cell.population,
          cell.population_seed.value_or(random::derive_seed(seed, 2))};
}

double memory_bytes(const Survey& survey, unsigned concurrent, unsigned together) {
  // Each thread builds or holds one network and its runs; one more network waits for its next run.
  // What counts one run's ties may still be kept while a run needs none of it.
  double network = 0, peak = 0, state = 0, forms = 0, shared = 0;
  for (const CellSurvey& cell : survey.cells) {
    const bool joins = together > 1 && cell.together_bytes > 0;
    network = std::max(network, cell.network_bytes);
    peak = std::max(peak, cell.network_peak_bytes);
    const double runs = joins ? together : 1;
    state = std::max(state, (cell.state_bytes - cell.form_bytes) * runs);
    forms = std::max(forms, cell.form_bytes * runs);
    if (joins) shared = std::max(shared, cell.together_bytes);
  }
  constexpr double itself = 48 << 20;  // the program
  return itself + survey.record_bytes + network +
         concurrent * std::max(peak, network + state + forms + shared);
}

}  // namespace shoal::experiment
