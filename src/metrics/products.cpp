#include "metrics/arithmetic.hpp"
#include "metrics/metrics.hpp"

namespace shoal::metrics {

const std::vector<ProductMetric>& product_catalogue() {
  using P = ProductTotals;
  const auto count = [](const char* name, const char* unit, const char* sentence, std::int64_t P::*member,
                        Figures reads = Figures::none) {
    return ProductMetric{name, unit, sentence,
                         [member](const Totals& t, std::size_t k) { return real(t.products[k].*member); },
                         reads};
  };
  const auto level = [](const char* name, const char* unit, const char* sentence, double P::*member,
                        Figures reads = Figures::none) {
    return ProductMetric{name, unit, sentence,
                         [member](const Totals& t, std::size_t k) { return t.products[k].*member; }, reads};
  };
  const auto amount = [](const char* name, const char* sentence, double (*function)(const P&)) {
    return ProductMetric{name, "currency", sentence,
                         [function](const Totals& t, std::size_t k) { return function(t.products[k]); }};
  };
  const auto at_source = [](const char* name, const char* unit, const char* sentence, ReviewSource source,
                            std::int64_t SourceTotals::*member) {
    return ProductMetric{name, unit, sentence, [source, member](const Totals& t, std::size_t k) {
                           return real(t.products[k].sources[static_cast<std::size_t>(source)].*member);
                         }};
  };
  const auto channel = [](const char* name, const char* sentence, Channel which) {
    const auto n = static_cast<std::size_t>(which);
    return ProductMetric{name, "purchases", sentence,
                         [n](const Totals& t, std::size_t k) { return real(t.products[k].by_channel[n]); },
                         Figures::channels};
  };
  static const std::vector<ProductMetric> table = {
      count("purchases", "purchases", "Purchases of the product in the tick.", &P::purchases),
      count("planned", "purchases", "Planned purchases of the product in the tick.", &P::planned),
      count("impulse", "purchases", "Impulse purchases of the product in the tick.", &P::impulse),
      {"market_share", "1", "Share of the tick's purchases of all products; empty without purchases.",
       [](const Totals& t, std::size_t k) { return ratio(real(t.products[k].purchases), purchases(t)); }},
      count("first_time", "purchases", "Purchases by agents that had never owned the product.",
            &P::first_time),
      count("adopters", "agents", "Agents that own the product, seed adopters included.", &P::adopters),
      count("cumulative_purchases", "purchases", "Purchases of the product since the start.",
            &P::cumulative_purchases),
      count("pleased", "purchases", "Purchases of the tick that exceeded what was believed.", &P::pleased,
            Figures::outcomes),
      count("displeased", "purchases", "Purchases of the tick that fell short of what was believed.",
            &P::displeased, Figures::outcomes),
      {"satisfaction", "1", "Mean satisfaction of the tick's purchases of the product.",
       [](const Totals& t, std::size_t k) {
         return ratio(t.products[k].satisfaction, t.products[k].purchases);
       },
       Figures::satisfaction},
      count("recommendations", "recommendations", "Recommendations of the product in the tick.",
            &P::recommendations),
      count("complaints", "complaints", "Complaints about the product in the tick.", &P::complaints),
      count("review_count", "reviews", "Reviews of the product in the store since the start.",
            &P::review_count),
      {"review_rating", "1", "Mean rating in the store, in [0, 1]; empty without reviews.",
       [](const Totals& t, std::size_t k) {
         const P& p = t.products[k];
         return p.review_count > 0 ? p.review_rating : undefined;
       }},
      level("exposure", "1", "Mean exposure of agents to the product.", &P::exposure, Figures::exposure),
      level("memory", "1", "Mean memory trace of the product.", &P::memory, Figures::memory),
      level("value", "1", "Mean value learned from own purchases of the product.", &P::value, Figures::value),
      level("belief", "1", "Mean belief about the product's quality.", &P::belief, Figures::belief),
      level("price", "currency", "Price of the product in the tick.", &P::price),
      amount("revenue", "Prices paid for the product in the tick.", revenue),
      amount("cost", "Cost of the goods sold in the tick.", cost),
      level("marketing_cost", "currency",
            "Cost of the standing stimulus and the product's share of campaigns in the tick.",
            &P::marketing_cost),
      amount("profit", "Revenue minus cost of goods, marketing cost and commission of the tick.", profit),
      at_source("fake_reviews", "reviews", "Reviews that the seller posted in the store in the tick.",
                ReviewSource::store, &SourceTotals::fakes),
      at_source("review_count_third_party", "reviews",
                "Reviews of the product at the third party since the start.", ReviewSource::third_party,
                &SourceTotals::count),
      {"review_rating_third_party", "1", "Mean rating at the third party, in [0, 1]; empty without reviews.",
       [](const Totals& t, std::size_t k) {
         const SourceTotals& third = t.products[k].sources[1];
         return third.count > 0 ? third.rating : undefined;
       }},
      {"credibility_store", "1", "Credibility of the store's reviews of the product.",
       [](const Totals& t, std::size_t k) { return t.products[k].sources[0].credibility; }},
      at_source("readings_store", "readings", "Consumers that read the store's reviews of the product.",
                ReviewSource::store, &SourceTotals::readings),
      at_source("readings_third_party", "readings",
                "Consumers that read the third party's reviews of the product.", ReviewSource::third_party,
                &SourceTotals::readings),
      count("deceived", "purchases", "Purchases at which the seller's deception came to light.",
            &P::deceived),
      channel("channel_search", "Purchases of the tick found by own search.", Channel::search),
      channel("channel_peers", "Purchases of the tick known from observing peers.", Channel::peers),
      channel("channel_campaign", "Purchases of the tick under a marketing stimulus.", Channel::campaign),
      channel("channel_reseller", "Purchases of the tick known from a reseller only.", Channel::reseller),
      {"price_paid", "currency", "Mean price paid in the tick; empty without purchases.",
       [](const Totals& t, std::size_t k) { return ratio(revenue(t.products[k]), t.products[k].purchases); }},
      level("discounts", "currency", "List price minus price paid, summed over the tick's purchases.",
            &P::discounts),
      level("commission", "currency", "Commission paid to resellers on the tick's purchases.",
            &P::commission),
      {"acquisition_cost", "currency",
       "Marketing cost and commission since the start per first-time purchase since the start.",
       [](const Totals& t, std::size_t k) {
         return ratio(t.products[k].cumulative_acquisition, t.products[k].cumulative_first_time);
       }},
  };
  return table;
}

}  // namespace shoal::metrics
