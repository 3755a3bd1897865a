#include "engine/turns.hpp"

#include <utility>

#include "random/philox.hpp"

namespace shoal {

Turns::Turns(const Scenario& scenario, const Network& network) : seed_(scenario.dynamics_seed()) {
  if (scenario.schedule == Schedule::synchronous) return;
  sequence_.resize(network.agents);
  for (AgentIndex i = 0; i < network.agents; ++i) sequence_[network.agent_of[i]] = i;
  if (scenario.schedule != Schedule::sequential || scenario.time.order != TurnOrder::random) return;
  random::Stream stream(seed_, random::Purpose::order, 0);
  for (AgentIndex n = network.agents; n > 1; --n) std::swap(sequence_[n - 1], sequence_[stream.below(n)]);
}

AgentIndex Turns::draw(std::uint32_t tick, AgentIndex n) const {
  const auto agents = static_cast<AgentIndex>(sequence_.size());
  return sequence_[random::Stream(seed_, random::Purpose::order, n, tick).below(agents)];
}

}  // namespace shoal
