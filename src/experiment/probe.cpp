#include "experiment/probe.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <new>

#include "engine/simulation.hpp"
#include "experiment/columns.hpp"
#include "experiment/undefined.hpp"
#include "experiment/within_run.hpp"
#include "metrics/metrics.hpp"
#include "network/build.hpp"
#include "output/csv.hpp"

namespace shoal::experiment {
namespace {

constexpr std::size_t no_series = std::numeric_limits<std::size_t>::max();

std::size_t index_of(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  names.push_back(name);
  return names.size() - 1;
}

/// The metrics' functions, in the order of `names`.
std::vector<metrics::Metric> bind_metrics(const std::vector<std::string>& names, const Scenario& scenario) {
  std::vector<metrics::Metric> all = measurable(scenario), bound;
  for (const std::string& name : names) {
    const auto found = std::ranges::find(all, name, &metrics::Metric::name);
    if (found == all.end()) throw std::runtime_error("there is no metric '" + name + "' in this run");
    bound.push_back(*found);
  }
  return bound;
}

void append_row(std::string& rows, std::uint64_t tick, const Probe& probe,
                const std::vector<std::vector<double>>& values) {
  rows += std::to_string(tick);
  for (const std::size_t m : probe.series) {
    rows += ',';
    output::append_number(rows, values[m].back());
  }
  rows += '\n';
}

}  // namespace

Probe make_probe(const Experiment& experiment) {
  Probe probe;
  probe.measures = experiment.measures;
  for (const Measure& measure : probe.measures) {
    if (units_of(measure.metric()) != Units::run) {
      probe.measured.push_back(no_series);
      probe.partners.push_back(no_series);
      continue;
    }
    const std::string& other = measure.reduction().other;
    probe.measured.push_back(index_of(probe.metrics, measure.metric()));
    probe.partners.push_back(index_of(probe.metrics, other.empty() ? measure.metric() : other));
  }
  for (const std::string& name : experiment.series_metrics)
    probe.series.push_back(index_of(probe.metrics, name));
  probe.stop = experiment.params.stop;
  for (const std::string& name : probe.stop.names())
    if (name != "tick") index_of(probe.metrics, name);
  for (const std::string& name : probe.stop.names())
    probe.stopping.push_back(name == "tick" ? probe.metrics.size() : index_of(probe.metrics, name));
  if (experiment.params.series.chosen)
    probe.every = static_cast<std::uint64_t>(experiment.params.series.chosen->every.value);
  probe.timeout = experiment.params.timeout.seconds;
  return probe;
}

Outcome observe(const Probe& probe, const Scenario& scenario, const Network& network,
                const Population& population, unsigned threads) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  const std::vector<metrics::Metric> watched = bind_metrics(probe.metrics, scenario);
  const auto ticks = static_cast<std::uint64_t>(scenario.time.ticks.value);
  std::vector<std::vector<double>> values(watched.size());
  for (auto& series : values) series.reserve(ticks);
  std::vector<double> at_stop(probe.stopping.size());

  std::vector<WithinRun> within;
  for (std::size_t i = 0; i < probe.measures.size(); ++i)
    if (probe.measured[i] == no_series) within.emplace_back(probe.measures[i], scenario);

  Simulation simulation(scenario, network, population, threads);
  for (WithinRun& w : within) w.watch(simulation, nullptr);
  Outcome outcome;
  outcome.status = "ok";
  while (outcome.ticks < ticks) {
    const metrics::Totals& totals = simulation.step();
    ++outcome.ticks;
    for (std::size_t m = 0; m < watched.size(); ++m) values[m].push_back(watched[m].value(totals));
    for (WithinRun& w : within) w.watch(simulation, &totals);
    if (!probe.stop.empty()) {
      for (std::size_t i = 0; i < at_stop.size(); ++i)
        at_stop[i] = probe.stopping[i] == watched.size() ? static_cast<double>(outcome.ticks)
                                                         : values[probe.stopping[i]].back();
      outcome.stopped = probe.stop.holds(at_stop);
    }
    if (!probe.series.empty() && outcome.ticks % probe.every == 0)
      append_row(outcome.series, outcome.ticks, probe, values);
    if (outcome.stopped) break;
    if (probe.timeout > 0 && outcome.ticks < ticks && elapsed() > probe.timeout) {
      outcome = failed(probe, "took longer than the timeout");
      outcome.status = "timeout";
      outcome.seconds = elapsed();
      return outcome;
    }
  }
  auto next = within.begin();
  for (std::size_t i = 0; i < probe.measures.size(); ++i)
    outcome.measures.push_back(
        probe.measured[i] == no_series
            ? (next++)->value()
            : probe.measures[i].value(values[probe.measured[i]], values[probe.partners[i]]));
  outcome.seconds = elapsed();
  return outcome;
}

Outcome attempt(const Probe& probe, const Scenario& scenario) {
  return guarded(probe, [&] {
    const Network network = network::build(
        scenario.network, static_cast<AgentIndex>(scenario.population.agents), scenario.network_seed());
    const Population people = make_population(scenario.population, network, scenario.population_seed());
    return observe(probe, scenario, network, people, 1);
  });
}

Outcome guarded(const Probe& probe, const std::function<Outcome()>& body) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return failed(probe, "out of memory");
  } catch (const std::exception& error) {
    return failed(probe, error.what());
  }
}

Outcome failed(const Probe& probe, std::string message) {
  Outcome outcome;
  outcome.status = "failed";
  outcome.message = std::move(message);
  std::ranges::replace(outcome.message, '\n', ' ');
  outcome.measures.assign(probe.measures.size(), undefined);
  return outcome;
}

}  // namespace shoal::experiment
