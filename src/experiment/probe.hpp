#pragma once
// One run of an experiment: a simulation watched through the metrics that the experiment names.

#include <functional>
#include <string>
#include <vector>

#include "experiment/experiment.hpp"
#include "network/forms.hpp"
#include "population/population.hpp"

namespace shoal::experiment {

/// What is watched in every run.
struct Probe {
  std::vector<std::string> metrics;  ///< each once
  std::vector<Measure> measures;
  std::vector<std::size_t> measured;  ///< parallel to measures: index into metrics; the largest number there
                                      ///< is for measures of communities or members
  std::vector<std::size_t>
      partners;  ///< the same of the other metric of a correlation, else of the same metric
  Condition stop;
  std::vector<std::size_t> stopping;  ///< parallel to stop.names(): index into metrics, or the number of
                                      ///< metrics for the tick
  std::vector<std::size_t> series;    ///< columns of series.csv: indices into metrics
  std::uint64_t every = 1;            ///< ticks per row
  double timeout = 0;                 ///< seconds; 0: none
};
Probe make_probe(const Experiment& experiment);

/// What one run comes to.
struct Outcome {
  std::string status, message;
  std::uint64_t ticks = 0;
  bool stopped = false;
  std::vector<double> measures;  ///< NaN where the run failed
  std::string series;            ///< rows "tick,...", each with its line end
  double seconds = 0;
};

/// Runs to the end, the stop condition or the timeout.
Outcome observe(const Probe& probe, const Scenario& scenario, network::Forms& forms,
                const Population& population, unsigned threads);

/// A run of several that step together. What is referred to must outlive them.
struct Fellow {
  const Scenario* scenario;
  const Population* population;
  std::uint32_t cell;  ///< equal where scenarios differ by seeds only
};
/// The same, bit by bit, for up to Lockstep::most_runs runs on one network that Lockstep::serves; a probe
/// with a timeout does not do. Each is charged its share of the time of all.
std::vector<Outcome> observe_together(const Probe& probe, network::Forms& forms,
                                      const std::vector<Fellow>& fellows, unsigned threads);
/// The same with a network and a population of its own; what fails is an outcome too.
Outcome attempt(const Probe& probe, const Scenario& scenario);
/// What `body` gives, or the failed outcome of what it throws.
Outcome guarded(const Probe& probe, const std::function<Outcome()>& body);
/// The outcome of a run that could not take place.
Outcome failed(const Probe& probe, std::string message);

}  // namespace shoal::experiment
