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
constexpr std::size_t words_of_block = block_size / 64;

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

/// A full adder in every bit: leaves the sum of three in the first; the carry.
Word add(Word& sum, Word b, Word c) {
  const Word half = sum ^ b, carry = (sum & b) | (half & c);
  sum = half ^ c;
  return carry;
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

void store_bytes(__m256i count, std::uint32_t* out) {
  alignas(32) std::uint8_t bytes[32];
  _mm256_store_si256(reinterpret_cast<__m256i*>(bytes), count);
  for (int e = 0; e < 32; e += 8) {
    const __m128i eight = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(bytes + e));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + e), _mm256_cvtepu8_epi32(eight));
  }
}
#endif

/// Counts of 64 agents as numbers; digit b of all of them is digits[b * step].
void store_counts(const Word* digits, std::size_t places, std::size_t step, std::uint32_t* out) {
#ifdef __AVX2__
  if (places <= 8) {
    store_bytes(bytes_of(digits, places, step, 0), out);
    store_bytes(bytes_of(digits, places, step, 32), out + 32);
    return;
  }
#endif
  std::fill_n(out, 64, 0u);
  for (std::size_t b = 0; b < places; ++b)
    for (unsigned a = 0; a < 64; ++a) out[a] |= static_cast<std::uint32_t>(digits[b * step] >> a & 1) << b;
}

/// Adds up words over the ties of agents first .. first + some - 1, 64 at most, into sums[place][64].
/// `fixed`: places, where the compiler knows them; else 0.
template <std::size_t fixed>
void add_up(const Network& network, AgentIndex first, std::uint32_t some, const Word* words,
            std::size_t many_places, Word* sums) {
  constexpr std::ptrdiff_t ahead = 64;  // ties
  const std::size_t places = fixed > 0 ? fixed : many_places;
  const AgentIndex none = network.agents;  // shows nothing
  const AgentIndex* const neighbours = network.neighbours.data();
  const AgentIndex* const last_four = neighbours + (std::max<std::size_t>(network.ties(), 4) - 4);
  for (std::uint32_t a = 0; a < some; ++a) {
    const AgentIndex* j = neighbours + network.offsets[first + a];
    const AgentIndex* const end = neighbours + network.offsets[first + a + 1];
    Word digit[fixed > 0 ? fixed : most_places];
    for (std::size_t b = 0; b < places; ++b) digit[b] = 0;
    const auto take_four = [&](AgentIndex p, AgentIndex q, AgentIndex r, AgentIndex s) {
      const Word two = add(digit[0], words[p], words[q]), more = add(digit[0], words[r], words[s]);
      Word carry = add(digit[1], two, more);
      for (std::size_t b = 2; b < places; ++b) {
        const Word next = digit[b] & carry;
        digit[b] ^= carry;
        carry = next;
      }
    };
    for (; end - j >= 4; j += 4) {
      const AgentIndex* later = std::min(j + ahead, last_four);
      for (int n = 0; n < 4; ++n) __builtin_prefetch(words + later[n]);
      take_four(j[0], j[1], j[2], j[3]);
    }
    if (const auto left = end - j; left > 0)
      take_four(j[0], *(left > 1 ? j + 1 : &none), *(left > 2 ? j + 2 : &none), none);
    for (std::size_t b = 0; b < places; ++b) sums[b * 64 + a] = digit[b];
  }
}

auto adder_for(std::size_t places) {
  switch (places) {
    case 2: return add_up<2>;
    case 3: return add_up<3>;
    case 4: return add_up<4>;
    case 5: return add_up<5>;
    case 6: return add_up<6>;
    case 7: return add_up<7>;
    default: return add_up<0>;
  }
}

}  // namespace

void Slices::pack(std::span<const std::uint64_t* const> planes, AgentIndex first, std::uint32_t size) {
  for (std::uint32_t at = 0; at < size; at += 64) {
    Word rows[64] = {}, agents[64];
    for (std::size_t r = 0; r < planes.size(); ++r)
      if (planes[r] != nullptr) rows[place_of_row(static_cast<unsigned>(r))] = planes[r][(first + at) / 64];
    transpose(rows, agents);
    std::copy_n(agents, std::min(64u, size - at), words_.data() + first + at);
  }
}

void Slices::count(const Network& network, AgentIndex first, std::uint32_t size, SliceCounts& counts) const {
  TieIndex most = 0;
  for (std::uint32_t a = 0; a < size; ++a) most = std::max(most, network.degree(first + a));
  const std::size_t places = std::max<std::size_t>(2, static_cast<std::size_t>(std::bit_width(most)));
  counts.places_ = places;
  counts.digits_.resize(places * block_size);
  counts.sums_.resize(places * 64);
  const auto add_up = adder_for(places);
  for (std::uint32_t at = 0; at < size; at += 64) {
    const std::uint32_t some = std::min(64u, size - at);
    add_up(network, first + at, some, words_.data(), places, counts.sums_.data());
    for (std::size_t b = 0; b < places; ++b) {
      Word rows[64] = {};
      for (std::uint32_t a = 0; a < some; ++a) rows[place_of_row(a)] = counts.sums_[b * 64 + a];
      Word of_runs[64];
      transpose(rows, of_runs);
      Word* to = counts.digits_.data() + b * words_of_block + at / 64;
      for (std::size_t r = 0; r < most_runs; ++r) to[r * places * words_of_block] = of_runs[r];
    }
  }
}

void SliceCounts::take(std::size_t run, std::uint32_t size, std::uint32_t* out) const {
  for (std::uint32_t at = 0; at < size; at += 64)
    store_counts(digits_.data() + run * places_ * words_of_block + at / 64, places_, words_of_block,
                 out + at);
}

}  // namespace shoal
