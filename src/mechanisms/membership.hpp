#pragma once
// Membership: who belongs to a community, who joins, who leaves (docs/mechanisms/membership.md;
// model.md 4.8).
//
//   P(leave) = sigma(l_0 - l_g g_i - l_a a_c + l_f f_c + l_d displeasure_i)
//   P(join by referral) = 1 - exp(-referral 2 replication a_c fit_i awareness admission (n_i + heard r_i))
//   paid: contacted with probability rate + reach_c; joins with acceptance fit_i awareness admission
//   awareness = 2 platform.awareness,  admission = closed + (1 - closed) openness_c

#include <optional>

#include "config/section.hpp"
#include "population/population.hpp"

namespace shoal {

enum class MemberChoice : int { random, highest_degree, role };

struct MembershipParams {
  bool enabled = false;
  struct Initial {
    std::optional<config::Probability> share;
    std::optional<config::Integer<0>> count, per_community;
    MemberChoice by = MemberChoice::random;
    Role role = Role::core;
  } initial;
  config::NonNegative referral{0.03}, heard{1};
  config::Probability closed{0.3};
  struct Acquisition {
    config::Probability rate{0}, acceptance{0.1};
    config::NonNegative cost{1};
  } acquisition;
  struct Leave {
    config::Real base{-2.5};
    config::NonNegative belonging{3}, activity{3}, fatigue{2}, displeasure{3};
  } leave;
};
void describe(config::Section& s, MembershipParams::Initial& p);
void describe(config::Section& s, MembershipParams::Acquisition& p);
void describe(config::Section& s, MembershipParams::Leave& p);
void describe(config::Section& s, MembershipParams& p);

/// Where the communities are hosted.
struct PlatformParams {
  config::Probability awareness{0.5};
};
void describe(config::Section& s, PlatformParams& p);

}  // namespace shoal
namespace shoal::config {
template <>
struct EnumNames<MemberChoice> {
  static constexpr std::array<std::string_view, 3> names = {"random", "highest_degree", "role"};
};
}  // namespace shoal::config
