#pragma once
// Simulations as contestants.

#include <memory>

#include "bench/contest.hpp"
#include "bench/scenarios.hpp"
#include "engine/simulation.hpp"
#include "scenario/measurable.hpp"

namespace shoal::bench {

/// Steps a simulation of `world`, which must outlive it; one repetition is one tick.
class Running {
 public:
  Running(const World& world, unsigned threads, Stepping stepping = Stepping::timed)
      : simulation_(world.scenario, world.network, world.population, threads,
                    metrics::read_by(selected_metrics(world.scenario)), stepping) {}
  void step() { purchases_ = count_purchases(simulation_.step()); }
  std::int64_t purchases() const { return purchases_; }  ///< of the last tick
  const Simulation& simulation() const { return simulation_; }

  /// Seconds of a phase since the start; 0 where it did not run.
  double phase_seconds(std::string_view phase) const;

 private:
  static std::int64_t count_purchases(const metrics::Totals& totals) {
    return totals.counts.planned + totals.counts.impulse;
  }
  Simulation simulation_;
  std::int64_t purchases_ = 0;
};

}  // namespace shoal::bench
