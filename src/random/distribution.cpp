#include "random/distribution.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "maths/elementary.hpp"

namespace shoal {
namespace {

using random::Stream;

double standard_normal(Stream& stream) { return maths::normal_quantile(stream.uniform_open()); }

/// The logarithm of a gamma variate with scale 1 (Marsaglia & Tsang 2000); below shape 1 as a variate of
/// shape + 1 times U^(1/shape). The logarithm, because for small shapes the variate itself is below every
/// positive number.
double log_gamma_variate(const Sampler::GammaShape& g, Stream& stream) {
  if (g.shape < 1) {
    const double more = log_gamma_variate(Sampler::GammaShape(g.shape + 1), stream);
    return more + maths::log(stream.uniform_open()) / g.shape;
  }
  for (;;) {
    const double x = standard_normal(stream), root = 1 + g.c * x;
    if (root <= 0) continue;
    const double v = root * root * root, log_v = maths::log(v), u = stream.uniform_open();
    // Their squeeze: a u below this passes the test that follows, by more than that can round.
    const bool clear = u < 1 - 0.0331 * (x * x) * (x * x) - 1e-11 * g.d;
    if (clear || g.accepts(x, v, log_v, maths::log(u))) return g.log_d + log_v;
  }
}

}  // namespace

Sampler::GammaShape::GammaShape(double shape_)
    : shape(shape_), d(shape_ - 1.0 / 3), c(1 / std::sqrt(9 * d)), log_d(maths::log(d)) {}

Sampler::Sampler(const Distribution& d) : distribution_(&d) {
  if (d.kind == Distribution::Kind::column) throw std::logic_error("sample: a column is read, not drawn");
  if (d.kind == Distribution::Kind::beta) gammas_ = {GammaShape(d.a), GammaShape(d.b)};
}

double Sampler::untruncated(random::Stream& stream) const {
  const Distribution& d = *distribution_;
  switch (d.kind) {
    case Distribution::Kind::normal: return d.a + d.b * standard_normal(stream);
    case Distribution::Kind::beta: {
      const double x = log_gamma_variate(gammas_[0], stream), y = log_gamma_variate(gammas_[1], stream);
      return 1 / (1 + maths::exp(y - x));
    }
    default: return maths::exp(d.a + d.b * standard_normal(stream));
  }
}

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

double Sampler::operator()(std::uint64_t seed, std::uint32_t purpose, std::uint32_t subject) const {
  const Distribution& d = *distribution_;
  if (d.kind == Distribution::Kind::constant) return d.a;
  Stream stream(seed, static_cast<random::Purpose>(purpose), subject);
  if (d.kind == Distribution::Kind::bernoulli || d.kind == Distribution::Kind::uniform)
    return of_uniform(stream.uniform_open());
  for (int tries = 0; tries < 1'000'000; ++tries) {
    const double x = untruncated(stream);
    if (x >= d.lowest && x <= d.highest) return x;
  }
  throw std::logic_error("sample: a distribution (almost) outside its range");
}

double sample(const Distribution& d, std::uint64_t seed, std::uint32_t purpose, std::uint32_t subject) {
  return Sampler(d)(seed, purpose, subject);
}

}  // namespace shoal
