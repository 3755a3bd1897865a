#include "random/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "maths/elementary.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

using random::Stream;

double standard_normal(Stream& stream) { return maths::normal_quantile(stream.uniform_open()); }

/// The logarithm of a gamma variate with scale 1 (Marsaglia & Tsang 2000); below shape 1 as a variate of
/// shape + 1 times U^(1/shape). The logarithm, because for small shapes the variate itself is below every
/// positive number.
double log_gamma_variate(double shape, Stream& stream) {
  if (shape < 1) {
    const double more = log_gamma_variate(shape + 1, stream);
    return more + maths::log(stream.uniform_open()) / shape;
  }
  const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = standard_normal(stream), root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root, log_v = maths::log(v);
    if (maths::log(stream.uniform_open()) < 0.5 * x * x + d - d * v + d * log_v) return maths::log(d) + log_v;
  }
}

double beta_variate(double a, double b, Stream& stream) {
  const double x = log_gamma_variate(a, stream), y = log_gamma_variate(b, stream);
  return 1 / (1 + maths::exp(y - x));
}

double untruncated(const Distribution& d, Stream& stream) {
  switch (d.kind) {
    case Distribution::Kind::normal: return d.a + d.b * standard_normal(stream);
    case Distribution::Kind::beta: return beta_variate(d.a, d.b, stream);
    default: return maths::exp(d.a + d.b * standard_normal(stream));
  }
}

}  // namespace

double Distribution::mean() const {
  switch (kind) {
    case Kind::constant:
    case Kind::normal:
    case Kind::bernoulli: return a;
    case Kind::uniform: return 0.5 * a + 0.5 * b;
    case Kind::beta: return a / (a + b);
    case Kind::lognormal: return maths::exp(a + 0.5 * b * b);
    case Kind::column: break;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

double sample(const Distribution& d, std::uint64_t seed, std::uint32_t purpose, std::uint32_t subject) {
  if (d.kind == Distribution::Kind::constant) return d.a;
  if (d.kind == Distribution::Kind::column) throw std::logic_error("sample: a column is read, not drawn");
  Stream stream(seed, static_cast<random::Purpose>(purpose), subject);
  if (d.kind == Distribution::Kind::bernoulli) return stream.uniform_open() < d.a ? 1 : 0;
  if (d.kind == Distribution::Kind::uniform) {
    const double u = stream.uniform_open();
    return std::clamp(d.a * (1 - u) + d.b * u, d.a, d.b);  // against rounding beyond the ends
  }
  for (int tries = 0; tries < 1'000'000; ++tries) {
    const double x = untruncated(d, stream);
    if (x >= d.lowest && x <= d.highest) return x;
  }
  throw std::logic_error("sample: a distribution (almost) outside its range");
}

}  // namespace shoal
