#pragma once
// exp, log, pow, logistic and the normal quantile with the same bits on every CPU, compiler, optimisation
// level and vector width.
//
// libm's differ by CPU and Eigen's by vector width (docs/architecture.md), so state is computed with these.
// They use only + - * / sqrt, the fused multiply-add where it is written, and integer operations; those in
// single precision are written so that compilers vectorise loops over them without changing a bit.

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace shoal::maths {

/// exp in single precision; error below 2 ulp on [-87, 88], saturating outside; NaN stays NaN.
inline float exp(float x);
/// exp(-|x|) in single precision, the bits of exp; of NaN exp(-87).
inline float exp_of_minus(float x);
/// Natural logarithm in single precision, x >= 0 and finite; error below 2 ulp. Numbers below the smallest
/// normal one (1.2e-38), and so 0 too, count as that number: the result is never below -87.4.
inline float log(float x);
/// 1 / (1 + exp(-x)) in single precision; error below 3 ulp where x >= -87, 1.6e-38 below.
inline float logistic(float x);
/// Natural logarithm in double precision; error below 1 ulp. log(0) is -inf, of a negative number NaN.
double log(double x);
/// The same of numbers from 2^-1022 on that are finite, as a column; vectorised. `out` may be `x`.
void log(const double* x, std::size_t count, double* out);
/// exp in double precision; error below 1 ulp where the result is a normal number; 0 and inf beyond the ends.
double exp(double x);
/// The same of numbers within [-700, 700] as a column, NaN for others; vectorised. `out` may be `x`.
void exp(const double* x, std::size_t count, double* out);
/// x^y for x >= 0; error below 2 ulp where |y log x| <= 16, below 4 ulp elsewhere. x^0 and 1^y are 1;
/// 0^y is 0 for y > 0 and inf for y < 0.
double pow(double x, double y);
/// Quantile of the standard normal distribution, 0 < p < 1 (Wichura 1988, AS 241 PPND16): relative error
/// below 1e-15.
double normal_quantile(double p);
/// The same as a column; vectorised. `out` must not be `p`.
void normal_quantile(const double* p, std::size_t count, double* out);

/// exp(x) = 2^k exp(r), k = round(x / ln 2), |r| <= ln 2 / 2; Cody-Waite reduction, degree-6 polynomial
/// (Cephes expf). -87 <= x <= 88.
inline float exp_within(float x) {
  constexpr float magic = 12582912.0f;  // 1.5 * 2^23: adding it rounds to the nearest whole number
  const float shifted = std::fma(x, 1.44269504088896341f, magic);
  const float k = shifted - magic;
  float r = std::fma(k, -0.693359375f, x);
  r = std::fma(k, 2.12194440e-4f, r);
  float p = 1.9875691500e-4f;
  p = std::fma(p, r, 1.3981999507e-3f);
  p = std::fma(p, r, 8.3334519073e-3f);
  p = std::fma(p, r, 4.1665795894e-2f);
  p = std::fma(p, r, 1.6666665459e-1f);
  p = std::fma(p, r, 5.0000001201e-1f);
  p = std::fma(p, r * r, r + 1.0f);
  const std::uint32_t n = std::bit_cast<std::uint32_t>(shifted) - std::bit_cast<std::uint32_t>(magic);
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(p) + (n << 23));
}

// The ends are found in the bits, of which negative numbers grow as they sink: compilers make two
// instructions of that, and a dozen of comparing.
inline float exp(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  const std::int32_t below = std::min(std::bit_cast<std::int32_t>(x), std::bit_cast<std::int32_t>(88.0f));
  const std::uint32_t within =
      std::min(std::bit_cast<std::uint32_t>(below), std::bit_cast<std::uint32_t>(-87.0f));
  return (bits & 0x7fffffff) > 0x7f800000 ? x : exp_within(std::bit_cast<float>(within));
}

inline float exp_of_minus(float x) {
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(x) | 0x80000000;
  return exp_within(std::bit_cast<float>(std::min(bits, std::bit_cast<std::uint32_t>(-87.0f))));
}

inline float log(float x) {
  // log(x) = k ln 2 + log(1 + f), 1 + f in [sqrt(1/2), sqrt 2); degree-8 polynomial (Cephes logf).
  x = x < 0x1p-126f ? 0x1p-126f : x;
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(x) - std::bit_cast<std::uint32_t>(0x1.6a09e6p-1f);
  const float k = static_cast<float>(std::bit_cast<std::int32_t>(bits) >> 23);
  const float f =
      std::bit_cast<float>((bits & 0x007fffff) + std::bit_cast<std::uint32_t>(0x1.6a09e6p-1f)) - 1.0f;
  const float z = f * f;
  float p = 7.0376836292e-2f;
  p = p * f - 1.1514610310e-1f;
  p = p * f + 1.1676998740e-1f;
  p = p * f - 1.2420140846e-1f;
  p = p * f + 1.4249322787e-1f;
  p = p * f - 1.6668057665e-1f;
  p = p * f + 2.0000714765e-1f;
  p = p * f - 2.4999993993e-1f;
  p = p * f + 3.3333331174e-1f;
  return f + (f * z * p + k * -2.12194440e-4f - 0.5f * z) + k * 0.693359375f;
}

inline float logistic(float x) { return 1.0f / (1.0f + exp(-x)); }

}  // namespace shoal::maths
