#pragma once
// Reinforcement learning from own purchases (docs/mechanisms/reinforcement.md; model.md 4.2).
//
//   delta           V <- V + eta_i (1 + kappa rec) (r - V)                    Rescorla & Wagner 1972
//   ewa             N' = rho N + 1;  A <- (phi N A + [delta + (1 - delta) 1(chosen)] pi) / N'   Camerer & Ho
//   1999 bush_mosteller  p_chosen <- p + d (1 - p) after reward, p (1 - d) after none; the others share the
//   rest roth_erev       q <- (1 - phi) q + r 1(chosen)                             Roth & Erev 1995

#include <optional>

#include "config/section.hpp"

namespace shoal {

enum class ReinforcementRule : int { delta, ewa, bush_mosteller, roth_erev };

struct ReinforcementParams {
  bool enabled = true;
  ReinforcementRule rule = ReinforcementRule::delta;
  config::Real initial{0};
  config::NonNegative recommendation_boost{0};
  std::optional<config::Probability> rate_gain, rate_loss;
  config::Probability forgetting{0};
  struct Ewa {
    config::Probability phi{0.9}, rho{0.8}, delta{0.5};
    config::Positive initial_experience{1};
  } ewa;
  struct BushMosteller {
    config::Probability reward_step{0.1}, loss_step{0.1};
  } bush_mosteller;
  struct RothErev {
    config::Probability forgetting{0};
    config::Positive initial{1};
  } roth_erev;
};
void describe(config::Section& s, ReinforcementParams& p);

}  // namespace shoal
namespace shoal::config {
template <>
struct EnumNames<ReinforcementRule> {
  static constexpr std::array<std::string_view, 4> names = {"delta", "ewa", "bush_mosteller", "roth_erev"};
};
}  // namespace shoal::config
