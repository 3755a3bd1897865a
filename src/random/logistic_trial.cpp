#include "random/logistic_trial.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "maths/nonzero.hpp"
#include "maths/wide.hpp"

namespace shoal::random {
namespace {

constexpr std::uint32_t group = 16;  ///< trials of a vector
constexpr std::uint32_t at_once = 1024;

/// By the formula; count is at_once at most.
void by_formula(const float* x, const std::uint32_t* words, std::uint32_t count, std::uint64_t* bits) {
  alignas(64) float success[at_once];
  maths::in_widest_vectors([=, to = +success] {
    for (std::uint32_t n = 0; n < count; ++n) to[n] = succeeds(x[n], words[n]) ? 1.0f : 0.0f;
  });
  maths::nonzero(success, count, bits);
}

#ifdef __x86_64__
/// The logistic function as parabolas, piece k around x = k / per_unit for k = -15 .. 15, each through three
/// of its points that lie so that the parabola is nowhere much farther from it than need be (Chebyshev's).
class Pieces {
 public:
  static constexpr float per_unit = 1.625f, farthest = 9.53f;  ///< beyond, it counts as there
  static constexpr float slack = 1.6e-4f;                      ///< no probability is farther from its piece
  static constexpr float magic = 12582912.0f;  ///< 1.5 * 2^23: adding it rounds to a whole number
  static constexpr std::size_t count = 32;     ///< piece k has place k modulo this: the lowest bits
  using Coefficients = std::array<float, count>;
  alignas(64) Coefficients square{}, slope{}, at_zero{};

  static const Pieces& table() {
    static const Pieces pieces;
    return pieces;
  }

 private:
  Pieces() {
    const auto logistic = [](double x) { return 1 / (1 + maths::exp(-x)); };
    const double width = 1 / double{per_unit}, away = width / 2 * std::sqrt(0.75);
    for (int k = -15; k <= 15; ++k) {
      const double middle = k * width, low = logistic(middle - away), high = logistic(middle + away);
      const double value = logistic(middle), rise = (high - low) / (2 * away),
                   bend = (high - 2 * value + low) / (2 * away * away);
      const auto place = static_cast<std::size_t>(k) % count;
      square[place] = static_cast<float>(bend);
      slope[place] = static_cast<float>(rise - 2 * bend * middle);
      at_zero[place] = static_cast<float>(value - (rise - bend * middle) * middle);
    }
  }
};

#define SHOAL_TARGET __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl")))
/// One coefficient of all pieces.
struct Looked {
  __m512 low, high;

  SHOAL_TARGET explicit Looked(const Pieces::Coefficients& of)
      : low(_mm512_load_ps(of.data())), high(_mm512_load_ps(of.data() + group)) {}
  SHOAL_TARGET __m512 at(__m512i places) const { return _mm512_permutex2var_ps(low, places, high); }
};

/// The table in registers.
struct Bounds {
  Looked square, slope, at_zero;

  SHOAL_TARGET explicit Bounds(const Pieces& pieces)
      : square(pieces.square), slope(pieces.slope), at_zero(pieces.at_zero) {}
  /// Probabilities of sixteen trials less their luck.
  SHOAL_TARGET __m512 ahead(__m512 x, __m512i words) const {
    constexpr __mmask16 all = 0xffff;
    // NaN stays NaN, of which nothing is sure.
    const __m512 near = _mm512_maskz_max_ps(all, _mm512_set1_ps(-Pieces::farthest),
                                            _mm512_maskz_min_ps(all, _mm512_set1_ps(Pieces::farthest), x));
    const __m512i places = _mm512_castps_si512(
        _mm512_fmadd_ps(near, _mm512_set1_ps(Pieces::per_unit), _mm512_set1_ps(Pieces::magic)));
    const __m512 probability =
        _mm512_fmadd_ps(_mm512_fmadd_ps(square.at(places), near, slope.at(places)), near, at_zero.at(places));
    return _mm512_fnmadd_ps(_mm512_maskz_cvtepu32_ps(all, words), _mm512_set1_ps(0x1p-32f), probability);
  }
};

/// Bits of trials, count at_once at most. Those of groups that are not sure mean nothing; these groups are
/// listed, and their number is returned. Nothing branches on luck.
SHOAL_TARGET std::uint32_t tell(const float* x, const std::uint32_t* words, std::uint32_t count,
                                std::uint64_t* bits, std::uint16_t* unsure) {
  const Bounds bounds(Pieces::table());
  const __m512 slack = _mm512_set1_ps(Pieces::slack);
  std::uint32_t listed = 0;
  for (std::uint32_t n = 0; n < count; n += 64) {
    std::uint64_t success = 0;
    for (std::uint32_t k = 0; k < 64; k += group) {
      const __m512 ahead = bounds.ahead(_mm512_load_ps(x + n + k), _mm512_load_si512(words + n + k));
      success |= std::uint64_t{_mm512_cmp_ps_mask(ahead, slack, _CMP_GE_OQ)} << k;
      unsure[listed] = static_cast<std::uint16_t>((n + k) / group);
      listed += _mm512_cmp_ps_mask(_mm512_abs_ps(ahead), slack, _CMP_NGE_UQ) != 0 ? 1 : 0;
    }
    bits[n / 64] = success;
  }
  return listed;
}

void by_bounds(const float* x, const std::uint32_t* words, std::uint32_t count, std::uint64_t* bits) {
  constexpr std::uint32_t in_word = 64 / group;
  constexpr std::uint64_t a_group = 0xffff;
  std::uint16_t unsure[at_once / group];
  const std::uint32_t listed = tell(x, words, count, bits, unsure);
  alignas(64) float their_x[at_once];
  alignas(64) std::uint32_t their_words[at_once];
  std::uint64_t theirs[at_once / 64];
  for (std::uint32_t n = 0; n < listed; ++n) {
    std::copy_n(x + group * unsure[n], group, their_x + group * n);
    std::copy_n(words + group * unsure[n], group, their_words + group * n);
  }
  by_formula(their_x, their_words, group * listed, theirs);
  for (std::uint32_t n = 0; n < listed; ++n) {
    const std::uint32_t to = unsure[n] % in_word * group, from = n % in_word * group;
    std::uint64_t& word = bits[unsure[n] / in_word];
    word = (word & ~(a_group << to)) | (theirs[n / in_word] >> from & a_group) << to;
  }
  maths::clear_behind(bits, count);
}
#undef SHOAL_TARGET
#endif

}  // namespace

void succeeding(const float* x, const std::uint32_t* words, std::uint32_t count, std::uint64_t* bits) {
  for (std::uint32_t n = 0; n < count; n += at_once) {
    const std::uint32_t some = std::min(at_once, count - n);
#ifdef __x86_64__
    if (maths::has_wide_vectors()) {
      by_bounds(x + n, words + n, some, bits + n / 64);
      continue;
    }
#endif
    by_formula(x + n, words + n, some, bits + n / 64);
  }
}

}  // namespace shoal::random
