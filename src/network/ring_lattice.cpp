// Agents on a circle: i is tied to its `neighbours` nearest on each side, or (one-sided) observes the next
// `neighbours` only.

#include <fmt/format.h>

#include "network/generator.hpp"

namespace shoal::network {
namespace {

void check(const NetworkParams& p, std::int64_t agents, Misfits& out) {
  const std::int64_t n = p.ring_lattice.neighbours;
  const std::int64_t most = p.ring_lattice.one_sided ? agents - 1 : (agents - 1) / 2;
  if (n > most)
    out.push_back({"ring_lattice.neighbours",
                   fmt::format("found {}; a {} ring of {} agents has room for at most {}", n,
                               p.ring_lattice.one_sided ? "one-sided" : "two-sided", agents, most)});
}

double expected_ties(const NetworkParams& p, double agents) {
  return agents * static_cast<double>(p.ring_lattice.neighbours);
}

Draft generate(const NetworkParams& p, AgentIndex agents, std::uint64_t) {
  Draft draft;
  draft.agents = agents;
  draft.directed = p.ring_lattice.one_sided;
  const auto neighbours = static_cast<std::uint64_t>(p.ring_lattice.neighbours);
  draft.ties.reserve(agents * neighbours);
  for (std::uint64_t i = 0; i < agents; ++i)
    for (std::uint64_t k = 1; k <= neighbours; ++k)
      draft.ties.push_back({static_cast<AgentIndex>(i), static_cast<AgentIndex>((i + k) % agents)});
  return draft;
}

}  // namespace

constexpr GeneratorEntry ring_lattice_generator{
    .check = check, .expected_ties = expected_ties, .generate = generate, .draws = false};

}  // namespace shoal::network
