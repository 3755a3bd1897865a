#pragma once
// Up to 64 runs on one network, stepped together: the ties are read once for all of them (mechanisms/
// slices.hpp). Everything but counting is done run by run, by the phases that a run by itself goes through:
// the same bytes.

#include <cstdint>
#include <span>
#include <vector>

#include "engine/simulation.hpp"
#include "engine/workers.hpp"
#include "mechanisms/slices.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

class Lockstep {
 public:
  static constexpr std::size_t most_runs = most_slices;
  /// Runs that gain from it; where dense communities are rows of bits, a run by itself counts fast.
  static constexpr std::size_t fewest_runs = 4, fewest_in_communities = 16;

  /// A run made to step together, and the number of its scenario: runs of one number differ by seeds only.
  struct Member {
    Simulation* run;
    std::uint32_t scenario;
  };

  /// Whether runs of a scenario gain from stepping together, as measured (docs/performance.md): agents act at
  /// once, watch one sign of one product, and all ties count alike. Others may be members, and count by
  /// themselves.
  static bool serves(const Scenario& scenario);
  /// Whether so many of them do on this network, unless it consists of cliques: then there are no ties to
  /// look at.
  static bool pays(const Network& network, std::size_t runs);
  /// Bytes that runs which step together take besides their own.
  static double bytes(double agents);

  /// `members`: 1 to most_runs, all on `network`, which must outlive this, as the runs must. `threads` >= 1.
  Lockstep(const Network& network, std::vector<Member> members, unsigned threads);

  /// Advances all members by a tick.
  void step();
  /// Takes out the members at which `over` is true, by their positions at the start.
  void drop(const std::vector<bool>& over);

 private:
  void find_planes();
  void pack_block(std::size_t index);
  void count_block(std::size_t index);
  /// What a worker meets after its wave of a run: mostly the next run.
  Upcoming after(std::size_t run) const;
  /// One run's blocks [wave_, wave_end_).
  void run_wave(std::size_t run, unsigned worker);

  const Network& network_;
  std::vector<Simulation*> runs_;        ///< null: dropped
  std::vector<std::size_t> scratch_of_;  ///< by run: position in scratches_[worker]
  Workers workers_;
  std::vector<std::vector<Scratch>> scratches_;  ///< [workers][scenarios]
  Slices slices_;
  /// Blocks are counted a wave at a time; of what was counted, each run then takes what is its own.
  std::size_t wave_ = 0, wave_end_ = 0;
  std::vector<SliceCounts> counts_;           ///< by block of the wave
  std::vector<const std::uint64_t*> planes_;  ///< by run; null: it counts by itself
  Workers::Task begin_task_, pack_task_, count_task_, run_task_, end_task_;
};

}  // namespace shoal
