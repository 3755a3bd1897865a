#pragma once
// Timing on a machine that does other things too: contestants take turns, so that what disturbs one disturbs
// all; the median of many rounds is what counts, and only ratios within one contest mean much. Contestants of
// one thread are charged the processor time of that thread, so that waiting for a processor is not theirs.

#include <functional>
#include <string>
#include <vector>

namespace shoal::bench {

/// Something to time. One call of `run` is one repetition.
struct Contestant {
  std::string name;
  std::function<void()> run;
  bool alone = true;                 ///< works in the calling thread only
  std::vector<double> seconds = {};  ///< of one repetition, by round

  double median() const;
};

struct Effort {
  int rounds = 9;           ///< turns of each contestant
  double least = 0.03;      ///< seconds of a turn: short runs are repeated
  std::size_t warm_up = 2;  ///< untimed repetitions at the start
};

/// Rounds of turns. Gives every contestant `rounds` times.
void compete(std::vector<Contestant>& contestants, const Effort& effort);

/// NaN where there is none.
double median(std::vector<double> values);

/// Seconds of one call: of processor time of this thread, or wall time.
double seconds_of(const std::function<void()>& call, bool alone = true);

}  // namespace shoal::bench
