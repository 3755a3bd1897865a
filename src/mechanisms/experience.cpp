#include "mechanisms/experience.hpp"

#include "maths/elementary.hpp"
#include "mechanisms/believe.hpp"
#include "mechanisms/purchase_draws.hpp"
#include "mechanisms/undergo.hpp"
#include "random/philox.hpp"

namespace shoal {

void describe(config::Section& s, ExperienceParams& p) {
  s.field("quality", p.quality, "Weight of the quality received in the reward.",
          {.equation = "r = offset + quality (2 q - 1) + surprise S", .source = "model 4.6"})
      .field("surprise", p.surprise, "Weight of the satisfaction in the reward.", {.equation = "S = q - B"})
      .field("offset", p.offset,
             "Constant part of the reward; offset 0.5 with quality 0.5 makes the reward equal to q.")
      .field("quality_sd", p.quality_sd, "Standard deviation of the quality received around the true level.",
             {.equation = "q = level + Normal(0, quality_sd), kept in [0, 1]"})
      .field("noise", p.noise,
             "normal: as above; bernoulli: q is 1 with the true level as probability, else 0.")
      .field("margin", p.margin,
             "Satisfaction beyond which a buyer is pleased, or displeased below its negative.",
             {.source = "Oliver 1980"})
      .field("loyalty_gain", p.loyalty_gain, "Growth of loyalty after a pleased repeat purchase.",
             {.equation = "L <- L + loyalty_gain participation_i (1 - L)"})
      .field("loyalty_loss", p.loyalty_loss, "Loss of loyalty after a displeased purchase.",
             {.equation = "L <- (1 - loyalty_loss) L"})
      .field("participation_rate", p.participation_rate,
             "Weight of the last tick in the participation score (bought or shared).", {.unit = "per tick"});
}

float received(const ExperienceParams& params, float level, std::uint32_t high, std::uint32_t low) {
  if (params.noise == QualityNoise::bernoulli) return random::uniform(high) < level ? 1.0f : 0.0f;
  if (params.quality_sd <= 0) return level;
  const double q =
      double{level} + params.quality_sd * maths::normal_quantile(random::uniform_open(high, low));
  return static_cast<float>(std::clamp(q, 0.0, 1.0));
}

void undergo(const Step& step, Block& block) {
  const Model& model = step.model;
  const ExperienceParams& params = model.experience;
  const BeliefParams& beliefs = model.learning.beliefs;
  State& state = step.state;
  const float margin = static_cast<float>(params.margin);
  const float told = static_cast<float>(beliefs.precision.experience);
  // Further attributes have an address of their own.
  const auto learn = [&](Purchase& p, std::uint32_t high, std::uint32_t low) {
    const AgentIndex i = block.first + p.agent;
    const Product& product = model.products[p.product];
    p.quality = received(params, product.level[0], high, low);
    const float expected =
        beliefs.enabled ? state.belief[0](i, p.product) : model.population.trait(Trait::prior_belief)[i];
    p.satisfaction = p.quality - expected;
    p.reward = reward_of(params, p.quality, p.satisfaction);
    p.pleased = p.satisfaction > margin;
    p.displeased = p.satisfaction < -margin;

    if (beliefs.enabled) {
      for (const Attribute attribute : beliefs.attributes) {
        const auto b = static_cast<std::size_t>(attribute);
        float q = p.quality;
        if (attribute != Attribute::quality) {
          const auto more =
              random::draw(model.seed, random::Purpose::experience_attribute, model.network.agent_of[i],
                           step.moment, static_cast<std::uint32_t>(b));
          q = received(params, product.level[b], more[0], more[1]);
        }
        float& mean = state.belief[b](i, p.product);
        float& precision = state.precision[b](i, p.product);
        const Belief after = posterior({mean, precision}, q, told);
        mean = after.mean;
        precision = after.precision;
      }
    }

    float& loyalty = state.loyalty(i, p.product);
    if (p.pleased && p.repeat)
      loyalty = loyalty_gained(loyalty, static_cast<float>(params.loyalty_gain), state.participation[i]);
    if (p.displeased) loyalty = loyalty_lost(loyalty, static_cast<float>(params.loyalty_loss));

    metrics::ProductTotals& totals = block.tally.products[p.product];
    block.tally.counts.pleased += p.pleased;
    block.tally.counts.displeased += p.displeased;
    block.tally.sums.satisfaction += double{p.satisfaction};
    block.tally.sums.reward += double{p.reward};
    totals.pleased += p.pleased;
    totals.displeased += p.displeased;
    totals.satisfaction += double{p.satisfaction};
  };
  if (params.noise == QualityNoise::bernoulli)
    for_each_purchase_shared<1>(step, block, random::Purpose::experience,
                                [&](Purchase& p, const auto& words) { learn(p, words[0], 0); });
  else
    for_each_purchase_shared<2>(step, block, random::Purpose::experience,
                                [&](Purchase& p, const auto& words) { learn(p, words[0], words[1]); });
}

}  // namespace shoal
