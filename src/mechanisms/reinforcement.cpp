#include "mechanisms/reinforcement.hpp"

#include "mechanisms/reinforce.hpp"
#include "mechanisms/undergo.hpp"

namespace shoal {

void describe(config::Section& s, ReinforcementParams::Ewa& p) {
  s.field("phi", p.phi, "Decay of old attractions.")
      .field("rho", p.rho, "Decay of the experience weight.", {.equation = "N' = rho N + 1"})
      .field("delta", p.delta, "Weight of forgone payoffs: 0 reinforcement, 1 fictitious play.")
      .field("initial_experience", p.initial_experience, "Experience weight before the first purchase.",
             {.equation = "N(0)"});
}
void describe(config::Section& s, ReinforcementParams::BushMosteller& p) {
  s.field("reward_step", p.reward_step, "Fraction moved towards 1 after a positive reward.")
      .field("loss_step", p.loss_step, "Fraction moved towards 0 after no reward or a negative one.");
}
void describe(config::Section& s, ReinforcementParams::RothErev& p) {
  s.field("forgetting", p.forgetting, "Decay of propensities per purchase.", {.equation = "phi"})
      .field("initial", p.initial, "Propensity of every product before the first purchase.",
             {.equation = "q(0)"});
}

void describe(config::Section& s, ReinforcementParams& p) {
  s.field("enabled", p.enabled, "Whether agents learn from the payoff of their own purchases.",
          {.source = "model 4.2"})
      .field("rule", p.rule,
             "How: error correction (delta), experience-weighted attraction (ewa), linear operator on choice "
             "probabilities "
             "(bush_mosteller), cumulative propensities (roth_erev).",
             {.equation = "delta: V <- V + eta (1 + boost rec) (r - V)",
              .source = "Rescorla & Wagner 1972; Camerer & Ho 1999; Bush & Mosteller 1955; Roth & Erev 1995"})
      .field("initial", p.initial, "Value before the first purchase (delta and ewa).", {.equation = "V(0)"})
      .field("recommendation_boost", p.recommendation_boost,
             "How much more is learned from a purchase that all observed peers recommended (delta).",
             {.equation = "eta (1 + boost rec), at most 1", .source = "claim L03"})
      .field("rate_gain", p.rate_gain,
             "Learning rate where the reward exceeds the value; null: the trait `learning_rate`.")
      .field("rate_loss", p.rate_loss,
             "Learning rate where the reward falls short; null: the trait `learning_rate`.")
      .field("forgetting", p.forgetting, "Decay of the values of products not bought in a tick (delta).",
             {.unit = "per tick"})
      .section(
          "ewa", p.ewa,
          "Experience-weighted attraction: A <- (phi N A + [delta + (1 - delta) 1(chosen)] payoff) / N'.")
      .section("bush_mosteller", p.bush_mosteller, "Bush-Mosteller steps.")
      .section("roth_erev", p.roth_erev, "Roth-Erev propensities: q <- (1 - forgetting) q + r 1(chosen).");
}

void bush_mosteller(std::span<float> p, std::size_t chosen, bool rewarded, float reward_step,
                    float loss_step) {
  if (rewarded) {
    for (std::size_t k = 0; k < p.size(); ++k)
      p[k] = k == chosen ? p[k] + reward_step * (1.0f - p[k]) : p[k] * (1.0f - reward_step);
    return;
  }
  const float given_up = loss_step * p[chosen];
  const float share = p.size() > 1 ? given_up / static_cast<float>(p.size() - 1) : 0.0f;
  for (std::size_t k = 0; k < p.size(); ++k) p[k] = k == chosen ? p[k] - given_up : p[k] + share;
}

float initial_value(const ReinforcementParams& params, std::size_t products) {
  switch (params.rule) {
    case ReinforcementRule::delta:
    case ReinforcementRule::ewa: return static_cast<float>(params.initial);
    case ReinforcementRule::bush_mosteller: return 1.0f / static_cast<float>(products);
    case ReinforcementRule::roth_erev: return static_cast<float>(params.roth_erev.initial);
  }
  return 0;
}

namespace {

float delta_after(const Step& step, const Block& block, const Purchase& p) {
  const ReinforcementParams& params = step.model.learning.reinforcement;
  const AgentIndex i = block.first + p.agent;
  const float value = step.state.value(i, p.product);
  const auto& override = p.reward >= value ? params.rate_gain : params.rate_loss;
  const float rate =
      override ? static_cast<float>(*override) : step.model.population.trait(Trait::learning_rate)[i];
  const float total = block.scratch.total[p.agent];
  const float recommended =
      total > 0 ? block.scratch.seen(shown_recommends, p.product)[p.agent] / total : 0.0f;
  return delta_rule(value, p.reward,
                    boosted_rate(rate, static_cast<float>(params.recommendation_boost), recommended));
}

void ewa(const Step& step, AgentIndex i, const Purchase& p) {
  const Model& model = step.model;
  const auto& params = model.learning.reinforcement.ewa;
  float& experience = step.state.ewa_experience[i];
  const float old = experience;
  experience = static_cast<float>(params.rho) * old + 1.0f;
  for (std::size_t k = 0; k < model.products.size(); ++k) {
    const bool chosen = k == p.product;
    float& attraction = step.state.value(i, k);
    attraction = ewa_attraction(attraction, old, experience, static_cast<float>(params.phi),
                                static_cast<float>(params.delta), chosen,
                                chosen ? p.reward : expected_reward(model.experience, model.products[k]));
  }
}

void propensities(const Step& step, AgentIndex i, const Purchase& p) {
  const Model& model = step.model;
  const ReinforcementParams& params = model.learning.reinforcement;
  const std::size_t products = model.products.size();
  if (params.rule == ReinforcementRule::roth_erev) {
    const float forgetting = static_cast<float>(params.roth_erev.forgetting);
    for (std::size_t k = 0; k < products; ++k) {
      float& q = step.state.value(i, k);
      q = roth_erev(q, forgetting, k == p.product ? p.reward : 0.0f);
    }
    return;
  }
  std::array<float, max_products> probability;
  for (std::size_t k = 0; k < products; ++k) probability[k] = step.state.value(i, k);
  bush_mosteller({probability.data(), products}, p.product, p.reward > 0,
                 static_cast<float>(params.bush_mosteller.reward_step),
                 static_cast<float>(params.bush_mosteller.loss_step));
  for (std::size_t k = 0; k < products; ++k) step.state.value(i, k) = probability[k];
}

}  // namespace

void reinforce(const Step& step, Block& block) {
  const ReinforcementParams& params = step.model.learning.reinforcement;
  auto& purchases = block.scratch.purchases;
  if (params.rule != ReinforcementRule::delta) {
    for (const Purchase& p : purchases)
      params.rule == ReinforcementRule::ewa ? ewa(step, block.first + p.agent, p)
                                            : propensities(step, block.first + p.agent, p);
    return;
  }
  // What was bought is learned from its value before this tick's forgetting, which touches only what was not
  // bought.
  for (Purchase& p : purchases) p.learned = delta_after(step, block, p);
  if (params.forgetting > 0) {
    const float keep = 1.0f - static_cast<float>(params.forgetting);
    for (std::size_t k = 0; k < block.scratch.products; ++k) {
      float* value = step.state.value.at(block.first, k);
      for (std::uint32_t a = 0; a < block.size; ++a) value[a] = keep * value[a];
    }
  }
  for (const Purchase& p : purchases) step.state.value(block.first + p.agent, p.product) = p.learned;
}

}  // namespace shoal
