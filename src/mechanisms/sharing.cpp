#include "mechanisms/sharing.hpp"

#include <algorithm>
#include <cstring>

#include "maths/wide.hpp"
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
  std::uint8_t *now = state.recommended.data() + block.first,
               *then = state.recommended_then.data() + block.first;
  maths::in_widest_vectors([=, total = block.scratch.total.data(), seen = block.scratch.seen(shown_bought, 0),
                            recognition_ = state.recognition.data() + block.first, size = block.size] {
    float* __restrict recognition = recognition_;
    for (std::uint32_t a = 0; a < size; ++a) {
      const std::uint32_t product = then[a] != 0 ? then[a] - 1u : 0u;
      const float followed = total[a] > 0 ? seen[product * block_size + a] / total[a] : 0.0f;
      const float after = recognition[a] + rate * (followed - recognition[a]);
      recognition[a] = then[a] != 0 ? after : recognition[a];
    }
  });
  std::copy_n(now, block.size, then);
  std::fill_n(now, block.size, std::uint8_t{0});
}

}  // namespace

void share(const Step& step, Block& block) {
  const Model& model = step.model;
  const ShareParams& params = model.share;
  State& state = step.state;
  const bool recognition = params.recognition > 0;
  const double complaining = complain_probability(params);
  if (recognition) recognise(step, block);
  for_each_purchase<3>(step, block, random::Purpose::sharing, [&](Purchase& p, const auto& words) {
    const AgentIndex i = block.first + p.agent;
    metrics::ProductTotals& totals = block.tally.products[p.product];
    p.reviewed = posts_review(params, double{p.satisfaction}, double{random::uniform(words[0])});
    if (p.reviewed) {
      block.tally.counts.reviews += 1;
      post_review(step, block, p);
    }
    // Nobody listens to outsiders. Without branches: of who is pleased and who a member half may be.
    const bool member = state.member.empty() || state.member[i] != 0;
    const double known = recognition ? double{state.recognition[i]} : 0.0;
    const double recommending =
        recommend_probability(params, double{state.trust[i]}, double{state.belonging[i]}, known);
    p.recommends = member & p.pleased & (random::uniform(words[1]) < recommending);
    p.complains = member & p.displeased & (random::uniform(words[2]) < complaining);
    if (recognition && p.recommends) state.recommended[i] = static_cast<std::uint8_t>(p.product + 1);
    if (Matrix* told = telling(model, state); told && (p.recommends || p.complains))
      (*told)(i, p.product) = p.quality;
    block.tally.counts.recommendations += p.recommends;
    block.tally.counts.complaints += p.complains;
    totals.recommendations += p.recommends;
    totals.complaints += p.complains;
  });
}

namespace {

/// Nothing is shown by those who are not members; without branches, as they stand in no order.
void hide_outsiders(const std::uint8_t* member, std::uint32_t size, std::size_t products, Signal* showing) {
  const auto mask = [=](std::uint32_t a) { return static_cast<Signal>(-(member[a] != 0)); };
  if (products == 1) {
    for (std::uint32_t a = 0; a < size; ++a) showing[a] &= mask(a);
    return;
  }
  for (std::uint32_t a = 0; a < size; ++a)
    for (std::size_t k = 0; k < products; ++k) showing[a * products + k] &= mask(a);
}

}  // namespace

void publish(const Step& step, Block& block) {
  const Model& model = step.model;
  State& state = step.state;
  const std::size_t products = model.products.size();
  const bool durable = act_stays_visible(model.decision);
  Signal* showing = step.showing + block.first * products;
  const Signal* idle = state.idle.data() + block.first * products;
  const auto sign = [](const Purchase& p) {  // without branches: whether somebody is pleased is luck
    return static_cast<Signal>(signal::bought | signal::owns | signal::member |
                               p.impulse * signal::on_impulse | p.pleased * signal::pleased |
                               p.displeased * signal::displeased | p.recommends * signal::recommends |
                               p.complains * signal::complains);
  };
  if (durable)
    for (const Purchase& p : block.scratch.purchases)
      state.idle[(block.first + p.agent) * products + p.product] =
          static_cast<Signal>(sign(p) & (signal::bought | signal::on_impulse | signal::pleased |
                                         signal::displeased | signal::owns | signal::member));
  std::memcpy(showing, idle, block.size * products);
  for (const Purchase& p : block.scratch.purchases) showing[p.agent * products + p.product] = sign(p);
  if (!state.member.empty()) hide_outsiders(state.member.data() + block.first, block.size, products, showing);

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
