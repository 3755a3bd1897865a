#pragma once
// What surrounds an agent: its community, the scene, the prices. The first phase of every block; later phases
// read it from Scratch.

#include <algorithm>

#include "mechanisms/step.hpp"

namespace shoal {

/// The community of the block's first agent. Where blocks begin it is kept at hand: what is known of every
/// agent would come from memory.
inline std::uint32_t first_community(const Step& step, const Block& block) {
  return block.first % block_size == 0 ? step.model.community_of_block[block.first / block_size]
                                       : step.model.network.community[block.first];
}

/// Calls f(community, begin, end) for each community that the block's agents [begin, end) belong to, in
/// order.
template <class F>
[[gnu::always_inline]] inline void for_each_community(const Step& step, const Block& block, F&& f) {
  const Network& network = step.model.network;
  std::uint32_t c = first_community(step, block);
  for (std::uint32_t begin = 0; begin < block.size; ++c) {
    const std::uint32_t end = std::min(block.size, network.community_offsets[c + 1] - block.first);
    if (begin < end) f(c, begin, end);
    begin = end;
  }
}

/// Fills attention, warmth, stimulus and price of the block from its communities and the market.
void surround(const Step& step, Block& block);

}  // namespace shoal
