#include "mechanisms/sharing.hpp"

#include <cstring>

#include "mechanisms/believe.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/purchase_draws.hpp"
#include "mechanisms/read.hpp"
#include "mechanisms/share.hpp"
#include "random/philox.hpp"

namespace shoal {

void describe(config::Section& s, ShareParams& p) {
  s.field("enabled", p.enabled, "Whether buyers post reviews, recommend and complain.",
          {.source = "model 4.7"})
      .field("review", p.review, "Probability that a buyer with |S| = 1 posts a review; falls to 0 with |S|.",
             {.unit = "per purchase",
              .equation = "1 - (1 - review |S|)^n, n = negativity for losses, else 1",
              .source = "Hu, Pavlou & Zhang 2009 (J shape)"})
      .field("recommend", p.recommend,
             "Probability that a pleased buyer with full trust and belonging recommends.",
             {.unit = "per purchase", .equation = "p = recommend T_i g_i; p + (1 - p) R_i"})
      .field("complain", p.complain, "Probability that a displeased buyer complains, before negativity.",
             {.unit = "per purchase", .equation = "1 - (1 - complain)^negativity"})
      .field("negativity", p.negativity, "How much louder losses speak than gains.",
             {.source = "Kahneman & Tversky 1979"})
      .field("recognition", p.recognition,
             "How fast a sharer's propensity follows what peers made of the last recommendation.",
             {.unit = "per share",
              .equation = "R_i <- R_i + recognition (followed - R_i)",
              .source = "claim L25"});
}

namespace {

// Two ticks after a recommendation its author sees who bought at the tick between.
void recognise(const Step& step, Block& block) {
  const float rate = static_cast<float>(step.model.share.recognition);
  State& state = step.state;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const AgentIndex i = block.first + a;
    if (const std::uint8_t then = state.recommended_then[i]; then != 0) {
      const float total = block.scratch.total[a];
      const float followed = total > 0 ? block.scratch.seen(shown_bought, then - 1u)[a] / total : 0.0f;
      state.recognition[i] += rate * (followed - state.recognition[i]);
    }
    state.recommended_then[i] = state.recommended[i];
    state.recommended[i] = 0;
  }
}

}  // namespace

void share(const Step& step, Block& block) {
  const Model& model = step.model;
  const ShareParams& params = model.share;
  State& state = step.state;
  const bool recognition = params.recognition > 0;
  if (recognition) recognise(step, block);
  for_each_purchase<3>(step, block, random::Purpose::sharing, [&](Purchase& p, const auto& words) {
    const AgentIndex i = block.first + p.agent;
    metrics::ProductTotals& totals = block.tally.products[p.product];
    p.reviewed = random::uniform(words[0]) < review_probability(params, double{p.satisfaction});
    if (p.reviewed) {
      block.tally.counts.reviews += 1;
      post_review(step, block, p);
    }
    const bool member = state.member.empty() || state.member[i] != 0;
    if (!member) return;  // nobody listens
    if (p.pleased) {
      const double known = recognition ? double{state.recognition[i]} : 0.0;
      const double probability =
          recommend_probability(params, double{state.trust[i]}, double{state.belonging[i]}, known);
      p.recommends = random::uniform(words[1]) < probability;
      if (p.recommends && recognition) state.recommended[i] = static_cast<std::uint8_t>(p.product + 1);
    }
    p.complains = p.displeased && random::uniform(words[2]) < complain_probability(params);
    if (Matrix* told = telling(model, state); told && (p.recommends || p.complains))
      (*told)(i, p.product) = p.quality;
    block.tally.counts.recommendations += p.recommends;
    block.tally.counts.complaints += p.complains;
    totals.recommendations += p.recommends;
    totals.complaints += p.complains;
  });
}

void publish(const Step& step, Block& block) {
  const Model& model = step.model;
  State& state = step.state;
  const std::size_t products = model.products.size();
  const bool durable = act_stays_visible(model.decision);
  Signal* showing = step.showing + block.first * products;
  const Signal* idle = state.idle.data() + block.first * products;
  auto sign = [](const Purchase& p) {
    Signal s = signal::bought | signal::owns | signal::member;
    if (p.impulse) s |= signal::on_impulse;
    if (p.pleased) s |= signal::pleased;
    if (p.displeased) s |= signal::displeased;
    if (p.recommends) s |= signal::recommends;
    if (p.complains) s |= signal::complains;
    return s;
  };
  if (durable)
    for (const Purchase& p : block.scratch.purchases)
      state.idle[(block.first + p.agent) * products + p.product] =
          static_cast<Signal>(sign(p) & (signal::bought | signal::on_impulse | signal::pleased |
                                         signal::displeased | signal::owns | signal::member));
  std::memcpy(showing, idle, block.size * products);
  for (const Purchase& p : block.scratch.purchases) showing[p.agent * products + p.product] = sign(p);
  if (!state.member.empty())
    for (std::uint32_t a = 0; a < block.size; ++a)
      if (state.member[block.first + a] == 0) std::memset(showing + a * products, 0, products);

  const float rate = static_cast<float>(model.experience.participation_rate), keep = 1.0f - rate;
  float* participation = state.participation.data() + block.first;
  for (std::uint32_t a = 0; a < block.size; ++a) participation[a] = keep * participation[a];
  if (model.community.life.enabled) {
    float* took_part = block.scratch.took_part.data();
    for (const Purchase& p : block.scratch.purchases) took_part[p.agent] = 1.0f;
    for (std::uint32_t a = 0; a < block.size; ++a) participation[a] += rate * took_part[a];
    return;
  }
  for (const Purchase& p : block.scratch.purchases) participation[p.agent] += rate;
}

}  // namespace shoal
