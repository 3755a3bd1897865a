#include "population/segments.hpp"

#include "maths/share.hpp"
#include "population/shuffle.hpp"

namespace shoal::population {

std::vector<std::uint8_t> assign_segments(const std::vector<SegmentParams>& segments, const Network& network,
                                          std::uint64_t seed) {
  if (segments.size() < 2) return {};
  double total = 0;
  for (const SegmentParams& segment : segments) total += segment.share;

  const std::vector<AgentIndex> order =
      in_random_order(everybody(network), network, seed, random::Purpose::segment);
  std::vector<std::uint8_t> segment_of(network.agents);
  double shares = 0;
  std::size_t next = 0;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    shares += segments[s].share;
    const bool last = s + 1 == segments.size();
    const auto end =
        last ? order.size() : static_cast<std::size_t>(maths::share_of(shares / total, network.agents));
    for (; next < end && next < order.size(); ++next) segment_of[order[next]] = static_cast<std::uint8_t>(s);
  }
  return segment_of;
}

}  // namespace shoal::population
