#include "mechanisms/beliefs.hpp"

#include "mechanisms/believe.hpp"

namespace shoal {

void describe(config::Section& s, BeliefParams::Prior& p) {
  s.field("precision", p.precision,
          "Precision (1 / variance) of the first belief; its mean is the trait `prior_belief`.",
          {.equation = "tau_0"});
}
void describe(config::Section& s, BeliefParams::Precision& p) {
  s.field("experience", p.experience, "Precision of an own experience.", {.equation = "tau_s"})
      .field("word_of_mouth", p.word_of_mouth,
             "Precision of one neighbour's recommendation or complaint, before trust and tie weight.",
             {.equation = "s = word_of_mouth T_i w_ij"})
      .field("reviews", p.reviews,
             "Precision of a source's mean rating, before credibility, count and product knowledge.",
             {.equation = "s = reviews credibility log(1 + count) (1 - product_knowledge_i)"})
      .field("advert", p.advert,
             "Precision of the quality that a seller advertises, taken in once: at search, or at an impulse "
             "purchase under a stimulus. 0: adverts tell nothing.");
}

void describe(config::Section& s, BeliefParams& p) {
  s.field("enabled", p.enabled, "Whether agents hold and update beliefs about products.",
          {.source = "model 4.3"})
      .field("attributes", p.attributes,
             "Attributes that agents hold a belief about; quality must be among them.")
      .field("social", p.social,
             "How peers enter: their recommendations and complaints as signals (bayes), averaging of "
             "opinions (degroot), not at all (none).",
             {.equation = "degroot: B_i <- (v B_i + sum_j w_ij B_j) / (v + sum_j w_ij)",
              .source = "DeGroot 1974"})
      .field("told", p.told,
             "What a recommendation or complaint tells under `social: bayes`: praise or blame (signal 1 or "
             "0), or the level of quality that its author received, as the rating of a review does.",
             {.equation = "level: x = sum_j w_ij q_jk / sum_j w_ij over neighbours j that share k",
              .source = "model 4.3; claim L18"})
      .section("prior", p.prior, "The belief before the first signal.")
      .section("precision", p.precision, "How much a signal of each source tells.")
      .field("forgetting", p.forgetting,
             "Share of the precision above the prior's that is lost, so that agents can follow change.",
             {.unit = "per tick", .equation = "tau <- tau_0 + (1 - forgetting) (tau - tau_0)"})
      .field("self_weight", p.self_weight, "Weight of the own opinion under `social: degroot`.",
             {.equation = "v"});
}

namespace {

void forget(const BeliefParams& params, float* precision, std::uint32_t size) {
  const float prior = static_cast<float>(params.prior.precision),
              keep = 1.0f - static_cast<float>(params.forgetting);
  for (std::uint32_t a = 0; a < size; ++a) precision[a] = prior + keep * (precision[a] - prior);
}

// All recommendations and complaints of the tick as one update: signals are exchangeable.
void hear(const float* recommends, const float* complains, float each, const float* trust, float* belief,
          float* precision, std::uint32_t size) {
  for (std::uint32_t a = 0; a < size; ++a) {
    const float heard = recommends[a] + complains[a];
    const Belief after = posterior({belief[a], precision[a]}, recommends[a] / (heard > 0.0f ? heard : 1.0f),
                                   (each * trust[a]) * heard);
    belief[a] = after.mean;
    precision[a] = after.precision;
  }
}

// What neighbours who recommend or complain received, as one signal.
void hear_levels(const Step& step, const Block& block, std::size_t k, float each, float* belief,
                 float* precision) {
  constexpr Signal shares = signal::recommends | signal::complains;
  const Network& network = step.model.network;
  const std::size_t products = step.model.products.size();
  const float* recommends = block.scratch.seen(shown_recommends, k);
  const float* complains = block.scratch.seen(shown_complains, k);
  const float* trust = step.state.trust.block(block.first);
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const float heard = recommends[a] + complains[a];
    if (!(heard > 0.0f)) continue;
    const AgentIndex i = block.first + a;
    float sum = 0, weights = 0;
    for (TieIndex e = network.offsets[i]; e < network.offsets[i + 1]; ++e) {
      const AgentIndex j = network.neighbours[e];
      if ((step.shown[j * products + k] & shares) == 0) continue;
      const float weight = network.weights.empty() ? 1.0f : network.weights[e];
      sum += weight * step.state.told(j, k);
      weights += weight;
    }
    const Belief after = posterior({belief[a], precision[a]}, sum / weights, (each * trust[a]) * heard);
    belief[a] = after.mean;
    precision[a] = after.precision;
  }
}

void average(const Step& step, const Block& block, const Matrix& seen, std::size_t k, float self_weight,
             float* belief) {
  const Network& network = step.model.network;
  const bool outsiders = !step.state.member.empty();
  const auto was_member = [&](AgentIndex j) {
    return (step.shown[j * step.model.products.size()] & signal::member) != 0;
  };
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const AgentIndex i = block.first + a;
    float sum = 0, total = 0;
    if (outsiders && (step.state.member[i] == 0 || !was_member(i))) {
      belief[a] = seen(i, k);
      continue;
    }
    for (TieIndex e = network.offsets[i]; e < network.offsets[i + 1]; ++e) {
      if (outsiders && !was_member(network.neighbours[e])) continue;
      const float weight = network.weights.empty() ? 1.0f : network.weights[e];
      sum += weight * seen(network.neighbours[e], k);
      total += weight;
    }
    belief[a] = degroot(seen(i, k), self_weight, sum, total);
  }
}

}  // namespace

void believe(const Step& step, Block& block) {
  const BeliefParams& params = step.model.learning.beliefs;
  State& state = step.state;
  const float each = static_cast<float>(params.precision.word_of_mouth);
  for (const Attribute attribute : params.attributes) {
    const auto b = static_cast<std::size_t>(attribute);
    for (std::size_t k = 0; k < block.scratch.products; ++k) {
      float* belief = state.belief[b].at(block.first, k);
      float* precision = state.precision[b].at(block.first, k);
      if (params.forgetting > 0) forget(params, precision, block.size);
      if (params.social == SocialBelief::degroot) {
        const Matrix& seen = step.model.single_turns ? state.belief[b] : state.belief_seen[b];
        average(step, block, seen, k, static_cast<float>(params.self_weight), belief);
      } else if (params.social == SocialBelief::bayes && each > 0.0f && params.told == Told::level) {
        if (attribute == Attribute::quality) hear_levels(step, block, k, each, belief, precision);
      } else if (params.social == SocialBelief::bayes && each > 0.0f) {
        hear(block.scratch.seen(shown_recommends, k), block.scratch.seen(shown_complains, k), each,
             state.trust.block(block.first), belief, precision, block.size);
      }
    }
  }
}

}  // namespace shoal
