// Core and periphery (Borgatti & Everett 1999): a dense core, a periphery tied mainly to the core. The first
// agents of a community are its core (Role::core); the rest is Role::mass.

#include "network/strata.hpp"

namespace shoal::network {
namespace {

Strata strata_of(const NetworkParams& params) {
  const auto& p = params.core_periphery;
  return {"core_periphery",
          p.communities,
          {{"core", "core_share", "core_degree", "", p.core_share, p.core_degree, 0, Role::core},
           {"periphery", "core_share", "edge_degree", "periphery_degree", 0, p.edge_degree,
            p.periphery_degree, Role::mass}},
          p.bridge_degree};
}

void check(const NetworkParams& p, std::int64_t agents, Misfits& out) {
  check_strata(strata_of(p), agents, out);
}
double expected_ties(const NetworkParams& p, double agents) {
  return expected_strata_ties(strata_of(p), agents);
}
Draft generate(const NetworkParams& p, AgentIndex agents, std::uint64_t seed) {
  return generate_strata(strata_of(p), agents, seed);
}

}  // namespace

constexpr GeneratorEntry core_periphery_generator{
    .check = check, .expected_ties = expected_ties, .generate = generate, .has_roles = true};

}  // namespace shoal::network
