#include "network/cliques.hpp"

namespace shoal::network {

bool consists_of_cliques(const Network& network) {
  if (!network.weights.empty()) return false;
  const std::vector<AgentIndex>& offsets = network.community_offsets;
  std::uint64_t ties = 0;
  for (std::size_t c = 0; c < network.communities(); ++c) {
    const std::uint64_t members = offsets[c + 1] - offsets[c];
    ties += members * (members - 1);
  }
  if (ties != network.ties()) return false;
  for (std::size_t c = 0; c < network.communities(); ++c)
    for (AgentIndex i = offsets[c]; i < offsets[c + 1]; ++i) {
      const auto row = network.row(i);
      if (row.size() != offsets[c + 1] - offsets[c] - 1) return false;
      AgentIndex other = offsets[c];  // rows ascend
      for (const AgentIndex j : row) {
        other += other == i;
        if (j != other++) return false;
      }
    }
  return true;
}

}  // namespace shoal::network
