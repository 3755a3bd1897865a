#pragma once
// A run: network, population and scenario stepped tick by tick. Any number of threads gives the same bytes.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "metrics/figures.hpp"
#include "metrics/totals.hpp"
#include "network/forms.hpp"
#include "network/network.hpp"
#include "population/population.hpp"
#include "scenario/scenario.hpp"

namespace shoal {

struct Model;
struct State;

/// Wall time of one phase since the start, summed over threads; of many blocks of agents an estimate from
/// every eighth.
struct PhaseTime {
  std::string phase;
  double seconds = 0;
};

enum class Stepping {
  timed,     ///< by itself, keeping account of phases
  plain,     ///< by itself, looking at no clock
  together,  ///< by a Lockstep
};

class Simulation {
 public:
  /// The arguments must outlive the simulation. `threads` >= 1; those of a Lockstep count where runs step
  /// together. Totals that are not in `read` may be 0; without Figures::agents, State::memory and
  /// State::shown may stay as they were.
  Simulation(const Scenario& scenario, const Network& network, const Population& population, unsigned threads,
             metrics::Figures read = metrics::Figures::everything, Stepping stepping = Stepping::timed);
  /// One of several on a network, whose other forms they share.
  Simulation(const Scenario& scenario, network::Forms& forms, const Population& population, unsigned threads,
             metrics::Figures read, Stepping stepping);
  ~Simulation();
  Simulation(Simulation&&) noexcept;

  /// Advances one tick and returns what happened in it. Not for runs that step together.
  const metrics::Totals& step();
  const metrics::Totals& totals() const;  ///< of the last tick

  std::uint32_t tick() const;  ///< ticks done
  const Model& model() const;
  const State& state() const;                  ///< after the last tick
  std::vector<PhaseTime> phase_times() const;  ///< 0 where no clock is looked at

 private:
  friend class Lockstep;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

namespace network {
struct MemoryEstimate;
}
/// Bytes that the state of a run will take, besides the network: of its agents, and dense communities as bits
/// where signals are counted by them.
double estimate_state_bytes(const Scenario& scenario, const network::MemoryEstimate& network,
                            unsigned threads);

}  // namespace shoal
