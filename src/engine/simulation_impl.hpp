#pragma once
// What a run is made of and what a tick of it consists of. For simulation.cpp, which steps one run, and
// lockstep.cpp, which steps several together.

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "engine/interventions.hpp"
#include "engine/model.hpp"
#include "engine/simulation.hpp"
#include "engine/tallies.hpp"
#include "engine/turns.hpp"
#include "engine/workers.hpp"
#include "mechanisms/registry.hpp"
#include "mechanisms/routine.hpp"

namespace shoal {

/// Charges the time since the last lap to a phase; without a place to charge it to, looks at no clock.
class LapClock {
 public:
  /// `nanoseconds`: by phase, or null. `stands_for`: laps like these, of which only these are timed.
  explicit LapClock(std::int64_t* nanoseconds, std::int64_t stands_for = 1)
      : nanoseconds_(nanoseconds), stands_for_(stands_for) {
    if (nanoseconds_ != nullptr) before_ = std::chrono::steady_clock::now();
  }
  void lap(std::size_t phase) {
    if (nanoseconds_ == nullptr) return;
    const auto now = std::chrono::steady_clock::now();
    nanoseconds_[phase] += stands_for_ * std::chrono::nanoseconds(now - before_).count();
    before_ = now;
  }

 private:
  std::int64_t* nanoseconds_;
  std::int64_t stands_for_;
  std::chrono::steady_clock::time_point before_;
};

struct Simulation::Impl {
  /// `forms`: of the network, shared with other runs on it; null: the run makes its own.
  Impl(const Scenario& scenario, const Network& network, network::Forms* forms, const Population& population,
       unsigned threads, metrics::Figures read, Stepping stepping);

  const Model& model() const { return *current; }
  std::size_t blocks() const { return tallies.blocks.size(); }
  bool together() const { return stepping == Stepping::together; }

  // A tick.
  void begin_tick();  ///< what is to be done before agents act
  void step_synchronous();
  void step_turns();
  void end_tick();  ///< adds up

  // All agents act at once, in parts.
  void begin_blocks();
  /// Whether signals must be packed before agents act.
  bool must_pack() const { return state.planes.empty() ? state.columns.packed() : !state.planes.ready(); }
  void pack_block(std::size_t index);
  /// All phases for one block of agents while its columns are in the cache. Blocks are independent: each
  /// reads the signals of the last tick and writes its own agents. `slice`: counts that were taken for
  /// several runs. `next`: what is run after it.
  void run_block(std::size_t index, unsigned worker, Scratch& scratch, LapClock clock, Upcoming next,
                 SliceOf slice = {});
  Upcoming upcoming(std::size_t index) const {
    return index < blocks() && columns.worth_it()
               ? Upcoming{&columns, static_cast<AgentIndex>(index * block_size)}
               : Upcoming{};
  }
  void end_blocks();

  Step now(std::uint32_t moment, AgentIndex parent = nobody);
  Block block_at(std::size_t index, Scratch& scratch, BlockTally& tally);
  /// So many workers may run blocks.
  void share_tallies(unsigned among) { tallies.by_worker(counts_only(model(), read) ? among : 0); }
  LapClock clock(unsigned worker) {
    return LapClock(stepping == Stepping::timed ? nanoseconds[worker].data() : nullptr);
  }
  /// For one block's phases: of many blocks every sixteenth is timed, others in the next tick.
  LapClock clock(unsigned worker, std::size_t block) {
    const std::size_t one_in = blocks() >= 64 ? 16 : 1;
    if (stepping != Stepping::timed || (block + tick) % one_in != 0) return LapClock(nullptr);
    return LapClock(nanoseconds[worker].data(), static_cast<std::int64_t>(one_in));
  }

  const Scenario& scenario;
  const metrics::Figures read;
  const Stepping stepping;
  const std::unique_ptr<network::Forms> own_forms;  ///< null: they are shared with other runs
  network::Forms& forms;
  Interventions interventions;
  std::optional<Model> current;
  State state;
  std::vector<std::size_t> active;   ///< positions in phases()
  std::vector<bool> ran;             ///< by position in phases(): whether it was ever active
  bool pushing = false;              ///< where few show the only sign that is watched, counts may be pushed
  bool counting_communities = true;  ///< what happens in them is counted
  bool measuring = true;             ///< blocks end with figures that somebody reads
  bool changed = true;               ///< since all levels were last measured, other than by turns
  bool fresh = true;                 ///< the model is another than in the last tick
  Workers workers;
  Tallies tallies;
  std::vector<Scratch> scratches;                      ///< one per worker; none where runs step together
  std::vector<std::vector<std::int64_t>> nanoseconds;  ///< [worker][phases(), then measure or turns]
  Turns turns;
  TickColumns columns;
  std::size_t runs_together = 1;  ///< this and those that step with it by turns
  Workers::Task clique_task, pack_task, task, measure_task;
  std::uint32_t tick = 0;

 private:
  void prepare_model();
  void prepare_cliques();
  void prepare_columns();
  void prepare_planes();
  void push_if_few();
  void measure_block(std::size_t index, unsigned worker);
  void run_turn(AgentIndex agent, std::uint32_t moment, AgentIndex parent = nobody);
  void once_per_tick(std::span<const TickPhase> phases);
  void intervene();
};

}  // namespace shoal
