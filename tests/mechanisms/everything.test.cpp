// With every mechanism on at once: what must add up, and stay inside its bounds.

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "engine/twin_check.support.hpp"
#include "mechanisms/state.hpp"
#include "mechanisms/step.hpp"
#include "metrics/metrics.hpp"

namespace mechanisms_everything_test {

using namespace shoal;

namespace {

const std::vector<std::string> all_on = {
    "population.agents=700",
    "time.ticks=60",
    "network.layers=[{name: online}, {name: kin}]",
    "community.life.enabled=true",
    "community.life.dead={below: 0.3, after: 6}",
    "community.life.novelty.time=8",
    "community.life.decay=0.1",
    "community.bonds.enabled=true",
    "community.openness={uniform: [0, 1]}",
    "community.elements.operation={uniform: [0, 1]}",
    "membership={enabled: true, referral: 0.1, initial: {share: 0.6}, acquisition: {rate: 0.05}, leave: "
    "{base: -1}}",
    "roles={enabled: true, every: 7, hubs: 1}",
    "learning.observation={admiration: 1.7, trust: true}",
    "learning.beliefs.precision.advert=1",
    "share.recognition=0.2",
    "experience={loyalty_gain: 0.6, participation_rate: 0.3}",
    "reviews.third_party.enabled=true",
    "market.products.0.honesty=0.5",
    "market.products.0.fake_reviews=3",
    "campaigns=[{kind: advert, every: 5}, {kind: discount, products: [pear], every: 4, length: 2}, {kind: "
    "red_packet, "
    "every: 9, audience: members}, {kind: kol, every: 6}, {kind: acquisition, from: 20}]",
    "group_buy={enabled: true, every: 7, size: 5, notice: 0.2}",
    "resellers={enabled: true, rate: 0.7, loyalty: 0.02}",
    "interventions=[{at: 30, remove: {role: hub}}, {at: 40, remove: {share: 0.1}}]"};

/// A column of metrics.csv or products.csv by name.
double market(const metrics::Totals& t, const std::string& name) {
  for (const metrics::Metric& m : metrics::catalogue({}))
    if (m.name == name) return m.value(t);
  throw std::out_of_range(name);
}
double product(const metrics::Totals& t, const std::string& name, std::size_t k) {
  for (const metrics::ProductMetric& m : metrics::product_catalogue())
    if (m.name == name) return m.value(t, k);
  throw std::out_of_range(name);
}

bool in_unit(double x) { return x >= 0 && x <= 1; }

template <class T>
std::int64_t sum(const T& values) {
  return std::accumulate(std::begin(values), std::end(values), std::int64_t{0});
}

}  // namespace

TEST_CASE("with everything on, every purchase has one kind, one channel and, on impulse, one cause",
          "[mechanisms]") {
  const World world(twin::village(), all_on);
  Simulation simulation = world.simulation();
  std::array<std::int64_t, 4> channels{}, causes{};
  for (std::uint32_t t = 0; t < world.ticks(); ++t) {
    const metrics::Totals& now = simulation.step();
    const metrics::Counts& c = now.counts;
    const std::int64_t purchases = c.planned + c.impulse;
    CHECK(purchases <= now.agents - now.removed);
    CHECK(sum(c.by_channel) == purchases);
    CHECK(sum(c.by_cause) == c.impulse);
    CHECK(sum(c.first_time_by_income) == c.first_time);
    CHECK(c.first_time + c.repeat == purchases);
    CHECK(c.group_purchases <= c.planned);
    std::int64_t in_communities = 0, by_members = 0, by_product = 0;
    for (const metrics::CommunityTotals& community : now.by_community) {
      in_communities += community.counts.purchases;
      by_members += community.counts.member_purchases;
      CHECK(community.counts.member_purchases <= community.counts.purchases);
      CHECK(community.counts.pleased + community.counts.displeased <= community.counts.member_purchases);
      CHECK(community.counts.sharers <= community.counts.member_purchases);
    }
    for (const metrics::ProductTotals& p : now.products) {
      by_product += p.purchases;
      CHECK(p.planned + p.impulse == p.purchases);
      CHECK(sum(p.by_channel) == p.purchases);
    }
    CHECK(in_communities == purchases);
    CHECK(by_members <= purchases);
    CHECK(by_product == purchases);
    CHECK(sum(now.segment_purchases) == purchases);
    for (std::size_t n = 0; n < 4; ++n) {
      channels[n] += c.by_channel[n];
      causes[n] += c.by_cause[n];
    }
  }
  for (std::size_t n = 0; n < 4; ++n) {
    CHECK(channels[n] > 0);  // all four have been seen
    CHECK(causes[n] > 0);
  }
}

TEST_CASE(
    "with everything on, members and outsiders are all agents, and members are those who joined and stayed",
    "[mechanisms]") {
  const World world(twin::village(), all_on);
  Simulation simulation = world.simulation();
  const auto is_out = [&](std::uint8_t m) { return m == 0; };
  const auto& member = simulation.state().member;
  std::int64_t members = std::count(member.begin(), member.end(), std::uint8_t{1}), removed = 0;
  std::vector<bool> dead(world.network.communities());
  for (std::uint32_t t = 1; t <= world.ticks(); ++t) {
    const std::vector<std::uint8_t> before = simulation.state().member;
    const metrics::Totals& now = simulation.step();
    const State& state = simulation.state();
    for (const metrics::CommunityTotals& c : now.by_community)
      members += c.counts.referred + c.counts.acquired - c.counts.left;
    if (now.removed != removed)  // they neither leave nor stay
      for (AgentIndex i = 0; i < world.network.agents; ++i)
        if (state.removed[i] != 0 && before[i] != 0 && (t == 30 || t == 40)) members -= 1;
    removed = now.removed;
    CHECK(now.members == members);
    CHECK(now.members + std::count_if(state.member.begin(), state.member.end(), is_out) == now.agents);
    for (std::size_t c = 0; c < now.by_community.size(); ++c) {
      const metrics::CommunityTotals& community = now.by_community[c];
      for (const double level : {community.activity, community.warmth, community.fatigue, community.belonging,
                                 community.trust, community.displeasure})
        CHECK(in_unit(level));
      CHECK(community.members <= community.agents);
      if (dead[c]) CHECK(community.stage == metrics::Stage::dead);
      dead[c] = community.stage == metrics::Stage::dead;
      if (dead[c]) CHECK(community.members == 0);
    }
    if (t < 30) continue;
    for (AgentIndex i = 0; i < world.network.agents; ++i)
      if (state.removed[i] != 0) CHECK((state.member[i] == 0 && state.shown[i * 3] == 0));
  }
  CHECK(removed > 50);
  CHECK(std::count(dead.begin(), dead.end(), true) > 0);
}

TEST_CASE("with everything on, accounts add up to the cent", "[mechanisms]") {
  const World world(twin::village(), all_on);
  Simulation simulation = world.simulation();
  double spent_on_campaigns = 0;
  for (std::uint32_t t = 0; t < world.ticks(); ++t) {
    const metrics::Totals& now = simulation.step();
    for (const char* account : {"revenue", "cost", "marketing_cost", "profit", "discounts", "commission"}) {
      double over_products = 0;
      for (std::size_t k = 0; k < 3; ++k) over_products += product(now, account, k);
      INFO(account);
      CHECK(std::abs(market(now, account) - over_products) < 0.005);
    }
    for (std::size_t k = 0; k < 3; ++k) {
      const auto of = [&](const char* name) { return product(now, name, k); };
      const Product& p = simulation.model().products[k];
      const auto sold = static_cast<double>(now.products[k].purchases);
      CHECK(std::abs(of("revenue") + of("discounts") - double{p.price} * sold) < 0.005);
      CHECK(std::abs(of("cost") - double{world.scenario.market.products[k].unit_cost} * sold) < 0.005);
      CHECK(std::abs(of("profit") - (of("revenue") - of("cost") - of("marketing_cost") - of("commission"))) <
            0.005);
    }
    spent_on_campaigns += market(now, "marketing_cost");
  }
  CHECK(spent_on_campaigns > 60 * 3);  // more than the standing stimuli
}

TEST_CASE("with everything on, the bits are the same on one and on three threads", "[mechanisms][threads]") {
  auto keys = all_on;
  keys.insert(keys.end(), {"population.agents=5000", "time.ticks=45"});
  const World world(twin::village(), keys);
  Simulation one = world.simulation(1), three = world.simulation(3);
  for (int t = 0; t < 45; ++t) CHECK(bits_of(one.step()) == bits_of(three.step()));
}

}  // namespace mechanisms_everything_test
