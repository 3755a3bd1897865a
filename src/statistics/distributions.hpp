#pragma once
// The distributions behind the tests, from Boost.Math, which only distributions.cpp includes.

#include "statistics/result.hpp"

namespace shoal::statistics {

/// P(Z > z) of the standard normal.
double normal_upper(double z);
/// The p-quantile of the standard normal, 0 < p < 1.
double normal_quantile(double p);
/// P(T > t) of Student's t; df > 0 need not be whole, t may be infinite.
double student_upper(double t, double df);
/// The p-quantile of Student's t, 0 < p < 1.
double student_quantile(double p, double df);
/// P(X > x) of chi-square.
double chi_square_upper(double x, double df);
/// P(X <= x) of the noncentral chi-square; NaN where it cannot be computed.
double noncentral_chi_square_lower(double x, double df, double noncentrality);
/// P(X <= k) of the binomial; k < 0 gives 0.
double binomial_lower(double k, double n, double p);

/// The p value of a statistic whose upper tail is `upper` and whose lower tail is `lower`.
double tail_p(Tail tail, double lower, double upper);
/// The p value of a t statistic.
double student_p(double t, double df, Tail tail);
/// The p value of a z statistic.
double normal_p(double z, Tail tail);

}  // namespace shoal::statistics
