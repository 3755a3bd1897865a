#include "mechanisms/slices.hpp"

#include <algorithm>

#include "maths/wide.hpp"
#include "network/tie_bytes.hpp"
#include "network/tie_words.hpp"

namespace shoal {
namespace {

using Word = std::uint64_t;

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

/// The low bytes of some words, so many of each.
void store_low_bytes(const Word* words, std::size_t some, std::size_t bytes, std::uint8_t* to) {
  for (std::size_t n = 0; n < some; ++n)
    for (std::size_t k = 0; k < bytes; ++k) *to++ = static_cast<std::uint8_t>(words[n] >> (8 * k));
}

}  // namespace

void Slices::allocate(AgentIndex agents, std::size_t runs) {
  bytes_per_agent_ = bytes_for(runs);
  bytes_.assign(agents * bytes_per_agent_, 0);
}

void Slices::pack(std::span<const std::uint64_t* const> planes, AgentIndex first, std::uint32_t size) {
  for (std::uint32_t at = 0; at < size; at += 64) {
    Word rows[64] = {}, agents[64];
    for (std::size_t r = 0; r < planes.size(); ++r)
      if (planes[r] != nullptr) rows[place_of_row(static_cast<unsigned>(r))] = planes[r][(first + at) / 64];
    transpose(rows, agents);
    store_low_bytes(agents, std::min(64u, size - at), bytes_per_agent_,
                    bytes_.data() + std::size_t{first + at} * bytes_per_agent_);
  }
}

void Slices::count(const Network& network, AgentIndex first, std::uint32_t size, SliceCounts& counts) const {
  counts.lanes_.resize(bytes_per_agent_ * block_size);
  counts.long_rows_.clear();
  count_words({bytes_.data(), bytes_per_agent_, bytes_.size()}, network.neighbours.data(),
              network.offsets.data() + first, size, counts.lanes_.data(), block_size);
  for (std::uint32_t a = 0; a < size; ++a)
    if (network.degree(first + a) > most_in_lane)
      count_long_row(network, first + a, counts.long_rows_.emplace_back(SliceCounts::LongRow{a, {}}));
}

void Slices::count_long_row(const Network& network, AgentIndex agent, SliceCounts::LongRow& row) const {
  for (const AgentIndex j : network.row(agent)) {
    const std::uint8_t* shown = bytes_.data() + j * bytes_per_agent_;
    for (std::size_t r = 0; r < 8 * bytes_per_agent_; ++r) row.count[r] += shown[r / 8] >> (r % 8) & 1u;
  }
}

void SliceCounts::take(std::size_t run, std::uint32_t size, std::uint32_t* out) const {
  maths::in_widest_vectors([=, lanes = lanes_.data() + run / 8 * block_size, shift = run % 8 * 8] {
    for (std::uint32_t a = 0; a < size; ++a) out[a] = static_cast<std::uint32_t>(lanes[a] >> shift & 255);
  });
  for (const LongRow& row : long_rows_) out[row.agent] = row.count[run];
}

}  // namespace shoal
