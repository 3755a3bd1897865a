// Reviews in the twin: docs/mechanisms/reviews.md.

#include <algorithm>
#include <cmath>

#include "engine/twin.support.hpp"

namespace shoal::twin {

void Twin::start_reviews() {
  Source store, third_party;
  store.credibility = scenario_.reviews.credibility;
  third_party.credibility = scenario_.reviews.third_party.credibility;
  sources_[0].assign(products_, store);
  sources_[1].assign(products_, third_party);
  minds_.assign(agents_, std::vector<Mind>(products_));
}

std::size_t Twin::where_to_read(AgentIndex i, std::size_t k) {
  const ReviewParams& params = scenario_.reviews;
  if (!params.third_party.enabled) return 0;
  const double usefulness[] = {params.usefulness, params.third_party.usefulness};
  double w[2];
  for (std::size_t s = 0; s < 2; ++s)
    w[s] = sources_[s][k].n == 0 ? 0 : sources_[s][k].credibility * usefulness[s];
  if (w[0] + w[1] == 0) return 0;
  const double u = unit(words(random::Purpose::review_source, i, static_cast<std::uint32_t>(k))[0]);
  return happens(u, w[1] / (w[0] + w[1])) ? 1 : 0;
}

double Twin::read_reviews(AgentIndex i, const std::vector<std::size_t>& considered) {
  const BeliefParams& beliefs = scenario_.learning.beliefs;
  const double usefulness[] = {scenario_.reviews.usefulness, scenario_.reviews.third_party.usefulness};
  double most = 0;
  for (const std::size_t k : considered) {
    const std::size_t s = where_to_read(i, k);
    const Source& source = sources_[s][k];
    if (source.n == 0) continue;
    totals_.products[k].sources[s].readings += 1;
    const double precision = beliefs.precision.reviews * source.credibility * usefulness[s] *
                             std::log(1 + source.n) * (1 - trait(Trait::product_knowledge, i));
    const double before = belief_[0][i][k];
    for (const Attribute attribute : beliefs.attributes)
      take_in(i, static_cast<std::size_t>(attribute), k, source.sum / source.n, precision);
    const double moved = std::abs(belief_[0][i][k] - before);
    most = std::max(most, moved);
    close_call(moved - scenario_.reviews.epsilon);
    if (s == 0 && moved >= scenario_.reviews.epsilon) minds_[i][k].led_by_store = true;
  }
  return most;
}

void Twin::hear_advert(AgentIndex i, std::size_t k) {
  const BeliefParams& beliefs = scenario_.learning.beliefs;
  Mind& mind = minds_[i][k];
  if (!beliefs.enabled || beliefs.precision.advert == 0 || mind.heard_advert) return;
  const ProductParams& product = scenario_.market.products[k];
  mind.heard_advert = mind.led_by_advert = true;
  take_in(i, 0, k, now(k).quality + (1 - product.honesty) * (1 - now(k).quality), beliefs.precision.advert);
}

void Twin::judge(AgentIndex i, Bought& bought) {
  Mind& mind = minds_[i][bought.product];
  metrics::ProductTotals& product = totals_.products[bought.product];
  if (bought.displeased && mind.led_by_store) product.sources[0].disconfirmed += 1;
  const bool crooked = scenario_.market.products[bought.product].honesty < 1;
  bought.deceived = bought.displeased && crooked && (mind.led_by_store || mind.led_by_advert);
  product.deceived += bought.deceived;
  mind.led_by_store = mind.led_by_advert = false;
}

void Twin::post(AgentIndex i, const Bought& bought) {
  const ReviewParams::ThirdParty& third_party = scenario_.reviews.third_party;
  const bool elsewhere =
      third_party.enabled && happens(unit(words(random::Purpose::review_place, i)[0]), third_party.share);
  const std::size_t s = elsewhere ? 1 : 0;
  totals_.products[bought.product].sources[s].posted += 1;
  new_ratings_[s][bought.product] += bought.quality;
}

void Twin::close_reviews(std::size_t k) {
  const ReviewParams& params = scenario_.reviews;
  const ProductParams& seller = scenario_.market.products[k];
  metrics::ProductTotals& product = totals_.products[k];
  if (launched(k)) {
    const double f = seller.fake_reviews * (1 - seller.honesty);
    const double nth = static_cast<double>(tick_) - static_cast<double>(seller.launch.value) + 1;
    product.sources[0].fakes = static_cast<std::int64_t>(std::floor(f * nth) - std::floor(f * (nth - 1)));
  }
  for (std::size_t s = 0; s < 2; ++s) {
    Source& source = sources_[s][k];
    metrics::SourceTotals& totals = product.sources[s];
    source.n *= 1 - params.recency;
    source.sum *= 1 - params.recency;
    if (source.n < 1e-12) source.n = source.sum = 0;
    const double posted = static_cast<double>(totals.posted + totals.fakes);
    source.n += posted;
    source.sum += new_ratings_[s][k] + static_cast<double>(totals.fakes);
    source.ever += totals.posted + totals.fakes;
    if (s == 0) {
      for (std::int64_t d = 0; d < totals.disconfirmed; ++d)
        source.credibility *= 1 - params.credibility_loss;
      source.credibility += params.credibility_recovery * (params.credibility - source.credibility);
    }
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    totals.count = source.ever;
    totals.rating = source.n > 0 ? source.sum / source.n : none;
    totals.credibility = s == 0 || params.third_party.enabled ? source.credibility : none;
  }
  product.review_count = product.sources[0].count;
  product.review_rating = product.sources[0].rating;
}

}  // namespace shoal::twin
