#include "metrics/metrics.hpp"

#include <algorithm>
#include <numeric>

#include "metrics/arithmetic.hpp"
#include "metrics/indices.hpp"

namespace shoal::metrics {
namespace {

std::int64_t buyers(const Totals& t) {
  return std::reduce(t.community_buyers.begin(), t.community_buyers.end());
}

template <class F>
double over_products(const Totals& t, F amount) {
  double sum = 0;
  for (const ProductTotals& p : t.products) sum += amount(p);
  return sum;
}

std::int64_t over_sources(const Totals& t, ReviewSource source, std::int64_t SourceTotals::*member) {
  std::int64_t sum = 0;
  for (const ProductTotals& p : t.products) sum += p.sources[static_cast<std::size_t>(source)].*member;
  return sum;
}
std::int64_t readings(const Totals& t, ReviewSource source) {
  return over_sources(t, source, &SourceTotals::readings);
}

std::int64_t review_count(const Totals& t) {
  std::int64_t count = 0;
  for (const ProductTotals& p : t.products) count += p.review_count;
  return count;
}

double review_rating(const Totals& t) {
  double sum = 0;
  for (const ProductTotals& p : t.products)
    if (p.review_count > 0) sum += real(p.review_count) * p.review_rating;
  return ratio(sum, review_count(t));
}

double market_share_gini(const Totals& t) {
  std::vector<std::int64_t> sold;
  for (const ProductTotals& p : t.products) sold.push_back(p.cumulative_purchases);
  return gini(sold);
}

// Rows of the tables below: counts of the tick, means over agents, means over the tick's purchases.
Metric count(const char* name, const char* unit, const char* sentence, std::int64_t Counts::*member,
             Figures reads = Figures::none) {
  return {name,  unit, sentence, true, [member](const Totals& t) { return real(t.counts.*member); },
          false, reads};
}
Metric cause(const char* name, const char* sentence, Cause which) {
  const auto i = static_cast<std::size_t>(which);
  return {name, "purchases", sentence, true, [i](const Totals& t) { return real(t.counts.by_cause[i]); }};
}
Metric channel(const char* name, const char* sentence, Channel which) {
  const auto i = static_cast<std::size_t>(which);
  return {
      name,  "purchases",      sentence, true, [i](const Totals& t) { return real(t.counts.by_channel[i]); },
      false, Figures::channels};
}
Metric readers(const char* name, const char* sentence, ReaderOutcome which) {
  const auto i = static_cast<std::size_t>(which);
  return {name, "readers", sentence, true, [i](const Totals& t) { return real(t.counts.readers[i]); }};
}
Metric agent_mean(const char* name, const char* unit, const char* sentence, double Sums::*member,
                  Figures reads) {
  return {name,  unit, sentence, true, [member](const Totals& t) { return ratio(t.sums.*member, t.agents); },
          false, reads};
}
Metric acting_mean(const char* name, const char* sentence, double Sums::*member, Figures reads) {
  return {name,  "1",  sentence, true, [member](const Totals& t) { return ratio(t.sums.*member, t.acting); },
          false, reads};
}
Metric purchase_mean(const char* name, const char* sentence, double Sums::*member, Figures reads) {
  return {
      name,  "1",  sentence, true, [member](const Totals& t) { return ratio(t.sums.*member, purchases(t)); },
      false, reads};
}
Metric at_source(const char* name, const char* unit, const char* sentence, ReviewSource source,
                 std::int64_t SourceTotals::*member) {
  return {name, unit, sentence, false,
          [source, member](const Totals& t) { return real(over_sources(t, source, member)); }};
}
Metric credibility(const char* name, const char* sentence, ReviewSource source) {
  return {name, "1", sentence, false, [source](const Totals& t) {
            return over_products(t,
                                 [source](const ProductTotals& p) {
                                   return p.sources[static_cast<std::size_t>(source)].credibility;
                                 }) /
                   static_cast<double>(t.products.size());
          }};
}
Metric first_time_of(std::size_t quarter, const char* name, const std::string& which) {
  return {
      name, "purchases",
      "First-time purchases by agents in the " + which + " quarter of incomes; empty where all earn alike.",
      false, [quarter](const Totals& t) {
        const std::int64_t* counts = t.counts.first_time_by_income;
        const bool known = counts[0] + counts[1] + counts[2] + counts[3] == t.counts.first_time;
        return known ? real(counts[quarter]) : undefined;
      }};
}
Metric optional(Metric metric) {
  metric.standard = false;
  return metric;
}

/// The default set. Its order is the order of the columns: add at the end, never reorder.
std::vector<Metric> standard_set() {
  return {
      {"purchases", "purchases", "Purchases of the tick, planned and impulse.", true,
       [](const Totals& t) { return real(purchases(t)); }},
      count("planned", "purchases", "Planned purchases: a need, a search, a comparison.", &Counts::planned),
      count("impulse", "purchases", "Impulse purchases: an urge that got past self-control.",
            &Counts::impulse),
      {"impulse_share", "1", "Share of the tick's purchases made on impulse; empty without purchases.", true,
       [](const Totals& t) { return ratio(real(t.counts.impulse), purchases(t)); }},
      cause("impulse_trait", "Impulse purchases whose largest cause was the agent's impulsivity.",
            Cause::trait),
      cause("impulse_motive", "Impulse purchases whose largest cause was hedonic motivation.", Cause::motive),
      cause("impulse_stimulus", "Impulse purchases whose largest cause was marketing, scene or warmth.",
            Cause::stimulus),
      cause("impulse_social",
            "Impulse purchases whose largest cause was peers: observation, comparison or support.",
            Cause::social),
      {"buyers", "agents", "Agents that bought anything in the tick.", true,
       [](const Totals& t) { return real(buyers(t)); }, false, Figures::communities},
      count("first_time", "purchases", "Purchases of a product that the agent had never owned.",
            &Counts::first_time),
      count("repeat", "purchases", "Purchases of a product that the agent had owned before.",
            &Counts::repeat),
      {"adopters", "agents", "Agents that own at least one product, seed adopters included.", true,
       [](const Totals& t) { return real(t.buyers_ever); }},
      {"adopter_share", "1", "Share of all agents that own at least one product.", true,
       [](const Totals& t) { return ratio(real(t.buyers_ever), t.agents); }},
      channel("channel_search", "Purchases of a product that the agent had found by its own search.",
              Channel::search),
      channel("channel_peers", "Purchases of a product that the agent knew from observing peers.",
              Channel::peers),
      channel("channel_campaign",
              "Purchases of a product under a marketing stimulus that the agent had not observed at peers.",
              Channel::campaign),
      acting_mean("exposure",
                  "Mean exposure E: the noticed share of peers that bought, over acting agents and products.",
                  &Sums::exposure, Figures::exposure),
      agent_mean("memory", "1", "Mean memory trace M of observed purchases, over agents and products.",
                 &Sums::memory, Figures::memory),
      agent_mean("vicarious_value", "1",
                 "Mean value W learned from what purchases did to peers, over agents and products.",
                 &Sums::vicarious_value, Figures::vicarious_value),
      agent_mean("value", "1",
                 "Mean value V learned from the agent's own purchases, over agents and products.",
                 &Sums::value, Figures::value),
      agent_mean("belief", "1", "Mean belief B about quality, over agents and products.", &Sums::belief,
                 Figures::belief),
      agent_mean("belief_error", "1",
                 "Mean absolute distance between belief and true quality, over agents and products.",
                 &Sums::belief_error, Figures::belief_error),
      purchase_mean("satisfaction",
                    "Mean satisfaction of the tick's purchases: quality received minus belief.",
                    &Sums::satisfaction, Figures::satisfaction),
      count("pleased", "purchases", "Purchases of the tick that exceeded what was believed.",
            &Counts::pleased, Figures::outcomes),
      count("displeased", "purchases", "Purchases of the tick that fell short of what was believed.",
            &Counts::displeased, Figures::outcomes),
      count("recommendations", "recommendations", "Recommendations made in the tick.",
            &Counts::recommendations),
      count("complaints", "complaints", "Complaints made in the tick.", &Counts::complaints),
      count("reviews", "reviews", "Reviews that buyers posted in the tick.", &Counts::reviews),
      {"review_count", "reviews", "Reviews in the store since the start, over all products.", true,
       [](const Totals& t) { return real(review_count(t)); }},
      {"review_rating", "1", "Mean rating of all reviews in the store, in [0, 1]; empty without reviews.",
       true, review_rating},
      readers("readers_unaffected", "Readers of reviews whose belief hardly moved.",
              ReaderOutcome::unaffected),
      readers("readers_confirmed", "Readers of reviews whose choice stayed, with intent no lower.",
              ReaderOutcome::confirmed),
      readers("readers_changed", "Readers of reviews that chose another product or lost intent.",
              ReaderOutcome::changed),
      readers("readers_abandoned", "Readers of reviews that then bought nothing.", ReaderOutcome::abandoned),
      {"revenue", "currency", "Prices paid in the tick, over all products.", true,
       [](const Totals& t) { return over_products(t, [](const ProductTotals& p) { return revenue(p); }); }},
      {"cost", "currency", "Cost of the goods sold in the tick.", true,
       [](const Totals& t) { return over_products(t, [](const ProductTotals& p) { return cost(p); }); }},
      {"marketing_cost", "currency",
       "Marketing cost of the tick: standing stimuli of launched products, and campaigns.", true,
       [](const Totals& t) {
         return over_products(t, [](const ProductTotals& p) { return p.marketing_cost; });
       }},
      {"profit", "currency", "Revenue minus cost of goods, marketing cost and commission of the tick.", true,
       [](const Totals& t) { return over_products(t, [](const ProductTotals& p) { return profit(p); }); }},
      {"herding_index", "1",
       "Variance of the communities' shares of buyers over its binomial expectation; 1: no herding; empty "
       "with one community or when nobody or everybody bought.",
       true, [](const Totals& t) { return herding_index(t.community_buyers, t.community_agents); }, false,
       Figures::communities},
      {"market_share_gini", "1",
       "Gini coefficient of the products' purchases since the start; empty before the first purchase.", true,
       market_share_gini},
  };
}

/// Who posts and reads where (docs/mechanisms/reviews.md).
std::vector<Metric> review_set() {
  constexpr ReviewSource store = ReviewSource::store, third = ReviewSource::third_party;
  return {
      at_source("fake_reviews", "reviews", "Reviews that sellers posted in the store in the tick.", store,
                &SourceTotals::fakes),
      at_source("reviews_third_party", "reviews", "Reviews posted at the third party in the tick.", third,
                &SourceTotals::posted),
      at_source("review_count_third_party", "reviews", "Reviews at the third party since the start.", third,
                &SourceTotals::count),
      {"review_rating_third_party", "1", "Mean rating at the third party, in [0, 1]; empty without reviews.",
       false,
       [](const Totals& t) {
         double sum = 0;
         for (const ProductTotals& p : t.products)
           if (p.sources[1].count > 0) sum += real(p.sources[1].count) * p.sources[1].rating;
         return ratio(sum, over_sources(t, third, &SourceTotals::count));
       }},
      credibility("credibility_store", "Mean credibility of the store's reviews, over products.", store),
      credibility("credibility_third_party", "Mean credibility of the third party's reviews, over products.",
                  third),
      at_source("readings_store", "readings",
                "Consumers reading the store's reviews of a product in the tick.", store,
                &SourceTotals::readings),
      at_source("readings_third_party", "readings",
                "Consumers reading the third party's reviews of a product in the tick.", third,
                &SourceTotals::readings),
      {"third_party_share", "1",
       "Share of the tick's readings that went to the third party; empty without readings.", false,
       [](const Totals& t) {
         return ratio(real(readings(t, third)), readings(t, store) + readings(t, third));
       }},
      at_source("disconfirmed_readers", "purchases",
                "Purchases of the tick that displeased after the store's reviews had led to them.", store,
                &SourceTotals::disconfirmed),
      {"deceived", "purchases", "Purchases of the tick at which a seller's deception came to light.", false,
       [](const Totals& t) {
         std::int64_t sum = 0;
         for (const ProductTotals& p : t.products) sum += p.deceived;
         return real(sum);
       }},
  };
}

/// What `all` adds to the default set.
std::vector<Metric> further_set() {
  return {
      optional(count("needs", "agents", "Agents in whom a need arose in the tick.", &Counts::needs)),
      optional(acting_mean("drive", "Mean observational drive O, over acting agents and products.",
                           &Sums::drive, Figures::drive)),
      optional(agent_mean("precision", "1", "Mean precision of the belief about quality.", &Sums::precision,
                          Figures::precision)),
      optional(agent_mean("loyalty", "1", "Mean loyalty L, over agents and products.", &Sums::loyalty,
                          Figures::loyalty)),
      optional(
          purchase_mean("reward", "Mean reward r of the tick's purchases.", &Sums::reward, Figures::reward)),
      {"members", "agents", "Agents that belong to a community.", false,
       [](const Totals& t) { return real(t.members); }},
      {"communities", "communities", "Communities of the network.", false,
       [](const Totals& t) { return real(t.communities); }},
      optional(channel("channel_reseller",
                       "Purchases of a product that the agent knew from a reseller among its peers only.",
                       Channel::reseller)),
      {"price_paid", "currency", "Mean price paid in the tick's purchases; empty without purchases.", false,
       [](const Totals& t) {
         return ratio(over_products(t, [](const ProductTotals& p) { return revenue(p); }), purchases(t));
       }},
      {"discounts", "currency", "List price minus price paid, summed over the tick's purchases.", false,
       [](const Totals& t) { return over_products(t, [](const ProductTotals& p) { return p.discounts; }); }},
      {"commission", "currency", "Commission paid to resellers on the tick's purchases.", false,
       [](const Totals& t) { return over_products(t, [](const ProductTotals& p) { return p.commission; }); }},
      {"acquisition_cost", "currency",
       "Marketing cost and commission since the start per first-time purchase since the start.", false,
       [](const Totals& t) {
         std::int64_t won = 0;
         for (const ProductTotals& p : t.products) won += p.cumulative_first_time;
         return ratio(over_products(t, [](const ProductTotals& p) { return p.cumulative_acquisition; }), won);
       }},
      first_time_of(0, "first_time_income_q1", "lowest"),
      first_time_of(1, "first_time_income_q2", "second"),
      first_time_of(2, "first_time_income_q3", "third"),
      first_time_of(3, "first_time_income_q4", "highest"),
      {"resellers", "agents", "Members that resold a product in the tick.", false,
       [](const Totals& t) { return real(t.resellers); }},
      optional(
          count("recruited", "agents", "Members that became resellers in the tick.", &Counts::recruited)),
      optional(count("group_commitments", "agents", "Agents that committed to a group buy in the tick.",
                     &Counts::group_commitments)),
      optional(count("group_purchases", "purchases", "Purchases in groups in the tick.",
                     &Counts::group_purchases)),
      optional(count("group_refunds", "agents", "Agents whose group did not come about in the tick.",
                     &Counts::group_refunds)),
      {"campaigns", "campaigns", "Campaigns that were on in the tick.", false,
       [](const Totals& t) { return real(t.campaigns); }},
      {"removed", "agents", "Agents that interventions have taken out.", false,
       [](const Totals& t) { return real(t.removed); }},
  };
}

std::vector<Metric> reader_set() {
  const auto sum = [](const Totals& t, ReaderOutcome from) {
    std::int64_t n = 0;
    for (auto i = static_cast<std::size_t>(from); i < std::size(t.counts.readers); ++i)
      n += t.counts.readers[i];
    return real(n);
  };
  return {
      {"readers", "readers", "Consumers that read reviews at a planned purchase in the tick.", false,
       [sum](const Totals& t) { return sum(t, ReaderOutcome::unaffected); }},
      {"readers_affected", "readers", "Of those, confirmed, changed or abandoned: their belief moved.", false,
       [sum](const Totals& t) { return sum(t, ReaderOutcome::confirmed); }},
  };
}

void append(std::vector<Metric>& all, std::vector<Metric> more) {
  std::ranges::move(more, std::back_inserter(all));
}

}  // namespace

std::vector<Metric> catalogue(const std::vector<std::string>& segments,
                              const std::vector<std::string>& products) {
  std::vector<Metric> all = standard_set();
  for (std::size_t s = 0; s < segments.size(); ++s)
    all.push_back({"purchases_" + segments[s], "purchases",
                   "Purchases of the tick by agents of segment " + segments[s] + ".", true,
                   [s](const Totals& t) { return real(t.segment_purchases[s]); }});
  append(all, further_set());
  for (std::size_t s = 0; s < segments.size(); ++s)
    all.push_back(
        {"impulse_share_" + segments[s], "1",
         "Share of the purchases of segment " + segments[s] + " made on impulse.", false,
         [s](const Totals& t) { return ratio(real(t.segment_impulse[s]), t.segment_purchases[s]); }});
  append(all, review_set());
  append(all, community_metrics());
  append(all, structure_metrics());
  append(all, product_metrics(products));
  append(all, reader_set());
  append(all, learner_metrics());
  return all;
}

std::vector<Metric> select(const std::vector<std::string>& names, const std::vector<std::string>& segments,
                           const std::vector<std::string>& products, std::vector<std::string>& unknown) {
  std::vector<Metric> all = catalogue(segments, products);
  const auto asked = [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
  const auto known = [&](const std::string& name) {
    return name == "default" || name == "all" ||
           std::ranges::any_of(all, [&](const Metric& m) { return m.name == name; });
  };
  std::ranges::copy_if(names, std::back_inserter(unknown), [&](const std::string& n) { return !known(n); });
  std::erase_if(all, [&](const Metric& m) {
    return !((asked("all") && !m.by_name) || (m.standard && asked("default")) || asked(m.name));
  });
  return all;
}

}  // namespace shoal::metrics
