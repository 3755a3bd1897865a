#include "mechanisms/campaigns.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "engine/by_hand.support.hpp"
#include "engine/twin_check.support.hpp"
#include "mechanisms/campaign.hpp"
#include "paths.support.hpp"

namespace mechanisms_campaigns_test {

using namespace shoal;

namespace {

std::vector<std::uint32_t> ticks_on(const std::string& schedule, std::uint32_t last = 20) {
  const World world("{population: {agents: 400}, time: {ticks: 50}}",
                    {"campaigns=[{kind: advert, " + schedule + "}]"});
  std::vector<std::uint32_t> on;
  for (std::uint32_t t = 1; t <= last; ++t)
    if (is_on(world.scenario.campaigns[0], t)) on.push_back(t);
  return on;
}

std::string problem_of(const std::string& campaigns) {
  try {
    parse_scenario("{population: {agents: 400, segments: [{name: a}]}, market: {products: [{name: tea}]}}",
                   "t", ".", {"campaigns=" + campaigns});
  } catch (const config::InvalidInput& error) {
    return error.what();
  }
  return {};
}

template <class Number>
std::int64_t sum_over_run(std::vector<std::string> keys, Number number) {
  const World world(twin::village(), keys);
  Simulation simulation = world.simulation();
  std::int64_t sum = 0;
  for (std::uint32_t t = 0; t < world.ticks(); ++t) sum += number(simulation.step());
  return sum;
}

/// Whether a campaign is for agent i.
bool targets(const Model& model, const State& state, const Campaign& campaign, AgentIndex i) {
  if (!campaign.community.empty() && !campaign.community[model.network.community[i]]) return false;
  if (!campaign.segment.empty() &&
      !campaign.segment[model.population.segment.empty() ? 0 : model.population.segment[i]])
    return false;
  if (!campaign.role[static_cast<std::size_t>(state.role.empty() ? Role::mass : state.role[i])]) return false;
  if (is_removed(state, i)) return false;
  if (campaign.params.audience == Audience::everybody) return true;
  return is_member(state, i) == (campaign.params.audience == Audience::members);
}

}  // namespace

TEST_CASE("a campaign is on when its schedule says so", "[mechanisms]") {
  using Ticks = std::vector<std::uint32_t>;
  CHECK(ticks_on("from: 18") == Ticks{18, 19, 20});
  CHECK(ticks_on("from: 3, to: 5") == Ticks{3, 4, 5});
  CHECK(ticks_on("from: 3, length: 1") == Ticks{3});
  CHECK(ticks_on("from: 3, length: 4, to: 5") == Ticks{3, 4, 5});
  CHECK(ticks_on("from: 2, every: 7") == Ticks{2, 9, 16});
  CHECK(ticks_on("from: 2, every: 7, length: 2, to: 16") == Ticks{2, 3, 9, 10, 16});
  CHECK(ticks_on("at: [15, 4]") == Ticks{4, 15});
  CHECK(ticks_on("at: [4, 5, 12], length: 2, from: 5") == Ticks{5, 6, 12, 13});
}

TEST_CASE("effects join without passing one, in any order", "[mechanisms]") {
  CHECK(joined(0.3, 0) == 0.3);
  CHECK(joined(0, 0.3) == 0.3);
  CHECK(joined(0.5, 0.5) == 0.75);
  CHECK(joined(1, 0.4) == 1);
  CHECK(joined(joined(0.1, 0.2), 0.7) == Approx(joined(joined(0.7, 0.1), 0.2)));
}

TEST_CASE("the page of campaigns shows the rows of the kinds", "[mechanisms]") {
  std::ifstream in(std::filesystem::path(paths::source) / "docs/mechanisms/campaigns.md");
  const std::string text(std::istreambuf_iterator<char>(in), {});
  CHECK(campaign_kinds().size() == 10);
  for (const CampaignKind& kind : campaign_kinds()) {
    const CampaignEffect& e = kind.effect;
    const std::string row = fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
                                        kind.name, e.price_cut.value, e.stimulus.value, e.warmth.value,
                                        e.content.value, e.promotion.value, e.pressure.value, e.reach.value,
                                        e.endorse.value, e.cost.value, e.cost_per_head.value, kind.reason);
    INFO(row);
    CHECK(text.find(row) != std::string::npos);
  }
}

TEST_CASE("campaigns that cannot be are refused with the way out", "[mechanisms]") {
  CHECK(problem_of("[{from: 3}]").find("every campaign needs a kind") != std::string::npos);
  CHECK(problem_of("[{kind: discont}]").find("did you mean 'discount'?") != std::string::npos);
  CHECK(
      problem_of("[{kind: advert, products: [coffee]}]").find("there is no product 'coffee'; allowed: tea") !=
      std::string::npos);
  CHECK(problem_of("[{kind: advert, products: [tea, tea]}]").find("named twice") != std::string::npos);
  CHECK(problem_of("[{kind: advert, segments: [b]}]").find("there is no segment 'b'") != std::string::npos);
  CHECK(problem_of("[{kind: advert, from: 9, to: 8}]").find("would never be on") != std::string::npos);
  CHECK(problem_of("[{kind: advert, every: 3, at: [4]}]").find("exclude each other") != std::string::npos);
  CHECK(problem_of("[{kind: advert, every: 3, length: 4}]").find("starts again every 3") !=
        std::string::npos);
  CHECK(problem_of("[{kind: advert, every: 3, length: 3}]").empty());
  CHECK_THROWS_WITH(World(twin::village(), {"campaigns=[{kind: advert, communities: [0, 4]}]"}).simulation(),
                    Catch::Contains("campaigns.0.communities.1: found 4") && Catch::Contains("are 0 to 3"));
}

TEST_CASE("a row of one's own stands before ours, a campaign's own effect before its kind's",
          "[mechanisms]") {
  const World world(twin::village(),
                    {"campaign_kinds={advert: {stimulus: 0.1}, stall: {warmth: 0.6, cost: 7}}",
                     "campaigns=[{kind: advert}, {kind: stall, intensity: 0.5, effect: {stimulus: 0.2}}]"});
  const auto made = make_campaigns(world.scenario.campaigns, world.scenario.campaign_kinds,
                                   world.scenario.market, world.network, world.population.segment_names);
  CHECK(made[0].effect.stimulus == 0.1);
  CHECK(made[0].effect.pressure == 0);
  CHECK(made[1].effect.stimulus == 0.1);
  CHECK(made[1].effect.warmth == 0.3);
  CHECK(made[1].effect.cost == 7);  // costs do not follow the intensity
}

TEST_CASE("campaigns that are never on, or do nothing, change no bytes of what happens", "[mechanisms]") {
  const World without(twin::village());
  for (const char* campaigns : {"campaigns=[{kind: flash_sale, from: 31}]",
                                "campaigns=[{kind: kol, intensity: 0, effect: {cost: 0}}]",
                                "campaigns=[{kind: advert, audience: outsiders, effect: {cost: 0}}]"}) {
    const World with(twin::village(), {campaigns});
    Simulation a = without.simulation(), b = with.simulation();
    for (std::uint32_t t = 0; t < 30; ++t) {
      metrics::Totals totals = b.step();
      totals.campaigns = 0;
      CHECK(bits_of(a.step()) == bits_of(totals));
    }
  }
}

TEST_CASE("a stronger stimulus never makes the first tick's impulse purchases fewer", "[mechanisms]") {
  std::int64_t before = 0, first = 0;
  for (const char* intensity : {"0", "0.5", "1", "1.5", "2.5"}) {
    const World world(twin::village(),
                      {"decision.planned.enabled=false", "decision.impulse.base=-2", "population.agents=600",
                       std::string("campaigns=[{kind: advert, intensity: ") + intensity + "}]"});
    Simulation simulation = world.simulation();
    const std::int64_t now = simulation.step().counts.impulse;
    CHECK(now >= before);
    if (before == 0) first = now;
    before = now;
  }
  CHECK(before > first);
}

TEST_CASE("what is paid lies between nothing and the list price, and its parts add up", "[mechanisms]") {
  const World world(
      twin::village(),
      {"campaigns=[{kind: flash_sale, every: 3}, {kind: discount, products: [pear], intensity: 9}]"});
  Simulation simulation = world.simulation();
  double cost = 0;
  for (std::uint32_t t = 0; t < world.ticks(); ++t) {
    for (const metrics::ProductTotals& p : simulation.step().products) {
      CHECK(p.discounts >= 0);
      CHECK(p.discounts <= p.price * static_cast<double>(p.purchases) + 1e-9);
      std::int64_t channels = 0;
      for (const std::int64_t n : p.by_channel) channels += n;
      CHECK(channels == p.purchases);
      cost += p.marketing_cost;
    }
  }
  // Standing stimuli 2 + 1 in 30 ticks, 10 flash sales at 20, 30 ticks of the discount at 10.
  CHECK(cost == Approx(3 * 30 + 10 * 20 + 30 * 10).epsilon(1e-12));
}

TEST_CASE("a campaign reaches those whom it is for, whatever it picks them by", "[mechanisms]") {
  const std::vector<std::string> keys = {
      "network={generator: planted_partition, planted_partition: {communities: 7, mean_degree: 8, mixing: "
      "0.2}}",
      "population.agents=2100",
      "population.segments=[{name: young, share: 0.4}, {name: old, share: 0.6}]",
      "roles={enabled: true, every: 1, hubs: 1}",
      "membership={enabled: true, initial: {share: 0.5}}",
      "campaigns=[{kind: advert}, {kind: advert, audience: members}, {kind: advert, audience: outsiders}, "
      "{kind: advert, segments: [old]}, {kind: advert, roles: [core, hub]}, {kind: advert, communities: [2, "
      "5]}, "
      "{kind: advert, audience: members, segments: [young], roles: [mass, active], communities: [0, 1, 2, "
      "3]}]"};
  const World world("{market: {products: [{name: tea}]}}", keys);
  ByHand run(world);
  for (int t = 0; t < 3; ++t) run.step();
  run.state.removed.assign(padded(2100), 0);
  for (AgentIndex i = 0; i < 2100; i += 11) run.state.removed[i] = 1;
  const Step step{run.model, run.state, 4, 4, run.state.shown.data(), run.state.showing.data()};
  Scratch scratch(1);
  BlockTally tally;
  for (std::uint32_t m = 0; m < run.model.campaigns.size(); ++m) {
    run.state.campaigns_on = {m};
    std::size_t reached = 0, wrong = 0;
    for (AgentIndex first = 0; first < 2100; first += block_size) {
      Block block{first, std::min<AgentIndex>(block_size, 2100 - first), scratch, tally};
      std::ranges::fill(scratch.stimulus, 0.0f);
      target(step, block);
      for (std::uint32_t a = 0; a < block.size; ++a) {
        const bool is = scratch.stimulus[a] > 0;
        wrong += is != targets(run.model, run.state, run.model.campaigns[m], first + a);
        reached += is;
      }
    }
    CAPTURE(m);
    CHECK(wrong == 0);
    CHECK((reached > 20 && reached < 2000));
  }
}

TEST_CASE("outside stimuli drive impulse: up during a campaign, not before", "[mechanisms]") {  // claim L07
  const std::vector<std::string> keys = {"population.agents=4000", "market.products.0.stimulus=0",
                                         "market.products.2.stimulus=0"};
  auto with = keys;
  with.push_back("campaigns=[{kind: advert, intensity: 2, from: 11, to: 20}]");
  std::int64_t before[2] = {}, during[2] = {};
  for (const int on : {0, 1}) {
    const World world(twin::village(), on ? with : keys);
    Simulation simulation = world.simulation();
    for (std::uint32_t t = 1; t <= 20; ++t)
      (t <= 10 ? before : during)[on] += simulation.step().counts.impulse;
  }
  CHECK(before[0] == before[1]);
  CHECK(during[1] > during[0] + 5 * 87);  // of about 3,800 purchases each: five standard deviations
  CHECK(sum_over_run(with, [](const metrics::Totals& t) { return t.counts.by_channel[2]; }) > 0);
}

TEST_CASE("communities feel a campaign only while it is on", "[mechanisms]") {
  const World world(twin::village(), {"campaigns=[{kind: event, communities: [1], from: 2, to: 2}]"});
  ByHand run(world);
  run.step();
  CHECK(run.state.communities.content == std::vector<double>{0, 0, 0, 0});
  run.step();
  CHECK(run.state.communities.content == std::vector<double>{0, 0.4, 0, 0});
  CHECK(run.state.communities.event_warmth == std::vector<double>{0, 0.4, 0, 0});
  CHECK(run.state.communities.promotion == std::vector<double>{0, 0.2, 0, 0});
  run.step();
  CHECK(run.state.communities.content == std::vector<double>{0, 0, 0, 0});
}

}  // namespace mechanisms_campaigns_test
