#include "experiment/probe.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <new>

#include "engine/lockstep.hpp"
#include "engine/simulation.hpp"
#include "experiment/columns.hpp"
#include "experiment/undefined.hpp"
#include "experiment/within_run.hpp"
#include "network/build.hpp"
#include "output/csv.hpp"
#include "scenario/measurable.hpp"

namespace shoal::experiment {
namespace {

constexpr std::size_t no_series = std::numeric_limits<std::size_t>::max();

std::size_t index_of(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  names.push_back(name);
  return names.size() - 1;
}

/// What a run must form: what its metrics read, and where members or communities are measured, what they do.
metrics::Figures read_by(const Probe& probe, const std::vector<metrics::Metric>& watched) {
  const bool units = std::ranges::find(probe.measured, no_series) != probe.measured.end();
  return metrics::read_by(watched) |
         (units ? metrics::read_by(metrics::community_catalogue()) | metrics::Figures::agents
                : metrics::Figures::none);
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

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A simulation, and what is kept of its ticks.
class Observed {
 public:
  Observed(const Probe& probe, const Scenario& scenario, network::Forms& forms, const Population& population,
           unsigned threads, Stepping stepping)
      : probe_(probe),
        ticks_(static_cast<std::uint64_t>(scenario.time.ticks.value)),
        watched_(bind_metrics(probe.metrics, scenario)),
        values_(watched_.size()),
        at_stop_(probe.stopping.size()),
        simulation_(scenario, forms, population, threads, read_by(probe, watched_), stepping) {
    for (auto& series : values_) series.reserve(ticks_);
    for (std::size_t i = 0; i < probe.measures.size(); ++i)
      if (probe.measured[i] == no_series) within_.emplace_back(probe.measures[i], scenario);
    for (WithinRun& w : within_) w.watch(simulation_, nullptr);
    outcome_.status = "ok";
  }

  Simulation& simulation() { return simulation_; }
  bool over() const { return outcome_.stopped || outcome_.ticks >= ticks_; }

  /// Takes in a tick.
  void note(const metrics::Totals& totals) {
    ++outcome_.ticks;
    for (std::size_t m = 0; m < watched_.size(); ++m) values_[m].push_back(watched_[m].value(totals));
    for (WithinRun& w : within_) w.watch(simulation_, &totals);
    if (!probe_.stop.empty()) {
      for (std::size_t i = 0; i < at_stop_.size(); ++i)
        at_stop_[i] = probe_.stopping[i] == watched_.size() ? static_cast<double>(outcome_.ticks)
                                                            : values_[probe_.stopping[i]].back();
      outcome_.stopped = probe_.stop.holds(at_stop_);
    }
    if (!probe_.series.empty() && outcome_.ticks % probe_.every == 0)
      append_row(outcome_.series, outcome_.ticks, probe_, values_);
  }

  /// Once, after the last tick.
  Outcome outcome(double seconds) {
    auto next = within_.begin();
    for (std::size_t i = 0; i < probe_.measures.size(); ++i)
      outcome_.measures.push_back(
          probe_.measured[i] == no_series
              ? (next++)->value()
              : probe_.measures[i].value(values_[probe_.measured[i]], values_[probe_.partners[i]]));
    outcome_.seconds = seconds;
    return std::move(outcome_);
  }

 private:
  const Probe& probe_;
  std::uint64_t ticks_;
  std::vector<metrics::Metric> watched_;
  std::vector<std::vector<double>> values_;  ///< [watched][ticks]
  std::vector<double> at_stop_;
  std::vector<WithinRun> within_;
  Simulation simulation_;
  Outcome outcome_;
};

}  // namespace

Outcome observe(const Probe& probe, const Scenario& scenario, network::Forms& forms,
                const Population& population, unsigned threads) {
  const auto start = Clock::now();
  Observed run(probe, scenario, forms, population, threads, Stepping::plain);
  while (!run.over()) {
    run.note(run.simulation().step());
    if (probe.timeout > 0 && !run.over() && seconds_since(start) > probe.timeout) {
      Outcome outcome = failed(probe, "took longer than the timeout");
      outcome.status = "timeout";
      outcome.seconds = seconds_since(start);
      return outcome;
    }
  }
  return run.outcome(seconds_since(start));
}

std::vector<Outcome> observe_together(const Probe& probe, network::Forms& forms,
                                      const std::vector<Fellow>& fellows, unsigned threads) {
  const auto start = Clock::now();
  std::vector<std::unique_ptr<Observed>> runs;
  std::vector<Lockstep::Member> members;
  for (const Fellow& fellow : fellows) {
    runs.push_back(std::make_unique<Observed>(probe, *fellow.scenario, forms, *fellow.population, 1,
                                              Stepping::together));
    members.push_back({&runs.back()->simulation(), fellow.cell});
  }
  Lockstep lockstep(forms.network(), std::move(members), threads);
  std::vector<Outcome> outcomes(runs.size());
  std::vector<bool> over(runs.size());
  const auto part_with_those_over = [&] {
    for (std::size_t r = 0; r < runs.size(); ++r) {
      if (!runs[r] || !runs[r]->over()) continue;
      outcomes[r] = runs[r]->outcome(0);
      over[r] = true;
    }
    lockstep.drop(over);
    for (std::size_t r = 0; r < runs.size(); ++r)
      if (over[r]) runs[r].reset();
  };
  part_with_those_over();
  while (std::ranges::find(over, false) != over.end()) {
    lockstep.step();
    for (const auto& run : runs)
      if (run) run->note(run->simulation().totals());
    part_with_those_over();
  }
  const double seconds = seconds_since(start) / static_cast<double>(fellows.size());
  for (Outcome& outcome : outcomes) outcome.seconds = seconds;
  return outcomes;
}

Outcome attempt(const Probe& probe, const Scenario& scenario) {
  return guarded(probe, [&] {
    const Network network = network::build(
        scenario.network, static_cast<AgentIndex>(scenario.population.agents), scenario.network_seed());
    const Population people = make_population(scenario.population, network, scenario.population_seed());
    network::Forms forms(network, block_size);
    return observe(probe, scenario, forms, people, 1);
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
