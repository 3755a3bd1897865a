#pragma once
// Impulse purchase: an urge that gets past self-control (docs/mechanisms/impulse.md; model.md 4.5; Rook &
// Fisher 1995).
//
//   I_ik = g_0 + g_t impulsivity_i s_ck + g_h hedonic_i hedonic_k + g_s s_ck + g_o O_ik + g_e warmth_c + g_m
//   comparison_ik
//        + g_u support_ik - g_c self_control_i
//   P(buy) = sigma(I_ik) [1 - norm (1 - approval_ik)], if the budget allows it

#include "config/section.hpp"

namespace shoal {

/// Which product the urge is for.
enum class ImpulseTarget : int { largest, draw };

struct ImpulseParams {
  bool enabled = true;
  config::Real base{-5};
  config::NonNegative trait{1.5}, hedonic{1.5}, stimulus{1}, observation{60}, warmth{1}, comparison{0.5},
      support{0.5}, self_control{2};
  config::Probability norm{0.3};
  ImpulseTarget target = ImpulseTarget::largest;
};
void describe(config::Section& s, ImpulseParams& p);

}  // namespace shoal
namespace shoal::config {
template <>
struct EnumNames<ImpulseTarget> {
  static constexpr std::array<std::string_view, 2> names = {"largest", "draw"};
};
}  // namespace shoal::config
