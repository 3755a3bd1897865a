// Three strata: a small top (Role::core), a middle (Role::active) and the mass (Role::mass). Agents know
// others of their tier and some of the tier above, so that acts of the top reach the mass through the middle
// (the two-step flow of Katz & Lazarsfeld 1955).

#include "network/strata.hpp"

namespace shoal::network {
namespace {

Strata strata_of(const NetworkParams& params) {
  const auto& p = params.tiered;
  const double within = p.within_degree, upward = p.upward_degree;
  return {"tiered",
          p.communities,
          {{"top tier", "top_share", "within_degree", "", p.top_share, within, 0, Role::core},
           {"middle tier", "middle_share", "within_degree", "upward_degree", p.middle_share, within, upward,
            Role::active},
           {"mass", "middle_share", "within_degree", "upward_degree", 0, within, upward, Role::mass}},
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

constexpr GeneratorEntry tiered_generator{
    .check = check, .expected_ties = expected_ties, .generate = generate, .has_roles = true};

}  // namespace shoal::network
