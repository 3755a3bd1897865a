#pragma once
// Resellers: loyal members who sell to their own circle (docs/mechanisms/resellers.md; model.md 4.9).
//
//   s_ik <- s_ik + (1 - prod_j (1 - stimulus w_ij)) (1 - s_ik),  j: observed members who resell k
//   pressure of a community: pressure (resellers / members)
//   commission (price paid) for each purchase whose channel is `reseller`

#include "config/section.hpp"

namespace shoal {

struct ResellerParams {
  bool enabled = false;
  config::Probability rate{0.05}, loyalty{0.05}, stimulus{0.3}, commission{0.1}, pressure{1}, quit{0.005};
};
void describe(config::Section& s, ResellerParams& p);

}  // namespace shoal
