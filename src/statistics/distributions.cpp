#include "statistics/distributions.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace shoal::statistics {
namespace {

namespace bm = boost::math;
using Quiet = bm::policies::policy<bm::policies::domain_error<bm::policies::ignore_error>,
                                   bm::policies::pole_error<bm::policies::ignore_error>,
                                   bm::policies::overflow_error<bm::policies::ignore_error>,
                                   bm::policies::evaluation_error<bm::policies::ignore_error>>;
using NormalLaw = bm::normal_distribution<double, Quiet>;
using StudentLaw = bm::students_t_distribution<double, Quiet>;
using ChiSquareLaw = bm::chi_squared_distribution<double, Quiet>;
using NoncentralChiSquareLaw = bm::non_central_chi_squared_distribution<double, Quiet>;
using BinomialLaw = bm::binomial_distribution<double, Quiet>;

}  // namespace

double normal_upper(double z) {
  if (std::isinf(z)) return z > 0 ? 0 : 1;
  return bm::cdf(bm::complement(NormalLaw(), z));
}

double normal_quantile(double p) { return bm::quantile(NormalLaw(), p); }

double student_upper(double t, double df) {
  if (std::isnan(t) || !(df > 0)) return none;
  if (std::isinf(t)) return t > 0 ? 0 : 1;
  return bm::cdf(bm::complement(StudentLaw(df), t));
}

double student_quantile(double p, double df) { return df > 0 ? bm::quantile(StudentLaw(df), p) : none; }

double chi_square_upper(double x, double df) {
  if (std::isnan(x) || !(df > 0)) return none;
  if (std::isinf(x)) return 0;
  return bm::cdf(bm::complement(ChiSquareLaw(df), std::max(x, 0.0)));
}

double noncentral_chi_square_lower(double x, double df, double noncentrality) {
  if (!std::isfinite(x) || !(df > 0)) return none;
  if (!(noncentrality > 0)) return 1 - chi_square_upper(x, df);
  return bm::cdf(NoncentralChiSquareLaw(df, noncentrality), x);
}

double binomial_lower(double k, double n, double p) {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return bm::cdf(BinomialLaw(n, p), k);
}

double tail_p(Tail tail, double lower, double upper) {
  if (tail == Tail::greater) return upper;
  if (tail == Tail::less) return lower;
  return std::min(1.0, 2 * std::min(lower, upper));
}

double student_p(double t, double df, Tail tail) {
  if (std::isnan(t)) return none;
  return tail_p(tail, student_upper(-t, df), student_upper(t, df));
}

double normal_p(double z, Tail tail) {
  if (std::isnan(z)) return none;
  return tail_p(tail, normal_upper(-z), normal_upper(z));
}

}  // namespace shoal::statistics
