#include "maths/elementary.hpp"

#include <limits>

#include "maths/wide.hpp"

namespace shoal::maths {
namespace {

constexpr double magic = 6755399441055744.0;  // 1.5 * 2^52: adding it rounds to the nearest whole number
constexpr double infinity = std::numeric_limits<double>::infinity();
// ln 2 in two parts; the first has 21 trailing zero bits, so that k * ln2_high is exact for every exponent k.
constexpr double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;

/// A number as the unevaluated sum of two, the second below the last place of the first.
struct Pair {
  double high, low;
};

// The exact product (Dekker 1971, splitting by Veltkamp): no fused multiply-add, which not every CPU has.
Pair product(double a, double b) {
  const auto upper = [](double x) {
    const double c = x * 134217729.0;  // 2^27 + 1
    return c - (c - x);
  };
  const double a1 = upper(a), a2 = a - a1, b1 = upper(b), b2 = b - b1;
  const double p = a * b;
  return {p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2};
}

// Natural logarithm of a positive finite number to about 2^-59, as a pair.
// x = 2^k (1 + f), 1 + f in [sqrt(1/2), sqrt 2); log(1 + f) = 2 s + s R(s^2), s = f / (2 + f) (FreeBSD
// e_log.c, whose polynomial R is; here s carries its own rounding error along).
template <bool normal>
inline Pair log_pair(double x) {
  constexpr std::int64_t scaled = 54;
  const bool small = !normal && x < 0x1p-1022;
  if (small) x *= 0x1p54;
  constexpr std::uint64_t root_half = std::bit_cast<std::uint64_t>(0x1.6a09e667f3bcdp-1);
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x) - root_half;
  // A small whole number in the lowest bits of `magic`: vectors convert it so.
  const std::int64_t exponent = (std::bit_cast<std::int64_t>(bits) >> 52) - (small ? scaled : 0);
  const double k = std::bit_cast<double>(std::bit_cast<std::int64_t>(magic) + exponent) - magic;
  const double f = std::bit_cast<double>((bits & 0x000fffffffffffff) + root_half) - 1;

  const double d = 2 + f, d_low = f - (d - 2);
  const double s = f / d;
  const Pair sd = product(s, d);
  const double s_low = ((f - sd.high) - sd.low - s * d_low) / d;
  const double z = s * s, w = z * z;
  const double odd =
      w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const double even =
      z * (6.666666666666735130e-01 +
           w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const double tail = s * (odd + even) + (2 * s_low + k * ln2_low);

  // k ln 2 is 0 or larger than |2 s| <= 0.35: in this order the rounding error of the sum is exact.
  const double first = k * ln2_high;
  const double sum = first + 2 * s;
  const double rest = (2 * s - (sum - first)) + tail;
  const double high = sum + rest;
  return {high, rest - (high - sum)};
}

double horner(double x, const double (&c)[8]) {
  return ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x + c[0];
}

// Rational functions of AS 241, numerator and denominator by ascending power: |p - 1/2| <= 0.425, then the
// tails by r = sqrt(-log(p)) <= 5 and > 5.
constexpr double centre_top[8] = {
    3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
    4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr double centre_bottom[8] = {1.0,
                                     4.2313330701600911252e+1,
                                     6.8718700749205790830e+2,
                                     5.3941960214247511077e+3,
                                     2.1213794301586595867e+4,
                                     3.9307895800092710610e+4,
                                     2.8729085735721942674e+4,
                                     5.2264952788528545610e+3};
constexpr double middle_top[8] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                                  5.76949722146069140550e0,  3.64784832476320460504e0,
                                  1.27045825245236838258e0,  2.41780725177450611770e-1,
                                  2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr double middle_bottom[8] = {1.0,
                                     2.05319162663775882187e0,
                                     1.67638483018380384940e0,
                                     6.89767334985100004550e-1,
                                     1.48103976427480074590e-1,
                                     1.51986665636164571966e-2,
                                     5.47593808499534494600e-4,
                                     1.05075007164441684324e-9};
constexpr double far_top[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                               1.78482653991729133580e0,  2.96560571828504891230e-1,
                               2.65321895265761230930e-2, 1.24266094738807843860e-3,
                               2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr double far_bottom[8] = {1.0,
                                  5.99832206555887937690e-1,
                                  1.36929880922735805310e-1,
                                  1.48753612908506148525e-2,
                                  7.86869131145613259100e-4,
                                  1.84631831751005468180e-5,
                                  1.42151175831644588870e-7,
                                  2.04426310338993978564e-15};

}  // namespace

double log(double x) {
  if (!(x > 0)) return x == 0 ? -infinity : std::numeric_limits<double>::quiet_NaN();
  if (x == infinity) return infinity;
  return log_pair<false>(x).high;
}

void log(const double* x, std::size_t count, double* out) {
  in_widest_vectors([=] {
    for (std::size_t n = 0; n < count; ++n) out[n] = log_pair<true>(x[n]).high;
  });
}

namespace {

/// exp(x) = fraction 2^exponent.
struct Exponential {
  double fraction;
  std::int64_t exponent;
};

// exp(x) = 2^k exp(r), r = high - low; exp(r) = 1 + r + r c / (2 - c) with c = r - r^2 P(r^2) (FreeBSD
// e_exp.c).
inline Exponential exponential(double x) {
  const double shifted = x * 1.44269504088896338700 + magic;
  const double k = shifted - magic;
  const double high = x - k * ln2_high, low = k * ln2_low;
  const double r = high - low, t = r * r;
  const double c = r - t * (1.66666666666666019037e-01 +
                            t * (-2.77777777770155933842e-03 +
                                 t * (6.61375632143793436117e-05 +
                                      t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
  return {1 + (r * c / (2 - c) - low + high),
          std::bit_cast<std::int64_t>(shifted) - std::bit_cast<std::int64_t>(magic)};
}

inline double power_of_two(std::int64_t e) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(e + 1023) << 52);
}

}  // namespace

double exp(double x) {
  if (!(x < 709.782712893384)) return x < infinity ? infinity : x;  // NaN and inf stay
  if (x < -745.1332191019412) return 0;
  const auto [y, n] = exponential(x);
  // 2^n in two factors, each a normal number, so that the last multiplication alone rounds (to a subnormal
  // number).
  const std::int64_t half = n / 2;
  return y * power_of_two(half) * power_of_two(n - half);
}

void exp(const double* x, std::size_t count, double* out) {
  in_widest_vectors([=] {
    for (std::size_t n = 0; n < count; ++n) {
      const bool normal = x[n] >= -700 && x[n] <= 700;
      const auto [y, exponent] = exponential(normal ? x[n] : 0);
      out[n] = normal ? y * power_of_two(exponent) : std::numeric_limits<double>::quiet_NaN();
    }
  });
}

double pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (x == 0) return y > 0 ? 0 : infinity;
  if (!(x > 0)) return std::numeric_limits<double>::quiet_NaN();
  if (x == infinity) return y > 0 ? infinity : 0;
  const Pair l = log_pair<false>(x);
  const double rough = y * l.high;
  if (!(rough > -746 && rough < 746)) return exp(rough);
  const Pair p = product(y, l.high);
  const double e = exp(p.high);
  return e < infinity ? e + e * (p.low + y * l.low) : e;
}

namespace {

/// The quantile at p = 1/2 + q, |q| <= 0.425.
inline double central_quantile(double q) {
  const double r = 0.180625 - q * q;
  return q * horner(r, centre_top) / horner(r, centre_bottom);
}
/// Its distance from 0 at a p of which r = sqrt(-log(min(p, 1 - p))) <= 5.
inline double middle_quantile(double r) {
  return horner(r - 1.6, middle_top) / horner(r - 1.6, middle_bottom);
}
inline bool central(double q) { return q >= -0.425 && q <= 0.425; }

}  // namespace

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (central(q)) return central_quantile(q);
  const double r = std::sqrt(-log(q < 0 ? p : 1 - p));
  const double z = r <= 5 ? middle_quantile(r) : horner(r - 5, far_top) / horner(r - 5, far_bottom);
  return q < 0 ? -z : z;
}

void normal_quantile(const double* p, std::size_t count, double* out) {
  constexpr double farthest = 1e-10;  // below, r may be above 5
  in_widest_vectors([=] {
    for (std::size_t n = 0; n < count; ++n) {
      const double q = p[n] - 0.5, end = q < 0 ? p[n] : 1 - p[n];
      const double r = std::sqrt(-log_pair<true>(end > farthest ? end : farthest).high);
      const double z = middle_quantile(r), c = central_quantile(q);
      out[n] = central(q) ? c : q < 0 ? -z : z;
    }
  });
  for (std::size_t n = 0; n < count; ++n)
    if (!(p[n] > farthest && 1 - p[n] > farthest)) out[n] = normal_quantile(p[n]);
}

}  // namespace shoal::maths
