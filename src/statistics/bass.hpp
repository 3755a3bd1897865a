#pragma once
// Bass's diffusion curve fitted to a series of first purchases per period (Bass 1969, Management Science 15,
// 215).
//
//   F(t) = (1 - e^-(p+q)t) / (1 + (q/p) e^-(p+q)t),   t = 1, 2, ...
//   increments: S_t = m (F(t) - F(t - 1))    rate: S_t = m F'(t)

#include <span>
#include <string>

#include "statistics/result.hpp"

namespace shoal::statistics {

/// F(t), t >= 0, for p > 0, q >= 0.
double bass_share(double p, double q, double t);
/// F'(t).
double bass_rate(double p, double q, double t);

/// What a period's adoptions are taken for: those between its ends (Srinivasan & Mason 1986, Marketing
/// Science 5, 169), or the rate at its end, as many published fits do.
enum class BassSeries { increments, rate };

struct BassFit {
  double p = none, q = none, m = none;           ///< innovation, imitation (per period), market potential
  double p_se = none, q_se = none, m_se = none;  ///< asymptotic standard errors; NaN without spare periods
  double rss = none;                             ///< sum of squared residuals of S_t
  double r_squared = none;
  double peak = none;   ///< period of the highest rate, ln(q/p)/(p+q); 0 where q <= p
  std::string problem;  ///< why there is no fit; empty: there is one
};

/// Nonlinear least squares on the adoptions of each period, by Levenberg and Marquardt from several starts;
/// the best counts. `adoptions`: at least 4 numbers, none negative. A series that determines no potential (a
/// straight line, a fall from the start that never ends) gives a problem, not a number.
BassFit fit_bass(std::span<const double> adoptions, BassSeries taken = BassSeries::increments);

}  // namespace shoal::statistics
