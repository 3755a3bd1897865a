#pragma once
// Strata of a community: mass, active, core, hub (docs/mechanisms/roles.md; model.md 4.8).

#include "config/section.hpp"

namespace shoal {

/// none: once for good; upward: members only rise; both: they rise and fall.
enum class Mobility : int { none, upward, both };

struct RoleParams {
  bool enabled = false;
  config::Integer<1, 4000000000> every{30};
  config::Probability core{0.05}, active{0.2};
  config::Integer<0, 1000000> hubs{0};
  Mobility mobility = Mobility::both;
  config::NonNegative voice{1};
};
void describe(config::Section& s, RoleParams& p);

}  // namespace shoal
namespace shoal::config {
template <>
struct EnumNames<Mobility> {
  static constexpr std::array<std::string_view, 3> names = {"none", "upward", "both"};
};
}  // namespace shoal::config
