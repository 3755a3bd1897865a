#include "mechanisms/experience.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "maths/elementary.hpp"
#include "mechanisms/believe.hpp"
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

namespace {

// Whether it is 1 is luck, of which a branch is guessed wrong too often.
float all_or_nothing(float level, std::uint32_t luck) {
  constexpr static float outcome[] = {0, 1};
  return outcome[random::uniform(luck) < level];
}

float scattered(double sd, float level, double z) {
  return static_cast<float>(std::clamp(double{level} + sd * z, 0.0, 1.0));
}

}  // namespace

float received(const ExperienceParams& params, float level, std::uint32_t high, std::uint32_t low) {
  if (params.noise == QualityNoise::bernoulli) return all_or_nothing(level, high);
  if (params.quality_sd <= 0) return level;
  return scattered(params.quality_sd, level, maths::normal_quantile(random::uniform_open(high, low)));
}

void receive(const ExperienceParams& params, const float* level, const std::uint32_t* high,
             const std::uint32_t* low, std::size_t count, float* quality) {
  if (params.noise == QualityNoise::bernoulli) {
    for (std::size_t n = 0; n < count; ++n) quality[n] = all_or_nothing(level[n], high[n]);
    return;
  }
  if (params.quality_sd <= 0) {
    std::copy_n(level, count, quality);
    return;
  }
  constexpr std::size_t strip = 256;
  std::array<double, strip> u, z;
  for (std::size_t first = 0; first < count; first += strip) {
    const std::size_t some = std::min(strip, count - first);
    for (std::size_t n = 0; n < some; ++n) u[n] = random::uniform_open(high[first + n], low[first + n]);
    maths::normal_quantile(u.data(), some, z.data());
    for (std::size_t n = 0; n < some; ++n)
      quality[first + n] = scattered(params.quality_sd, level[first + n], z[n]);
  }
}

namespace {

/// Purchase by purchase, in their order; a loop of its own, so that sums stay in registers.
void tally_outcomes(Block& block) {
  double satisfaction = block.tally.sums.satisfaction, reward = block.tally.sums.reward;
  std::int64_t pleased = 0, displeased = 0;
  for (const Purchase& p : block.scratch.purchases) {
    satisfaction += double{p.satisfaction};
    reward += double{p.reward};
    pleased += p.pleased;
    displeased += p.displeased;
    metrics::ProductTotals& product = block.tally.products[p.product];
    product.pleased += p.pleased;
    product.displeased += p.displeased;
    product.satisfaction += double{p.satisfaction};
  }
  block.tally.sums.satisfaction = satisfaction;
  block.tally.sums.reward = reward;
  block.tally.counts.pleased += pleased;
  block.tally.counts.displeased += displeased;
}

/// The qualities that up to a block of buyers receive, of every attribute that somebody looks at.
class Qualities {
 public:
  void draw(const Step& step, Block& block, std::span<const Purchase> purchases) {
    const Model& model = step.model;
    const AgentIndex* numbers = numbers_of(step, block);
    std::uint32_t* subjects = block.scratch.count.data();
    for (std::size_t n = 0; n < purchases.size(); ++n) subjects[n] = numbers[purchases[n].agent];
    const auto shared = [&](std::uint32_t number, std::uint32_t* words) {
      random::shared_words(model.seed, random::Purpose::experience, subjects, step.moment, number,
                           purchases.size(), words);
    };
    std::uint32_t *high = block.scratch.words[0].data(), *low = block.scratch.words[1].data();
    const auto receive_of = [&](std::size_t b) {
      for (std::size_t n = 0; n < purchases.size(); ++n)
        level_[n] = model.products[purchases[n].product].level[b];
      receive(model.experience, level_.data(), high, low, purchases.size(), of_[b].data());
    };
    shared(0, high);
    if (model.experience.noise != QualityNoise::bernoulli) shared(1, low);
    receive_of(static_cast<std::size_t>(Attribute::quality));
    if (!model.learning.beliefs.enabled) return;
    for (const Attribute attribute : model.learning.beliefs.attributes) {
      if (attribute == Attribute::quality) continue;
      const auto b = static_cast<std::uint32_t>(attribute);  // an address of its own
      random::draw_columns(model.seed, random::Purpose::experience_attribute, subjects, step.moment,
                           purchases.size(), high, low, nullptr, nullptr, b);
      receive_of(b);
    }
  }
  float of(std::size_t attribute, std::size_t n) const { return of_[attribute][n]; }

 private:
  std::array<float, block_size> level_;
  std::array<std::array<float, block_size>, attribute_count> of_;
};

}  // namespace

void undergo(const Step& step, Block& block) {
  const Model& model = step.model;
  const ExperienceParams& params = model.experience;
  const BeliefParams& beliefs = model.learning.beliefs;
  State& state = step.state;
  const float margin = static_cast<float>(params.margin);
  const float told = static_cast<float>(beliefs.precision.experience);
  const float gain = static_cast<float>(params.loyalty_gain), loss = static_cast<float>(params.loyalty_loss);
  const auto learn = [&](Purchase& p, const Qualities& qualities, std::size_t n) {
    const AgentIndex i = block.first + p.agent;
    p.quality = qualities.of(static_cast<std::size_t>(Attribute::quality), n);
    const float expected =
        beliefs.enabled ? state.belief[0](i, p.product) : model.population.trait(Trait::prior_belief)[i];
    p.satisfaction = p.quality - expected;
    p.reward = reward_of(params, p.quality, p.satisfaction);
    p.pleased = p.satisfaction > margin;
    p.displeased = p.satisfaction < -margin;

    if (beliefs.enabled) {
      for (const Attribute attribute : beliefs.attributes) {
        const auto b = static_cast<std::size_t>(attribute);
        float& mean = state.belief[b](i, p.product);
        float& precision = state.precision[b](i, p.product);
        const Belief after = posterior({mean, precision}, qualities.of(b, n), told);
        mean = after.mean;
        precision = after.precision;
      }
    }

    if (state.loyalty_moves) {
      float& loyalty = state.loyalty(i, p.product);
      const float gained = loyalty_gained(loyalty, gain, state.participation[i]);
      const float before = p.pleased & p.repeat ? gained : loyalty;
      loyalty = p.displeased ? loyalty_lost(before, loss) : before;
    }
  };
  Qualities qualities;
  std::vector<Purchase>& purchases = block.scratch.purchases;
  for (std::size_t first = 0; first < purchases.size(); first += block_size) {
    const auto some =
        std::span(purchases).subspan(first, std::min<std::size_t>(block_size, purchases.size() - first));
    qualities.draw(step, block, some);
    for (std::size_t n = 0; n < some.size(); ++n) learn(some[n], qualities, n);
  }
  tally_outcomes(block);
}

}  // namespace shoal
