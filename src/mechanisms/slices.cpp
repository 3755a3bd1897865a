#include "mechanisms/slices.hpp"

#include <algorithm>
#include <bit>
#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace shoal {
namespace {

using Word = std::uint64_t;
constexpr std::size_t most_places = 32;  ///< binary digits of a TieIndex

/// Of all pairs of rows `distance` apart, exchanges the bits that stand `shift` apart: high ones of the first
/// with low ones (`mask`) of the second. Four pairs at a time.
template <unsigned distance, unsigned shift>
void exchange(Word* rows, Word mask) {
  typedef Word Four __attribute__((vector_size(32)));
  for (unsigned top = 0; top < 64; top += 2 * distance)
    for (unsigned r = top; r < top + distance; r += 4) {
      Four one, other;
      __builtin_memcpy(&one, rows + r, sizeof one);
      __builtin_memcpy(&other, rows + r + distance, sizeof other);
      const Four t = (one >> shift ^ other) & mask;
      one ^= t << shift;
      other ^= t;
      __builtin_memcpy(rows + r, &one, sizeof one);
      __builtin_memcpy(rows + r + distance, &other, sizeof other);
    }
}

/// Where `transpose` wants row r: rows that are 1, 2, 4 apart stand 8, 16, 32 apart, so that rows in between
/// are exchanged side by side.
constexpr unsigned place_of_row(unsigned r) { return r % 8 * 8 + r / 8; }

/// Turns a 64 x 64 matrix of bits about its diagonal: bit c of row r becomes bit r of row c (Warren, Hacker's
/// Delight, section 7-3). Rows stand at place_of_row in `from`, which is overwritten, and in order in `to`.
void transpose(Word* from, Word* to) {
  exchange<32, 4>(from, 0x0f0f0f0f0f0f0f0f);
  exchange<16, 2>(from, 0x3333333333333333);
  exchange<8, 1>(from, 0x5555555555555555);
  for (unsigned r = 0; r < 64; ++r) to[r] = from[place_of_row(r)];
  exchange<32, 32>(to, 0x00000000ffffffff);
  exchange<16, 16>(to, 0x0000ffff0000ffff);
  exchange<8, 8>(to, 0x00ff00ff00ff00ff);
}

/// Words side by side, of one agent.
template <std::size_t width>
struct Row {
  typedef Word type __attribute__((vector_size(8 * width)));
};
template <>
struct Row<1> {
  using type = Word;
};

/// A full adder in every bit: sum, and carry, of three.
template <class Words>
void add(Words& sum, const Words& b, const Words& c, Words& carry) {
  const Words half = sum ^ b;
  carry = (sum & b) | (half & c);
  sum = half ^ c;
}

#ifdef __AVX2__
/// Counts of 32 agents from their binary digits: a byte each.
__m256i bytes_of(const Word* digits, std::size_t places, std::size_t step, unsigned shift) {
  const __m256i spread = _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
  const __m256i one_each = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201));
  __m256i count = _mm256_setzero_si256();
  for (std::size_t b = 0; b < places; ++b) {
    const auto bits = static_cast<int>(digits[b * step] >> shift);
    const __m256i own = _mm256_and_si256(_mm256_shuffle_epi8(_mm256_set1_epi32(bits), spread), one_each);
    const __m256i set = _mm256_cmpeq_epi8(own, one_each);
    count = _mm256_or_si256(count, _mm256_and_si256(set, _mm256_set1_epi8(static_cast<char>(1 << b))));
  }
  return count;
}

void store_bytes(__m256i count, float* out) {
  alignas(32) std::uint8_t bytes[32];
  _mm256_store_si256(reinterpret_cast<__m256i*>(bytes), count);
  for (int e = 0; e < 32; e += 8) {
    const __m128i eight = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(bytes + e));
    _mm256_storeu_ps(out + e, _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(eight)));
  }
}
#endif

/// Counts of 64 agents as numbers; digit b of all of them is digits[b * step].
void store_counts(const Word* digits, std::size_t places, std::size_t step, float* out) {
#ifdef __AVX2__
  if (places <= 8) {
    store_bytes(bytes_of(digits, places, step, 0), out);
    store_bytes(bytes_of(digits, places, step, 32), out + 32);
    return;
  }
#endif
  std::uint32_t count[64] = {};
  for (std::size_t b = 0; b < places; ++b)
    for (unsigned a = 0; a < 64; ++a) count[a] |= static_cast<std::uint32_t>(digits[b * step] >> a & 1) << b;
  for (unsigned a = 0; a < 64; ++a) out[a] = static_cast<float>(count[a]);
}

/// Words per agent: one, four, or eights.
std::size_t stride_of(std::size_t signs) { return signs <= 1 ? 1 : signs <= 4 ? 4 : (signs + 7) / 8 * 8; }

}  // namespace

double Slices::bytes(double agents, std::size_t signs) {
  return 8 * (agents + 1) * static_cast<double>(stride_of(signs));
}

void Slices::allocate(AgentIndex agents, std::vector<SlicedSign> signs) {
  signs_ = std::move(signs);
  stride_ = stride_of(signs_.size());
  words_.assign((std::size_t{agents} + 1) * stride_, 0);
}

void Slices::pack(std::span<const SignalPlanes* const> runs, AgentIndex first, std::uint32_t size) {
  for (std::size_t slot = 0; slot < signs_.size(); ++slot) {
    const auto [sign, product] = signs_[slot];
    std::array<const Word*, most_runs> planes{};
    for (std::size_t r = 0; r < runs.size(); ++r)
      if (runs[r] != nullptr && runs[r]->keeps(sign, product)) planes[r] = runs[r]->plane(sign, product);
    for (std::uint32_t at = 0; at < size; at += 64) {
      Word rows[64], agents[64];
      for (std::size_t r = 0; r < most_runs; ++r)
        rows[place_of_row(static_cast<unsigned>(r))] =
            planes[r] != nullptr ? planes[r][(first + at) / 64] : 0;
      transpose(rows, agents);
      Word* to = words_.data() + (std::size_t{first} + at) * stride_ + slot;
      for (std::uint32_t a = 0; a < std::min(64u, size - at); ++a) to[a * stride_] = agents[a];
    }
  }
}

void Slices::count(const Network& network, AgentIndex first, std::uint32_t size, SliceCounts& counts) const {
  TieIndex most = 0;
  for (std::uint32_t a = 0; a < size; ++a) most = std::max(most, network.degree(first + a));
  counts.signs_ = signs_;
  counts.places_ = std::max<std::size_t>(2, static_cast<std::size_t>(std::bit_width(most)));
  counts.digits_.resize(signs_.size() * counts.places_ * block_size);
  counts.sums_.resize(counts.places_ * 64 * std::min<std::size_t>(stride_, 8));
  if (stride_ == 1) return count_by<1>(network, first, size, 0, counts);
  if (stride_ == 4) return count_by<4>(network, first, size, 0, counts);
  for (std::size_t slot = 0; slot < signs_.size(); slot += 8) count_by<8>(network, first, size, slot, counts);
}

namespace {

/// Adds up words of `width` signs over the ties of agents first .. first + some - 1, 64 at most, into
/// sums[place][64][width]. `fixed`: places, where they are known to the compiler; else 0.
template <std::size_t width, std::size_t fixed>
void add_up(const Network& network, AgentIndex first, std::uint32_t some, const Word* words,
            std::size_t stride, std::size_t many_places, Word* sums) {
  using Words = typename Row<width>::type;
  constexpr std::ptrdiff_t ahead = 64;  // ties
  const std::size_t places = fixed > 0 ? fixed : many_places;
  const AgentIndex nobody_else = network.agents;  // shows nothing
  const AgentIndex* const neighbours = network.neighbours.data();
  const AgentIndex* const last_four = neighbours + (std::max<std::size_t>(network.ties(), 4) - 4);
  for (std::uint32_t a = 0; a < some; ++a) {
    const AgentIndex* j = neighbours + network.offsets[first + a];
    const AgentIndex* const end = neighbours + network.offsets[first + a + 1];
    Words digit[fixed > 0 ? fixed : most_places];
    for (std::size_t b = 0; b < places; ++b) digit[b] = Words{};
    const auto take_four = [&](const AgentIndex& p, const AgentIndex& q, const AgentIndex& r,
                               const AgentIndex& s) {
      Words shown[4], two, more, carry;
      const AgentIndex four[4] = {p, q, r, s};
      for (int n = 0; n < 4; ++n)
        __builtin_memcpy(&shown[n], words + std::size_t{four[n]} * stride, sizeof shown[n]);
      add(digit[0], shown[0], shown[1], two);
      add(digit[0], shown[2], shown[3], more);
      add(digit[1], two, more, carry);
      for (std::size_t b = 2; b < places; ++b) {
        const Words next = digit[b] & carry;
        digit[b] ^= carry;
        carry = next;
      }
    };
    for (; end - j >= 4; j += 4) {
      const AgentIndex* later = std::min(j + ahead, last_four);
      for (int n = 0; n < 4; ++n) __builtin_prefetch(words + std::size_t{later[n]} * stride);
      take_four(j[0], j[1], j[2], j[3]);
    }
    if (const auto left = end - j; left > 0)
      take_four(j[0], *(left > 1 ? j + 1 : &nobody_else), *(left > 2 ? j + 2 : &nobody_else), nobody_else);
    for (std::size_t b = 0; b < places; ++b)
      __builtin_memcpy(sums + (b * 64 + a) * width, &digit[b], sizeof digit[b]);
  }
}

template <std::size_t width>
auto adder_for(std::size_t places) {
  switch (places) {
    case 2: return add_up<width, 2>;
    case 3: return add_up<width, 3>;
    case 4: return add_up<width, 4>;
    case 5: return add_up<width, 5>;
    case 6: return add_up<width, 6>;
    case 7: return add_up<width, 7>;
    default: return add_up<width, 0>;
  }
}

}  // namespace

template <std::size_t width>
void Slices::count_by(const Network& network, AgentIndex first, std::uint32_t size, std::size_t slot,
                      SliceCounts& counts) const {
  Word* sums = counts.sums_.data();
  const auto add_up = adder_for<width>(counts.places_);
  for (std::uint32_t at = 0; at < size; at += 64) {
    const std::uint32_t some = std::min(64u, size - at);
    add_up(network, first + at, some, words_.data() + slot, stride_, counts.places_, sums);
    for (std::size_t s = slot; s < std::min(slot + width, signs_.size()); ++s)
      for (std::size_t b = 0; b < counts.places_; ++b) {
        Word rows[64];
        for (std::uint32_t a = 0; a < 64; ++a)
          rows[place_of_row(a)] = a < some ? sums[(b * 64 + a) * width + (s - slot)] : 0;
        transpose(rows, counts.digit(s, b) + at);
      }
  }
}

void SliceCounts::take(unsigned sign, std::size_t product, std::size_t run, std::uint32_t size,
                       float* out) const {
  const auto slot =
      static_cast<std::size_t>(std::ranges::find(signs_, SlicedSign{sign, product}) - signs_.begin());
  for (std::uint32_t at = 0; at < size; at += 64)
    store_counts(digit(slot, 0) + at + run, places_, block_size, out + at);
}

}  // namespace shoal
