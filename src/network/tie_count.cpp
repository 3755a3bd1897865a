#include "network/tie_count.hpp"

#include <algorithm>

namespace shoal::network {

std::size_t loop_count(const Network& network) {
  std::size_t loops = 0;
  for (AgentIndex i = 0; i < network.agents; ++i) {
    const auto row = network.row(i);  // looked through: of short rows, a search guesses wrong too often
    loops += static_cast<std::size_t>(std::count(row.begin(), row.end(), i));
  }
  return loops;
}

}  // namespace shoal::network
