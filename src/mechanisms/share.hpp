#pragma once
// Sharing: pure maths of the propensities, and the phases (docs/mechanisms/sharing.md).

#include <cmath>

#include "maths/elementary.hpp"
#include "mechanisms/sharing.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// 1 - (1 - p)^n: probability that at least one of n occasions, n >= 1 real, is taken.
inline double louder(double p, double n) { return p >= 1.0 ? 1.0 : 1.0 - maths::pow(1.0 - p, n); }

/// Whether luck u, in [0, 1), is below louder(p, n): told by bounds of it, p <= louder(p, n) <= n p
/// (Bernoulli's inequality), but for what lies between them, so that few need a power.
inline bool takes_occasion(double u, double p, double n) {
  constexpr double rounding = 1e-12;  // of `louder` for small n, and more; n (1 - p) is rounded n times
  if (u > n * p + (rounding + n * 0x1p-52)) return false;
  return u < p - rounding || u < louder(p, n);
}

/// Probability of a review (posts_review tells who posts one): rises with |S| at both ends, steeper for
/// losses.
inline double review_probability(const ShareParams& params, double satisfaction) {
  return louder(params.review * std::abs(satisfaction), satisfaction < 0 ? double{params.negativity} : 1.0);
}
/// Whether somebody with luck u in [0, 1) posts one: u < review_probability.
inline bool posts_review(const ShareParams& params, double satisfaction, double u) {
  return takes_occasion(u, params.review * std::abs(satisfaction),
                        satisfaction < 0 ? double{params.negativity} : 1.0);
}
/// Probability that a pleased buyer recommends.
inline double recommend_probability(const ShareParams& params, double trust, double belonging,
                                    double recognition) {
  const double p = params.recommend * trust * belonging;
  return p + (1.0 - p) * recognition;
}
/// Probability that a displeased buyer complains.
inline double complain_probability(const ShareParams& params) {
  return louder(params.complain, params.negativity);
}

/// Reviews, recommendations and complaints of the block's buyers; recognition of earlier shares.
void share(const Step& step, Block& block);

/// Writes the signals that neighbours see from the next tick on, and the participation score.
void publish(const Step& step, Block& block);

}  // namespace shoal
