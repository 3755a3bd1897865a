#include "mechanisms/reviews.hpp"

#include <limits>

#include "mechanisms/read.hpp"

namespace shoal {

void describe(config::Section& s, ReviewParams::ThirdParty& p) {
  s.field("enabled", p.enabled, "Whether there is a source of reviews that sellers cannot manipulate.",
          {.source = "claims L20, L21"})
      .field("share", p.share, "Share of buyers' reviews that go there instead of to the store.")
      .field("credibility", p.credibility, "Credibility of its reviews, which does not change.")
      .field("usefulness", p.usefulness, "How much its reviews tell, as a factor of their precision.");
}

void describe(config::Section& s, ReviewParams& p) {
  s.field("read", p.read, "Probability that a consumer reads reviews at a planned purchase.",
          {.source = "model 4.3"})
      .field("credibility", p.credibility,
             "Credibility of the store's reviews of every product at the start.")
      .field("usefulness", p.usefulness, "How much the store's reviews tell, as a factor of their precision.",
             {.source = "claim L12"})
      .field("recency", p.recency, "Share of their weight that reviews lose, so that recent ones count more.",
             {.unit = "per tick", .equation = "n <- (1 - recency) n + posted"})
      .field("epsilon", p.epsilon, "Change of belief below which a reader counts as unaffected.")
      .field("credibility_loss", p.credibility_loss,
             "Share of its credibility that the store loses with every buyer of the product that its reviews "
             "led and the purchase displeased.",
             {.unit = "per disconfirmed reader", .equation = "C <- C (1 - credibility_loss)^d"})
      .field("credibility_recovery", p.credibility_recovery,
             "Share of the lost credibility of the store that comes back.",
             {.unit = "per tick", .equation = "C <- C + credibility_recovery (C_0 - C)"})
      .section("third_party", p.third_party, "Reviews outside the store.");
}

namespace {

constexpr double nothing_left = 1e-12;

void age(Reviews& reviews, double recency) {
  if (recency <= 0) return;
  reviews.weight *= 1.0 - recency;
  reviews.rating_sum *= 1.0 - recency;
  if (reviews.weight < nothing_left) reviews.weight = reviews.rating_sum = 0;
}

}  // namespace

void start_reviews(const Model& model, State& state) {
  const std::size_t products = model.products.size();
  state.reviews[0].assign(products, {.credibility = model.reviews.credibility});
  state.reviews[1].assign(products, {.credibility = model.reviews.third_party.credibility});
  if (keeps_impressions(model)) state.impressions.assign(std::size_t{model.population.agents} * products, 0);
}

void gather_reviews(const Model& model, State& state, std::span<const BlockTally> blocks,
                    metrics::Totals& totals) {
  const ReviewParams& params = model.reviews;
  const std::size_t products = totals.products.size();
  for (std::size_t k = 0; k < products; ++k) {
    metrics::ProductTotals& to = totals.products[k];
    to.deceived = 0;
    for (const BlockTally& block : blocks) to.deceived += block.products[k].deceived;
    for (std::size_t s = 0; s < metrics::review_sources; ++s) {
      metrics::SourceTotals& source = to.sources[s];
      Reviews& reviews = state.reviews[s][k];
      source = {};
      age(reviews, params.recency);
      for (const BlockTally& block : blocks) {
        const metrics::SourceTotals& from = block.products[k].sources[s];
        source.posted += from.posted;
        source.readings += from.readings;
        source.disconfirmed += from.disconfirmed;
        reviews.rating_sum += block.rating_sum[s * products + k];
      }
      if (s == store_source) {
        source.fakes = fakes_in(model.market.products[k], totals.tick);
        reviews.rating_sum += static_cast<double>(source.fakes);
        reviews.credibility = credibility_after(reviews.credibility, params, source.disconfirmed);
      }
      reviews.count += source.posted + source.fakes;
      reviews.weight += static_cast<double>(source.posted + source.fakes);
      source.count = reviews.count;
      source.rating = reviews.weight > 0 ? reviews.rating() : std::numeric_limits<double>::quiet_NaN();
      const bool exists = s == store_source || params.third_party.enabled;
      source.credibility = exists ? reviews.credibility : std::numeric_limits<double>::quiet_NaN();
    }
    to.review_count = to.sources[store_source].count;
    to.review_rating = to.sources[store_source].rating;
  }
}

}  // namespace shoal
