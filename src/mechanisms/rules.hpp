#pragma once
// The classical decision rules that replace planned and impulse purchases (model.md 4.10;
// docs/mechanisms/rules.md).

#include <cmath>

#include "mechanisms/decision.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// Granovetter and Watts: whether `seen` reaches the threshold. The small slack lets shares like 3/10 meet
/// 0.3 in binary; whoever sees nobody is moved by no threshold above 0, however small.
inline bool reaches(float seen, float threshold, bool strict) {
  const float slack = 1e-6f * (threshold > 1.0f ? threshold : 1.0f);
  return strict ? seen > threshold + slack
                : (seen >= threshold - slack) & ((seen > 0.0f) | (threshold <= 0.0f));
}

/// What a Bayesian knows of earlier acts: log odds of the good state, in units of one private signal, given
/// public acts. Acts are taken in as Bayes' rule says when everybody acts on the same public knowledge and an
/// own signal of accuracy `p`.
class PublicBelief {
 public:
  PublicBelief(double accuracy, TieRule tie);
  /// Takes in an act (true: bought).
  void observe(bool bought);
  /// Probability of buying for an agent with a good or bad private signal.
  double buy_probability(bool good_signal) const;
  double log_odds() const { return log_odds_; }

 private:
  double p_, signal_;  ///< accuracy; log(p / (1 - p))
  TieRule tie_;
  double log_odds_ = 0;
};

void adopt_at_threshold(const Step& step, Block& block);
void adopt_with_hazard(const Step& step, Block& block);
void adopt_by_cascade(const Step& step, Block& block);
void imitate(const Step& step, Block& block);
void infer(const Step& step, Block& block);

}  // namespace shoal
