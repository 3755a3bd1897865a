#pragma once
// exp, log, logistic and the normal quantile with the same bits on every CPU, compiler, optimisation level
// and vector width.
//
// libm's differ by CPU and Eigen's by vector width (docs/architecture.md), so state is computed with these.
// They use only
// + - * / sqrt and integer operations, written so that compilers vectorise loops over them without changing a
// bit.

#include <bit>
#include <cmath>
#include <cstdint>

namespace shoal::maths {

/// exp in single precision; relative error below 3 ulp on [-87, 88], saturating outside.
inline float exp(float x);
/// 1 / (1 + exp(-x)) in single precision.
inline float logistic(float x);
/// Natural logarithm in double precision, x > 0 and finite; relative error below 2 ulp.
double log(double x);
/// exp in double precision, |x| <= 700; relative error below 2 ulp.
double exp(double x);
/// x^y for x >= 0.
double pow(double x, double y);
/// Quantile of the standard normal distribution, 0 < p < 1 (Wichura 1988, AS 241 PPND16): relative error
/// 1e-15.
double normal_quantile(double p);

inline float exp(float x) {
  // exp(x) = 2^k exp(r), k = round(x / ln 2), |r| <= ln 2 / 2; Cody-Waite reduction, degree-6 polynomial
  // (Cephes expf).
  x = x < -87.0f ? -87.0f : x;
  x = x > 88.0f ? 88.0f : x;
  constexpr float magic = 12582912.0f;  // 1.5 * 2^23: adding it rounds to the nearest whole number
  const float shifted = x * 1.44269504088896341f + magic;
  const float k = shifted - magic;
  float r = x - k * 0.693359375f;
  r = r - k * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + (r + 1.0f);
  const std::int32_t n = std::bit_cast<std::int32_t>(shifted) - std::bit_cast<std::int32_t>(magic);
  return std::bit_cast<float>(std::bit_cast<std::int32_t>(p) + n * (1 << 23));
}

inline float logistic(float x) { return 1.0f / (1.0f + exp(-x)); }

}  // namespace shoal::maths
