#include "mechanisms/read.hpp"

#include <algorithm>

#include "mechanisms/believe.hpp"
#include "mechanisms/change.hpp"
#include "mechanisms/plan.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

std::uint8_t& impression_of(const Step& step, AgentIndex i, std::size_t k) {
  return step.state.impressions[std::size_t{i} * step.model.products.size() + k];
}

double usefulness(const ReviewParams& params, std::size_t source) {
  return source == store_source ? params.usefulness : params.third_party.usefulness;
}

/// How much a reader is drawn to a source: nothing where it holds no review of the product.
double draw_of(const Step& step, std::size_t source, std::size_t k) {
  const Reviews& reviews = step.state.reviews[source][k];
  return reviews.weight > 0 ? reviews.credibility * usefulness(step.model.reviews, source) : 0.0;
}

std::size_t chosen_source(const Step& step, AgentIndex i, std::size_t k) {
  if (!step.model.reviews.third_party.enabled) return store_source;
  const double there = draw_of(step, third_source, k), here = draw_of(step, store_source, k);
  const auto words = random::draw(step.model.seed, random::Purpose::review_source, number_of(step.model, i),
                                  step.moment, static_cast<std::uint32_t>(k));
  return double{random::uniform(words[0])} * (here + there) < there ? third_source : store_source;
}

}  // namespace

double credibility_after(double credibility, const ReviewParams& params, std::int64_t disconfirmed) {
  const double loss = params.credibility_loss;
  if (disconfirmed > 0 && loss > 0)
    credibility *= loss >= 1 ? 0.0 : maths::pow(1.0 - loss, static_cast<double>(disconfirmed));
  if (params.credibility_recovery > 0)
    credibility += params.credibility_recovery * (params.credibility - credibility);
  return std::clamp(credibility, 0.0, double{params.credibility});
}

bool keeps_impressions(const Model& model) {
  return model.learning.beliefs.enabled && (model.reviews.read > 0 || adverts_tell(model));
}

float read_reviews(const Step& step, Block& block, std::uint32_t a) {
  const Model& model = step.model;
  const AgentIndex i = block.first + a;
  const double ignorance = 1.0 - double{model.population.trait(Trait::product_knowledge)[i]};
  float moved = 0;
  for (std::size_t k = 0; k < block.scratch.products; ++k) {
    if (block.scratch.utility[k] == not_considered) continue;
    const std::size_t source = chosen_source(step, i, k);
    const Reviews& reviews = step.state.reviews[source][k];
    if (!(reviews.weight > 0)) continue;
    block.tally.products[k].sources[source].readings += 1;
    const double precision = review_precision(model.learning.beliefs.precision.reviews, reviews.credibility,
                                              usefulness(model.reviews, source), reviews.weight, ignorance);
    float moved_here = 0;
    for (const Attribute attribute : model.learning.beliefs.attributes) {
      const auto b = static_cast<std::size_t>(attribute);
      float& mean = step.state.belief[b](i, k);
      float& tau = step.state.precision[b](i, k);
      const Belief after =
          posterior({mean, tau}, static_cast<float>(reviews.rating()), static_cast<float>(precision));
      if (attribute == Attribute::quality) moved_here = std::abs(after.mean - mean);
      mean = after.mean;
      tau = after.precision;
    }
    moved = std::max(moved, moved_here);
    if (source == store_source && !step.state.impressions.empty() &&
        moved_here >= static_cast<float>(model.reviews.epsilon))
      impression_of(step, i, k) |= impression::led_by_store;
  }
  return moved;
}

void hear_advert(const Step& step, Block& block, std::uint32_t a, std::size_t k) {
  const AgentIndex i = block.first + a;
  std::uint8_t& mind = impression_of(step, i, k);
  if ((mind & impression::heard_advert) != 0) return;
  mind |= impression::heard_advert | impression::led_by_advert;
  const ProductParams& product = step.model.market.products[k];
  float& mean = step.state.belief[0](i, k);
  float& tau = step.state.precision[0](i, k);
  const Belief after = posterior(
      {mean, tau},
      static_cast<float>(advertised(levels_of(step.model, step.state.changes, k).quality, product.honesty)),
      static_cast<float>(step.model.learning.beliefs.precision.advert));
  mean = after.mean;
  tau = after.precision;
}

void post_review(const Step& step, Block& block, const Purchase& purchase) {
  const Model& model = step.model;
  std::size_t source = store_source;
  if (model.reviews.third_party.enabled) {
    const auto words = random::draw(model.seed, random::Purpose::review_place,
                                    number_of(model, block.first + purchase.agent), step.moment);
    if (random::uniform(words[0]) < static_cast<float>(model.reviews.third_party.share))
      source = third_source;
  }
  block.tally.products[purchase.product].sources[source].posted += 1;
  block.tally.rating_sum[source * block.scratch.products + purchase.product] += double{purchase.quality};
}

void judge(const Step& step, Block& block) {
  for (Purchase& p : block.scratch.purchases) {
    std::uint8_t& mind = impression_of(step, block.first + p.agent, p.product);
    metrics::ProductTotals& totals = block.tally.products[p.product];
    const bool led = (mind & (impression::led_by_store | impression::led_by_advert)) != 0;
    if (p.displeased && (mind & impression::led_by_store) != 0)
      totals.sources[store_source].disconfirmed += 1;
    p.deceived = p.displeased && led && step.model.market.products[p.product].honesty < 1;
    totals.deceived += p.deceived;
    mind &= impression::heard_advert;
  }
}

}  // namespace shoal
