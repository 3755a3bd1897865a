#pragma once
// Communities of layered strata, the common ground of core_periphery and tiered.

#include <string_view>
#include <vector>

#include "network/generator.hpp"

namespace shoal::network {

/// A stratum, from the top down. Degrees are means.
struct Stratum {
  std::string_view name;       ///< for messages: "core"
  std::string_view share_key;  ///< key that sets the share; for messages
  std::string_view within_key, upward_key;
  double share = 0;   ///< of a community's agents, rounded; the last stratum takes the rest
  double within = 0;  ///< ties of its agent inside the stratum
  double upward = 0;  ///< ties of its agent to the stratum above; unused at the top
  Role role = Role::mass;
};

/// Equal communities with the same strata. Inside a community ties exist within a stratum and between
/// neighbouring strata; tops of different communities are tied by `bridge` (mean ties of a top agent).
struct Strata {
  std::string_view section;  ///< "core_periphery"
  std::int64_t communities = 1;
  std::vector<Stratum> strata;
  double bridge = 0;
};

void check_strata(const Strata& s, std::int64_t agents, Misfits& out);
double expected_strata_ties(const Strata& s, double agents);
Draft generate_strata(const Strata& s, AgentIndex agents, std::uint64_t seed);

}  // namespace shoal::network
