// Everybody is tied to everybody.

#include "network/generator.hpp"

namespace shoal::network {
namespace {

void check(const NetworkParams&, std::int64_t, Misfits&) {}

double expected_ties(const NetworkParams&, double agents) { return agents * (agents - 1) / 2; }

Draft generate(const NetworkParams& p, AgentIndex agents, std::uint64_t) {
  Draft draft;
  draft.agents = agents;
  draft.ties.reserve(static_cast<std::size_t>(expected_ties(p, agents)));
  for (AgentIndex i = 0; i < agents; ++i)
    for (AgentIndex j = i + 1; j < agents; ++j) draft.ties.push_back({i, j});
  return draft;
}

}  // namespace

constexpr GeneratorEntry complete_generator{
    .check = check, .expected_ties = expected_ties, .generate = generate, .draws = false};

}  // namespace shoal::network
