#pragma once
// Experience: what a purchase is like and what it does to loyalty (docs/mechanisms/experience.md;
// model.md 4.6; Oliver 1980).
//
//   q = true level + Normal(0, sd), kept in [0, 1];  S = q - B before;  r = offset + a (2 q - 1) + b S
//   pleased if S > margin, displeased if S < -margin
//   L <- L + gain * participation_i (1 - L) after a pleased repeat purchase;  L <- (1 - loss) L after a
//   displeased one

#include "config/section.hpp"

namespace shoal {

enum class QualityNoise : int { normal, bernoulli };

struct ExperienceParams {
  config::NonNegative quality{1};
  config::NonNegative surprise{0.5};
  config::Real offset{0};
  config::NonNegative quality_sd{0.15};
  QualityNoise noise = QualityNoise::normal;
  config::Probability margin{0.1};
  config::Probability loyalty_gain{0.2}, loyalty_loss{0.3};
  config::Probability participation_rate{0.05};
};
void describe(config::Section& s, ExperienceParams& p);

}  // namespace shoal
namespace shoal::config {
template <>
struct EnumNames<QualityNoise> {
  static constexpr std::array<std::string_view, 2> names = {"normal", "bernoulli"};
};
}  // namespace shoal::config
