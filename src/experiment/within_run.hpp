#pragma once
// How two quantities go together over the communities, or over the members, of one run (docs/measures.md).

#include <vector>

#include "experiment/unit_columns.hpp"

namespace shoal {
class Simulation;
}

namespace shoal::experiment {

/// One measure such as `communities.activity: correlation(purchases_per_member)@61..240`, watched tick by
/// tick. Members are those who belonged all the time, from before the window's first tick to the end of its
/// last.
class WithinRun {
 public:
  /// @pre unit_problem(measure, scenario) is empty, and the measure is not of the run
  WithinRun(const Measure& measure, const Scenario& scenario);
  /// Before the first tick, with null totals, and after every tick.
  void watch(const Simulation& simulation, const metrics::Totals* totals);
  /// Correlation: Pearson's, of both columns' means over the window. Prediction: of the first column at the
  /// end of the tick before the window with the other's mean over it. Tercile n: the other's mean over the
  /// window, over the n-th third by that first column, the lowest first; equals stand in the third of their
  /// middle rank. NaN where it is undefined: a side does not vary, a third is empty.
  double value() const;

 private:
  void begin(const Simulation& simulation, const metrics::Totals* totals);
  void go_on(const Simulation& simulation, const metrics::Totals* totals);

  Units units_;
  Reduction reduction_;
  UnitColumn first_, other_;
  std::vector<double> x_, y_;    ///< by unit: the first column, sums of the other; or sums of both
  std::vector<double> nx_, ny_;  ///< defined values in them
  std::vector<bool> in_;         ///< units that count
  std::vector<Signal> owned_;    ///< State::idle at the end of the last tick
};

}  // namespace shoal::experiment
