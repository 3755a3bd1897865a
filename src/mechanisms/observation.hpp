#pragma once
// Observational learning: Bandura's four subprocesses (docs/mechanisms/observation.md; model.md 4.1).
//
//   attention   E_ik = alpha a_c(i) sum_j w_ij pi_ij bought_jk(t-1) / sum_j w_ij pi_ij
//   retention   M_ik <- rho M_ik + (1 - rho) E_ik
//   motivation  W_ik <- W_ik + eta_v (X_ik - W_ik),  X_ik = (pleased - displeased) / bought, over observed
//   buyers drive       O_ik = susceptibility_i production_i [T_i] [p / (p + tau_ik)] (h(M_ik) + m M_ik W_ik)

#include <optional>

#include "config/section.hpp"
#include "random/distribution.hpp"

namespace shoal {

/// h: how the retained trace becomes drive.
enum class ObservationRule : int { linear, conformist, threshold };

struct ObservationParams {
  bool enabled = true;
  config::Probability attention{0.5};
  config::Probability retention{0.8};
  ObservationRule rule = ObservationRule::linear;
  Distribution threshold{0.2};
  config::NonNegative motivation{1};
  config::Probability vicarious_rate{0.2};
  config::Probability forgetting{0.05};
  config::AtLeastOne admiration{1};
  config::Integer<0, 64> sample{0};
  bool trust = false;
  std::optional<config::Positive> precision;  ///< without: observing counts in full, however sure one is
};
void describe(config::Section& s, ObservationParams& p);

}  // namespace shoal
namespace shoal::config {
template <>
struct EnumNames<ObservationRule> {
  static constexpr std::array<std::string_view, 3> names = {"linear", "conformist", "threshold"};
};
}  // namespace shoal::config
