// Values of many subjects at a time. What a subject's stream begins with nearly always decides its value, so
// that is worked out in columns; whoever needs more of its stream is drawn by itself.

#include <algorithm>
#include <array>
#include <limits>

#include "maths/elementary.hpp"
#include "random/distribution.hpp"

namespace shoal {
namespace {

constexpr std::size_t most = 256;  ///< subjects at a time
using Numbers = std::array<double, most>;
constexpr double undecided = std::numeric_limits<double>::quiet_NaN();

/// The streams of up to `most` subjects side by side.
class Streams {
 public:
  Streams(std::uint64_t seed, random::Purpose purpose, const std::uint32_t* subjects, std::size_t count)
      : seed_(seed), purpose_(purpose), subjects_(subjects), count_(count) {}

  std::size_t count() const { return count_; }
  /// The next uniform number of each.
  void uniform_open(Numbers& out) {
    if (given_ % 2 == 0)
      random::uniform_open_columns(seed_, purpose_, subjects_, count_, given_ / 2, block_[0].data(),
                                   block_[1].data());
    out = block_[given_ % 2];
    ++given_;
  }
  void standard_normal(Numbers& out) {
    Numbers u;
    uniform_open(u);
    maths::normal_quantile(u.data(), count_, out.data());
  }

 private:
  std::uint64_t seed_;
  random::Purpose purpose_;
  const std::uint32_t* subjects_;
  std::size_t count_;
  std::uint32_t given_ = 0;
  std::array<Numbers, 2> block_;
};

/// log_gamma_variate where its first candidate is accepted, else undecided.
void log_gamma_variates(const Sampler::GammaShape& g, Streams& streams, Numbers& out) {
  const std::size_t count = streams.count();
  if (g.shape < 1) {
    log_gamma_variates(Sampler::GammaShape(g.shape + 1), streams, out);
    Numbers log_u;
    streams.uniform_open(log_u);
    maths::log(log_u.data(), count, log_u.data());
    for (std::size_t n = 0; n < count; ++n) out[n] += log_u[n] / g.shape;
    return;
  }
  Numbers x, v, log_v, log_u;
  streams.standard_normal(x);
  streams.uniform_open(log_u);
  for (std::size_t n = 0; n < count; ++n) {
    const double root = 1 + g.c * x[n];
    v[n] = root > 0 ? root * root * root : undecided;  // whose logarithm is not used
  }
  maths::log(v.data(), count, log_v.data());
  maths::log(log_u.data(), count, log_u.data());
  for (std::size_t n = 0; n < count; ++n)
    out[n] = v[n] > 0 && g.accepts(x[n], v[n], log_v[n], log_u[n]) ? g.log_d + log_v[n] : undecided;
}

}  // namespace

void Sampler::column(std::uint64_t seed, std::uint32_t purpose, const std::uint32_t* subjects,
                     std::size_t count, float* out) const {
  const Distribution& d = *distribution_;
  if (d.constant()) {
    std::fill_n(out, count, static_cast<float>(d.a));
    return;
  }
  for (; count > most; subjects += most, out += most, count -= most)
    column(seed, purpose, subjects, most, out);
  Streams streams(seed, static_cast<random::Purpose>(purpose), subjects, count);
  Numbers x;
  switch (d.kind) {
    case Distribution::Kind::beta: {
      Numbers y;
      log_gamma_variates(gammas_[0], streams, x);
      log_gamma_variates(gammas_[1], streams, y);
      for (std::size_t n = 0; n < count; ++n) y[n] -= x[n];
      maths::exp(y.data(), count, x.data());
      for (std::size_t n = 0; n < count; ++n) x[n] = 1 / (1 + x[n]);
      break;
    }
    case Distribution::Kind::normal:
    case Distribution::Kind::lognormal:
      streams.standard_normal(x);
      for (std::size_t n = 0; n < count; ++n) x[n] = d.a + d.b * x[n];
      if (d.kind == Distribution::Kind::lognormal) maths::exp(x.data(), count, x.data());
      break;
    default:  // one number decides
      streams.uniform_open(x);
      for (std::size_t n = 0; n < count; ++n) x[n] = of_uniform(x[n]);
  }
  for (std::size_t n = 0; n < count; ++n)
    out[n] = static_cast<float>(x[n] >= d.lowest && x[n] <= d.highest ? x[n]
                                                                      : (*this)(seed, purpose, subjects[n]));
}

}  // namespace shoal
