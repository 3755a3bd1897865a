// G(n, p): every pair is tied with the same chance, independently (Gilbert 1959; Erdős & Rényi 1959).

#include <fmt/format.h>

#include "network/blocks.hpp"
#include "network/generator.hpp"

namespace shoal::network {
namespace {

void check(const NetworkParams& p, std::int64_t agents, Misfits& out) {
  if (p.erdos_renyi.mean_degree > static_cast<double>(agents - 1))
    out.push_back(
        {"erdos_renyi.mean_degree", fmt::format("found {}; {} agents have room for at most {} ties each",
                                                p.erdos_renyi.mean_degree.value, agents, agents - 1)});
}

double expected_ties(const NetworkParams& p, double agents) { return agents * p.erdos_renyi.mean_degree / 2; }

Draft generate(const NetworkParams& p, AgentIndex agents, std::uint64_t seed) {
  Draft draft;
  draft.agents = agents;
  draft.ties.reserve(room_for(expected_ties(p, agents)));
  const double chance = agents > 1 ? p.erdos_renyi.mean_degree / (agents - 1.0) : 0;
  tie_within({0, agents}, Trials(chance), seed, [&](AgentIndex i, AgentIndex j) {
    draft.ties.push_back({i, j});
  });
  return draft;
}

}  // namespace

constexpr GeneratorEntry erdos_renyi_generator{check, expected_ties, generate};

}  // namespace shoal::network
