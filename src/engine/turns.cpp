#include "engine/turns.hpp"

#include <string>
#include <utility>

#include "config/source.hpp"
#include "random/philox.hpp"

namespace shoal {

namespace {

// Draws of the n-th update of a run are addressed by n, in 32 bits. Where the number of agents comes from a
// file, `check` could not know it.
void check_updates(const Scenario& scenario, AgentIndex agents) {
  const double updates = static_cast<double>(agents) * static_cast<double>(scenario.time.ticks.value);
  if (scenario.schedule != Schedule::asynchronous || updates < 4294967296.0) return;
  throw config::InvalidInput({{{},
                               "time.ticks",
                               "with the " + std::to_string(agents) +
                                   " agents of the network reaches 2^32 updates, the limit of `schedule: "
                                   "asynchronous`; use fewer ticks"}});
}

void check_replacements(const Scenario& scenario, const Network& network) {
  if (scenario.decision.rule != DecisionRule::imitate ||
      scenario.decision.imitate.update != ImitateUpdate::birth_death || !network.directed)
    return;
  throw config::InvalidInput(
      {{{},
        "decision.imitate.update",
        "birth_death passes acts on along ties in both directions, but the ties of the "
        "network are directed"}});
}

}  // namespace

Turns::Turns(const Scenario& scenario, const Network& network) : seed_(scenario.dynamics_seed()) {
  check_updates(scenario, network.agents);
  check_replacements(scenario, network);
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
