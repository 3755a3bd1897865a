// How much of a distribution lies inside its key's range. libm serves here: the result only decides whether
// input is accepted.

#include <algorithm>
#include <cmath>

#include "random/distribution.hpp"

namespace shoal {
namespace {

double normal_below(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

double normal_between(double lo, double hi, double mean, double sd) {
  if (sd == 0) return mean >= lo && mean <= hi ? 1 : 0;
  const double from = (lo - mean) / sd, to = (hi - mean) / sd;
  // In the upper tail the difference of two numbers near 1 would be 0.
  return from > 0 ? normal_below(-from) - normal_below(-to) : normal_below(to) - normal_below(from);
}

/// The beta distribution function by its continued fraction (DLMF 8.17.22, evaluated after Lentz 1976).
double beta_below(double x, double a, double b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - beta_below(1 - x, b, a);
  const auto nonzero = [](double v) { return std::fabs(v) < 1e-300 ? 1e-300 : v; };
  double c = 1, d = 1 / nonzero(1 - (a + b) * x / (a + 1)), fraction = d;
  for (int m = 1; m <= 10'000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonzero(1 + even * d);
    c = nonzero(1 + even / c);
    fraction *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonzero(1 + odd * d);
    c = nonzero(1 + odd / c);
    fraction *= d * c;
    if (std::fabs(d * c - 1) < 1e-15) break;
  }
  const double log_front =
      std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x);
  return std::exp(log_front) * fraction / a;
}

}  // namespace

double mass_inside(const Distribution& d) {
  const auto inside = [&](double x) { return x >= d.lowest && x <= d.highest ? 1.0 : 0.0; };
  switch (d.kind) {
    case Distribution::Kind::constant: return inside(d.a);
    case Distribution::Kind::bernoulli: return d.a * inside(1) + (1 - d.a) * inside(0);
    case Distribution::Kind::normal: return normal_between(d.lowest, d.highest, d.a, d.b);
    case Distribution::Kind::beta: return beta_below(d.highest, d.a, d.b) - beta_below(d.lowest, d.a, d.b);
    case Distribution::Kind::uniform: {
      if (d.a == d.b) return inside(d.a);
      return std::max(0.0, std::min(d.b, d.highest) - std::max(d.a, d.lowest)) / (d.b - d.a);
    }
    case Distribution::Kind::lognormal: {
      if (d.highest <= 0) return 0;
      return normal_between(std::log(std::max(d.lowest, 0.0)), std::log(d.highest), d.a, d.b);
    }
    case Distribution::Kind::column: break;
  }
  return 1;
}

}  // namespace shoal
