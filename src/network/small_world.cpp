// Watts & Strogatz (1998): a ring lattice whose ties are rewired with probability `rewiring`.
//
// As in the paper: for lap k = 1 .. K/2 and every agent i, the tie i - (i + k) keeps its end i, and with the
// given probability its other end becomes an agent drawn uniformly among those not yet tied to i. Agent i
// owns the ties ties[i * K/2 ...], so "is j tied to i" is a look at the ties that i and j own. Lap k of agent
// i draws at (seed, network_rewire, i, k).

#include <fmt/format.h>

#include "network/blocks.hpp"
#include "network/generator.hpp"

namespace shoal::network {
namespace {

void check(const NetworkParams& p, std::int64_t agents, Misfits& out) {
  const std::int64_t degree = p.small_world.mean_degree;
  if (degree % 2 != 0)
    out.push_back({"small_world.mean_degree",
                   fmt::format("found {}; it must be even, half on each side; did you mean {} or {}?", degree,
                               degree - 1, degree + 1)});
  if (degree >= agents)
    out.push_back({"small_world.mean_degree",
                   fmt::format("found {}; it must be below the number of agents, {}", degree, agents)});
}

double expected_ties(const NetworkParams& p, double agents) {
  return agents * static_cast<double>(p.small_world.mean_degree) / 2;
}

double scratch_bytes(const NetworkParams&, double agents) { return agents * sizeof(AgentIndex); }

class Rewiring {
 public:
  Rewiring(AgentIndex agents, std::uint32_t half, std::vector<Tie>& ties)
      : agents_(agents), half_(half), ties_(ties), degree_(agents, 2 * half) {}

  /// Moves the far end of tie `k` of agent `i` to a random agent that i is not tied to, if there is one.
  void rewire(AgentIndex i, std::uint32_t k, random::Stream& draws) {
    if (degree_[i] + 1 >= agents_) return;
    AgentIndex target;
    do target = draws.below(agents_);
    while (target == i || owns(i, target) || owns(target, i));
    AgentIndex& end = ties_[std::size_t{i} * half_ + k].observed;
    --degree_[end];
    ++degree_[target];
    end = target;
  }

 private:
  bool owns(AgentIndex i, AgentIndex j) const {
    const Tie* own = ties_.data() + std::size_t{i} * half_;
    bool found = false;
    for (std::uint32_t k = 0; k < half_; ++k) found |= own[k].observed == j;
    return found;
  }

  AgentIndex agents_;
  std::uint32_t half_;
  std::vector<Tie>& ties_;
  std::vector<AgentIndex> degree_;
};

Draft generate(const NetworkParams& p, AgentIndex agents, std::uint64_t seed) {
  Draft draft;
  draft.agents = agents;
  const auto half = static_cast<std::uint32_t>(p.small_world.mean_degree / 2);
  draft.ties.reserve(std::size_t{agents} * half);
  for (std::uint64_t i = 0; i < agents; ++i)
    for (std::uint64_t k = 1; k <= half; ++k)
      draft.ties.push_back({static_cast<AgentIndex>(i), static_cast<AgentIndex>((i + k) % agents)});
  Rewiring rewiring(agents, half, draft.ties);
  for (std::uint32_t k = 0; k < half; ++k)
    for (AgentIndex i = 0; i < agents; ++i) {
      random::Stream draws(seed, random::Purpose::network_rewire, i, k);
      if (draws.uniform_open() < p.small_world.rewiring) rewiring.rewire(i, k, draws);
    }
  return draft;
}

}  // namespace

constexpr GeneratorEntry small_world_generator{check, expected_ties, generate, scratch_bytes};

}  // namespace shoal::network
