#include "mechanisms/slices.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "maths/bit_matrix.hpp"
#include "maths/wide.hpp"
#include "network/tie_bytes.hpp"
#include "network/tie_words.hpp"

namespace shoal {
namespace {

using Word = std::uint64_t;

/// The low bytes of some words, so many of each.
void store_low_bytes(const Word* words, std::size_t some, std::size_t bytes, std::uint8_t* to) {
  if (bytes == sizeof(Word) && std::endian::native == std::endian::little) {
    std::memcpy(to, words, some * sizeof(Word));
    return;
  }
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
    alignas(64) Word runs[64] = {}, agents[64];
    for (std::size_t r = 0; r < planes.size(); ++r)
      if (planes[r] != nullptr) runs[r] = planes[r][(first + at) / 64];
    maths::transpose(runs, agents);
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
