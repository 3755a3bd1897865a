#include "network/bit_rows.hpp"

#include <algorithm>
#include <limits>

namespace shoal {
namespace {

struct Inside {
  AgentIndex first, last;
  bool has(AgentIndex j) const { return j >= first && j < last; }
};

/// Words of a row in community c; 0 where a list is smaller.
std::uint8_t width_of(const Network& network, Inside c) {
  std::size_t ties = 0;
  for (AgentIndex i = c.first; i < c.last; ++i) {
    const auto row = network.row(i);
    if (std::adjacent_find(row.begin(), row.end()) != row.end()) return 0;  // a bit counts once
    ties += static_cast<std::size_t>(std::ranges::count_if(row, [&](AgentIndex j) { return c.has(j); }));
  }
  const std::size_t agents = c.last - c.first, words = (agents + 63) / 64;
  const bool smaller = words * agents * sizeof(std::uint64_t) <= ties * sizeof(AgentIndex);
  return smaller && words <= std::numeric_limits<std::uint8_t>::max() ? static_cast<std::uint8_t>(words) : 0;
}

Inside community(const Network& network, std::size_t c) {
  return {network.community_offsets[c], network.community_offsets[c + 1]};
}

}  // namespace

std::size_t BitRows::bytes() const {
  return width.size() + sizeof(std::size_t) * (first.size() + block_offsets.size()) +
         sizeof(std::uint64_t) * words.size() + sizeof(std::uint16_t) * observer.size() +
         sizeof(AgentIndex) * observed.size();
}

BitRows make_bit_rows(const Network& network, AgentIndex block) {
  BitRows rows;
  if (!network.weights.empty()) return rows;
  std::size_t words = 0, outside = 0;
  for (std::size_t c = 0; c < network.communities(); ++c) {
    const Inside inside = community(network, c);
    rows.width.push_back(width_of(network, inside));
    rows.first.push_back(words);
    words += std::size_t{rows.width.back()} * (inside.last - inside.first);
    if (rows.width.back() > 0)
      for (AgentIndex i = inside.first; i < inside.last; ++i)
        outside += static_cast<std::size_t>(
            std::ranges::count_if(network.row(i), [&](AgentIndex j) { return !inside.has(j); }));
  }
  if (words == 0) return {};
  rows.words.assign(words, 0);
  rows.observer.reserve(outside);
  rows.observed.reserve(outside);
  for (AgentIndex i = 0; i < network.agents; ++i) {
    if (i % block == 0) rows.block_offsets.push_back(rows.observed.size());
    const std::size_t c = network.community[i];
    if (rows.width[c] == 0) continue;
    const Inside inside = community(network, c);
    std::uint64_t* row = rows.words.data() + rows.first[c] + std::size_t{rows.width[c]} * (i - inside.first);
    for (const AgentIndex j : network.row(i)) {
      if (inside.has(j)) {
        row[(j - inside.first) / 64] |= std::uint64_t{1} << ((j - inside.first) % 64);
      } else {
        rows.observer.push_back(static_cast<std::uint16_t>(i % block));
        rows.observed.push_back(j);
      }
    }
  }
  rows.block_offsets.push_back(rows.observed.size());
  return rows;
}

}  // namespace shoal
