#include "metrics/metrics.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

using namespace shoal::metrics;

namespace {

/// A tick with other numbers everywhere, so that no two metrics can be mistaken for each other.
Totals sample() {
  Totals t;
  t.tick = 5;
  t.agents = 100;
  t.members = 90;
  t.communities = 2;
  auto& c = t.counts;
  c.planned = 12, c.impulse = 8, c.first_time = 11, c.repeat = 9, c.pleased = 6, c.displeased = 5;
  c.recommendations = 3, c.complaints = 2, c.reviews = 4, c.needs = 30;
  c.by_cause[0] = 1, c.by_cause[1] = 2, c.by_cause[2] = 4, c.by_cause[3] = 1;
  c.by_channel[0] = 12, c.by_channel[1] = 5, c.by_channel[2] = 2, c.by_channel[3] = 1;
  c.first_time_by_income[0] = 5, c.first_time_by_income[1] = 3, c.first_time_by_income[2] = 1;
  c.first_time_by_income[3] = 2;
  c.readers[0] = 21, c.readers[1] = 22, c.readers[2] = 23, c.readers[3] = 24;
  t.acting = 50;
  t.sums.exposure = 5, t.sums.drive = 7.5;  // over those that acted
  t.sums.memory = 20, t.sums.vicarious_value = -5, t.sums.value = 25;
  t.sums.belief = 60, t.sums.belief_error = 7, t.sums.loyalty = 8, t.sums.precision = 300;
  t.sums.satisfaction = 4, t.sums.reward = -2;
  ProductTotals a, b;
  a.purchases = 15, a.planned = 9, a.impulse = 6, a.first_time = 8, a.adopters = 40;
  a.cumulative_purchases = 60, a.review_count = 3, a.review_rating = 0.5;
  a.price = 5, a.unit_cost = 2, a.marketing_cost = 10, a.satisfaction = 3, a.exposure = 0.1;
  a.discounts = 5, a.commission = 1, a.cumulative_first_time = 30, a.cumulative_acquisition = 100;
  a.by_channel[0] = 9, a.by_channel[1] = 3, a.by_channel[2] = 2, a.by_channel[3] = 1;
  b.commission = 0.5, b.cumulative_first_time = 10, b.cumulative_acquisition = 20;
  b.purchases = 5, b.planned = 3, b.impulse = 2, b.cumulative_purchases = 20;
  b.review_count = 1, b.review_rating = 0.9, b.price = 7, b.unit_cost = 3;
  a.deceived = 2, b.deceived = 1;
  a.sources[0].fakes = 2, a.sources[0].readings = 6, a.sources[0].disconfirmed = 4;
  b.sources[0].fakes = 1, b.sources[0].readings = 2, b.sources[0].disconfirmed = 1;
  a.sources[0].credibility = 0.8, b.sources[0].credibility = 0.6;
  a.sources[1].posted = 5, a.sources[1].readings = 3, a.sources[1].count = 8, a.sources[1].rating = 0.6;
  b.sources[1].posted = 1, b.sources[1].readings = 1, b.sources[1].count = 2, b.sources[1].rating = 0.1;
  a.sources[1].credibility = 0.9, b.sources[1].credibility = 0.7;
  t.products = {a, b};
  t.segment_purchases = {18, 2};
  t.segment_impulse = {8, 0};
  t.segment_agents = {50, 50};
  t.community_buyers = {15, 5};
  t.community_agents = {50, 50};
  t.buyers_ever = 45;
  t.campaigns = 2;
  t.resellers = 4;
  c.recruited = 31, c.group_commitments = 32, c.group_purchases = 33, c.group_refunds = 34;
  t.removed = 3;
  t.alive = true;
  t.acquisition_cost = 8;
  t.by_community.resize(2);
  t.by_community[0] = {.counts = {.sharers = 5,
                                  .member_purchases = 17,
                                  .talkers = 8,
                                  .referred = 4,
                                  .left = 3,
                                  .answered = 1,
                                  .active_members = 40},
                       .agents = 50,
                       .members = 60,
                       .activity = 0.5,
                       .warmth = 0.3,
                       .fatigue = 0.15,
                       .belonging = 0.9,
                       .displeasure = 0.03,
                       .stage = Stage::growth};
  t.by_community[1] = {.counts = {.talkers = 4, .referred = 3, .acquired = 2, .active_members = 4},
                       .agents = 50,
                       .members = 30,
                       .activity = 0.2,
                       .warmth = 0.6,
                       .trust = 0.6,
                       .stage = Stage::decline};
  return t;
}

const std::vector<std::string> segments = {"rash", "calm"};

double value(const std::string& name, const Totals& t) {
  for (const Metric& m : catalogue(segments))
    if (m.name == name) return m.value(t);
  FAIL("no metric " << name);
  return 0;
}

double product_value(const std::string& name, const Totals& t, std::size_t product) {
  for (const ProductMetric& m : product_catalogue())
    if (m.name == name) return m.value(t, product);
  FAIL("no product metric " << name);
  return 0;
}

std::vector<std::string> names(const std::vector<Metric>& metrics) {
  std::vector<std::string> all;
  for (const Metric& m : metrics) all.push_back(m.name);
  return all;
}

}  // namespace

TEST_CASE("the default set and its order are stable", "[metrics]") {
  std::vector<std::string> unknown;
  CHECK(names(select({"default"}, {}, {}, unknown)) == std::vector<std::string>{"purchases",
                                                                                "planned",
                                                                                "impulse",
                                                                                "impulse_share",
                                                                                "impulse_trait",
                                                                                "impulse_motive",
                                                                                "impulse_stimulus",
                                                                                "impulse_social",
                                                                                "buyers",
                                                                                "first_time",
                                                                                "repeat",
                                                                                "adopters",
                                                                                "adopter_share",
                                                                                "channel_search",
                                                                                "channel_peers",
                                                                                "channel_campaign",
                                                                                "exposure",
                                                                                "memory",
                                                                                "vicarious_value",
                                                                                "value",
                                                                                "belief",
                                                                                "belief_error",
                                                                                "satisfaction",
                                                                                "pleased",
                                                                                "displeased",
                                                                                "recommendations",
                                                                                "complaints",
                                                                                "reviews",
                                                                                "review_count",
                                                                                "review_rating",
                                                                                "readers_unaffected",
                                                                                "readers_confirmed",
                                                                                "readers_changed",
                                                                                "readers_abandoned",
                                                                                "revenue",
                                                                                "cost",
                                                                                "marketing_cost",
                                                                                "profit",
                                                                                "herding_index",
                                                                                "market_share_gini"});
  CHECK(unknown.empty());
}

TEST_CASE("every metric gives the number that its sentence says", "[metrics]") {
  const Totals t = sample();
  const std::vector<std::pair<std::string, double>> expected = {
      {"purchases", 20},
      {"planned", 12},
      {"impulse", 8},
      {"impulse_share", 0.4},
      {"impulse_trait", 1},
      {"impulse_motive", 2},
      {"impulse_stimulus", 4},
      {"impulse_social", 1},
      {"buyers", 20},
      {"first_time", 11},
      {"repeat", 9},
      {"adopters", 45},
      {"adopter_share", 0.45},
      {"channel_search", 12},
      {"channel_peers", 5},
      {"channel_campaign", 2},
      {"exposure", 0.1},
      {"memory", 0.2},
      {"vicarious_value", -0.05},
      {"value", 0.25},
      {"belief", 0.6},
      {"belief_error", 0.07},
      {"satisfaction", 0.2},
      {"pleased", 6},
      {"displeased", 5},
      {"recommendations", 3},
      {"complaints", 2},
      {"reviews", 4},
      {"review_count", 4},
      {"review_rating", 0.6},
      {"readers_unaffected", 21},
      {"readers_confirmed", 22},
      {"readers_changed", 23},
      {"readers_abandoned", 24},
      {"revenue", 105},
      {"cost", 45},
      {"marketing_cost", 10},
      {"profit", 48.5},
      {"herding_index", 50 * 2 * 0.1 * 0.1 / (0.2 * 0.8)},
      {"market_share_gini", 0.25},
      {"purchases_rash", 18},
      {"purchases_calm", 2},
      {"needs", 30},
      {"drive", 0.15},
      {"precision", 3},
      {"loyalty", 0.08},
      {"reward", -0.1},
      {"members", 90},
      {"communities", 2},
      {"channel_reseller", 1},
      {"price_paid", 5.25},
      {"discounts", 5},
      {"commission", 1.5},
      {"acquisition_cost", 3},
      {"first_time_income_q1", 5},
      {"first_time_income_q2", 3},
      {"first_time_income_q3", 1},
      {"first_time_income_q4", 2},
      {"resellers", 4},
      {"recruited", 31},
      {"group_commitments", 32},
      {"group_purchases", 33},
      {"group_refunds", 34},
      {"campaigns", 2},
      {"removed", 3},
      {"impulse_share_rash", 8.0 / 18},
      {"impulse_share_calm", 0},
      {"fake_reviews", 3},
      {"reviews_third_party", 6},
      {"review_count_third_party", 10},
      {"review_rating_third_party", 0.5},
      {"credibility_store", 0.7},
      {"credibility_third_party", 0.8},
      {"readings_store", 8},
      {"readings_third_party", 4},
      {"third_party_share", 4.0 / 12},
      {"disconfirmed_readers", 5},
      {"deceived", 3},
      {"joined", 9},
      {"joined_by_referral", 7},
      {"joined_by_acquisition", 2},
      {"left", 3},
      {"active_members", 44},
      {"member_purchases", 17},
      {"talkers", 12},
      {"sharers", 5},
      {"answered", 1},
      {"activity", (60 * 0.5 + 30 * 0.2) / 90},
      {"warmth", (60 * 0.3 + 30 * 0.6) / 90},
      {"fatigue", 60 * 0.15 / 90},
      {"belonging", 60 * 0.9 / 90},
      {"trust", 30 * 0.6 / 90},
      {"displeasure", 60 * 0.03 / 90},
      {"communities_formation", 0},
      {"communities_growth", 1},
      {"communities_maturity", 0},
      {"communities_decline", 1},
      {"communities_dead", 0},
      {"member_acquisition_cost", 8},
      {"readers", 90},
      {"readers_affected", 69},
  };
  std::vector<std::string> order;
  for (const auto& [name, number] : expected) {
    INFO(name);
    CHECK(value(name, t) == Approx(number).margin(1e-15));
    order.push_back(name);
  }
  std::vector<Metric> listed = catalogue(segments);
  std::erase_if(listed, [](const Metric& m) { return m.by_name; });  // structure.test.cpp
  CHECK(names(listed) == order);                                     // nothing is left out
}

TEST_CASE("what only living communities have is undefined elsewhere, as are means over no members",
          "[metrics]") {
  Totals t = sample();
  t.alive = false;
  CHECK(std::isnan(value("communities_growth", t)));
  t.together = false;
  CHECK(std::isnan(value("active_members", t)));
  t.members = 0;
  for (auto& c : t.by_community) c.members = 0;
  CHECK(std::isnan(value("activity", t)));
  CHECK(std::isnan(value("trust", t)));
}

TEST_CASE("every community metric gives the number that its sentence says", "[metrics]") {
  const Totals t = sample();
  std::set<std::string> seen;
  std::map<std::string, double> found;
  for (const CommunityMetric& m : community_catalogue()) {
    INFO(m.name);
    CHECK(seen.insert(m.name).second);
    CHECK_FALSE(m.unit.empty());
    CHECK(m.sentence.ends_with('.'));
    found[m.name] = m.value(t, 0);
  }
  CHECK(found["activity"] == 0.5);
  CHECK(found["members"] == 60);
  CHECK(found["active_members"] == 40);
  CHECK(found["joined_by_referral"] == 4);
  CHECK(found["left"] == 3);
  CHECK(found["member_purchases"] == 17);
  CHECK(found["belonging"] == 0.9);
  CHECK(found["trust"] == 0);
  CHECK(found["purchases_per_member"] == Approx(17.0 / 60));
  CHECK(name_of(t.by_community[1].stage) == "decline");
}

TEST_CASE("every product metric gives the number that its sentence says", "[metrics]") {
  const Totals t = sample();
  CHECK(product_value("purchases", t, 0) == 15);
  CHECK(product_value("market_share", t, 0) == 0.75);
  CHECK(product_value("market_share", t, 1) == 0.25);
  CHECK(product_value("satisfaction", t, 0) == Approx(0.2));
  CHECK(product_value("review_rating", t, 1) == 0.9);
  CHECK(product_value("revenue", t, 1) == 35);
  CHECK(product_value("cost", t, 1) == 15);
  CHECK(product_value("profit", t, 0) == 75 - 5 - 30 - 10 - 1);
  CHECK(product_value("price_paid", t, 0) == Approx(70.0 / 15));
  CHECK(product_value("channel_search", t, 0) == 9);
  CHECK(product_value("channel_peers", t, 0) == 3);
  CHECK(product_value("channel_campaign", t, 0) == 2);
  CHECK(product_value("channel_reseller", t, 0) == 1);
  CHECK(product_value("discounts", t, 0) == 5);
  CHECK(product_value("commission", t, 1) == 0.5);
  CHECK(product_value("acquisition_cost", t, 1) == 2);
  CHECK(product_value("adopters", t, 0) == 40);
  CHECK(product_value("exposure", t, 0) == 0.1);
}

TEST_CASE("what has no meaning in a quiet tick is undefined, not zero", "[metrics]") {
  Totals t;
  t.agents = 10;
  t.products.resize(2);
  t.segment_purchases = t.segment_impulse = t.segment_agents = {0, 0};
  t.community_buyers = {0, 0};
  t.community_agents = {5, 5};
  for (const char* name : {"impulse_share", "satisfaction", "reward", "review_rating", "herding_index",
                           "market_share_gini", "impulse_share_rash"}) {
    INFO(name);
    CHECK(std::isnan(value(name, t)));
  }
  for (const char* name : {"market_share", "satisfaction", "review_rating"}) {
    INFO(name);
    CHECK(std::isnan(product_value(name, t, 0)));
  }
  CHECK(value("purchases", t) == 0);
  CHECK(value("profit", t) == 0);
}

TEST_CASE("a selection keeps the catalogue's order, holds nothing twice and names what it does not know",
          "[metrics]") {
  std::vector<std::string> unknown;
  CHECK(names(select({"profit", "purchases", "profit", "purchases_calm"}, segments, {}, unknown)) ==
        std::vector<std::string>{"purchases", "profit", "purchases_calm"});
  const std::vector<Metric> metrics = catalogue(segments);
  const auto listed = std::ranges::count_if(metrics, [](const Metric& m) { return !m.by_name; });
  CHECK(std::ssize(select({"all"}, segments, {}, unknown)) == listed);
  CHECK(std::ssize(select({"all", "default", "drive"}, segments, {}, unknown)) == listed);
  CHECK(unknown.empty());
  select({"purchases_nobody", "impulse", "Default"}, segments, {}, unknown);
  CHECK(unknown == std::vector<std::string>{"purchases_nobody", "Default"});
}

TEST_CASE("every metric has a unit and a sentence, and a name of its own", "[metrics]") {
  std::set<std::string> seen;
  for (const Metric& m : catalogue(segments)) {
    INFO(m.name);
    CHECK(seen.insert(m.name).second);
    CHECK_FALSE(m.unit.empty());
    CHECK(m.sentence.ends_with('.'));
  }
  seen.clear();
  for (const ProductMetric& m : product_catalogue()) {
    INFO(m.name);
    CHECK(seen.insert(m.name).second);
    CHECK_FALSE(m.unit.empty());
    CHECK(m.sentence.ends_with('.'));
  }
}
