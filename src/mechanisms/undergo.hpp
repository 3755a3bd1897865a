#pragma once
// Experience: pure maths of payoff and satisfaction, and the phase (docs/mechanisms/experience.md).

#include <algorithm>

#include "mechanisms/experience.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// Reward of a quality q in [0, 1] with satisfaction S.
inline float reward_of(const ExperienceParams& params, float quality, float satisfaction) {
  return static_cast<float>(params.offset) + static_cast<float>(params.quality) * (2.0f * quality - 1.0f) +
         static_cast<float>(params.surprise) * satisfaction;
}

/// Reward of a product at its true quality without surprise: the forgone payoff of experience-weighted
/// attraction.
inline float expected_reward(const ExperienceParams& params, const Product& product) {
  return reward_of(params, product.level[0], 0.0f);
}

/// Quality received: the true level with noise, kept in [0, 1]; or all or nothing with that probability.
float received(const ExperienceParams& params, float level, std::uint32_t high, std::uint32_t low);
/// The same of columns of `count`; all or nothing takes no low words.
void receive(const ExperienceParams& params, const float* level, const std::uint32_t* high,
             const std::uint32_t* low, std::size_t count, float* quality);

/// Loyalty after a pleased repeat purchase, and after a displeased one.
inline float loyalty_gained(float loyalty, float gain, float participation) {
  return loyalty + gain * participation * (1.0f - loyalty);
}
inline float loyalty_lost(float loyalty, float loss) { return (1.0f - loss) * loyalty; }

/// Experience of the block's purchases: quality, satisfaction, reward, belief, loyalty.
void undergo(const Step& step, Block& block);

}  // namespace shoal
