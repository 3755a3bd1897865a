// What interventions do to a run.

#include "engine/interventions.hpp"

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"
#include "maths/wide.hpp"
#include "network/cliques.hpp"
#include "scenario/set_seed.hpp"

namespace engine_interventions_test {

using namespace shoal;

namespace {

std::vector<std::string> bits(const World& world, unsigned threads = 1) {
  Simulation simulation = world.simulation(threads);
  std::vector<std::string> all;
  for (std::uint32_t t = 0; t < world.ticks(); ++t) all.push_back(bits_of(simulation.step()));
  return all;
}

std::string intervene(const std::string& what) { return "interventions=[" + what + "]"; }

}  // namespace

TEST_CASE("an intervention in the first tick is the scenario with its keys", "[engine]") {
  for (const std::vector<std::string>& keys : std::vector<std::vector<std::string>>{
           {"market.products.0.price=1.5", "decision.impulse.base=-2"},
           {"learning.observation.attention=0.1", "learning.observation.sample=3"},
           {"community.warmth=0.9", "share.recommend=0.1"},
           {"learning.beliefs.social=degroot"},
           {"learning.observation.enabled=false"},
           {"learning.observation.precision=2"},
           {"learning.beliefs.told=level"},
           {"decision.planned.lasts=6"},
           {"decision.rule=imitate"},
           {"campaigns=[{kind: discount, from: 4}]"}}) {
    INFO(keys.front());
    std::string set;
    for (const std::string& key : keys) {
      const auto equals = key.find('=');
      set += (set.empty() ? "" : ", ") + key.substr(0, equals) + ": " + key.substr(equals + 1);
    }
    const World changed(twin::village(), keys),
        at_once(twin::village(), {intervene("{at: 1, set: {" + set + "}}")});
    CHECK(bits(changed) == bits(at_once));
  }
}

TEST_CASE("until an intervention nothing differs, from then on something does", "[engine]") {
  const World plain(twin::village());
  const World later(twin::village(), {intervene("{at: 12, set: {decision.impulse.base: -1}}")});
  const auto a = bits(plain), b = bits(later);
  for (std::size_t t = 0; t < 11; ++t) CHECK(a[t] == b[t]);
  CHECK(a[11] != b[11]);
}

TEST_CASE("a scenario that gets another seed keeps it after an intervention", "[engine]") {
  const std::vector<std::string> same = {intervene("{at: 7, set: {decision.impulse.base: -3}}")};
  const World file(twin::village(), same);
  Scenario reseeded = file.scenario;
  set_seed(reseeded, 4711);
  CHECK(file.scenario.stages[0]->seed.value != 4711);  // the scenario that it was copied from is as before
  const World other(twin::village(), {"seed=4711"});
  Simulation simulation(reseeded, other.network, other.population, 1);
  std::vector<std::string> all;
  for (std::uint32_t t = 0; t < other.ticks(); ++t) all.push_back(bits_of(simulation.step()));
  CHECK(all == bits(other));
}

TEST_CASE("interventions that set keys to what they are change nothing", "[engine]") {
  const World plain(twin::village());
  const World same(twin::village(),
                   {intervene("{at: 7, set: {decision.impulse.base: -3, community.warmth: 0.3}}, "
                              "{at: 9, set: {market.products.pear.price: 5}}")});
  CHECK(bits(plain) == bits(same));
}

TEST_CASE("a mechanism that is on only for a while is on only then", "[engine]") {
  const World world(
      twin::village(),
      {"learning.observation.enabled=false", "learning.beliefs.enabled=false", "reviews.read=0",
       "learning.reinforcement.enabled=false", "decision.budget.enabled=false",
       intervene("{at: 10, set: {learning.observation.enabled: true, learning.beliefs.enabled: true, "
                 "learning.reinforcement.enabled: true, decision.budget.enabled: true}}, "
                 "{at: 20, set: {learning.observation.enabled: false}}")});
  Simulation simulation = world.simulation();
  for (std::uint32_t t = 1; t <= 30; ++t) {
    const metrics::Totals& now = simulation.step();
    CHECK((now.sums.memory > 0) == (t >= 10 && t < 20));
    CHECK((now.sums.belief > 0) == (t >= 10));
    CHECK((now.sums.exposure > 0) == (t >= 10 && t < 20));
    CHECK((now.sums.drive > 0) == (t >= 10 && t < 20));
  }
}

TEST_CASE("interventions find groups counted as a whole as they find them counted tie by tie", "[engine]") {
  // A sample of more than all neighbours is all of them, one by one.
  const auto keys = [](const std::string& sample) {
    return std::vector<std::string>{
        "population.agents=2120", "time.ticks=12", "learning.observation.sample=" + sample,
        "network={generator: planted_partition, planted_partition: {communities: 53, mean_degree: 39, "
        "mixing: 0}}",
        intervene("{at: 3, remove: {share: 0.3}}, {at: 5, set: {decision.impulse.base: -1}}, "
                  "{at: 6, seed_adopters: {share: 0.1}}, {at: 8, set: {learning.observation.sample: 2}}, "
                  "{at: 10, set: {learning.observation.sample: " +
                  sample + "}}, {at: 11, remove: {community: 2}}")};
  };
  const World groups(twin::village(), keys("0")), one_by_one(twin::village(), keys("64"));
  REQUIRE(network::consists_of_cliques(groups.network));
  CHECK(bits(groups) == bits(one_by_one));
}

TEST_CASE("interventions give the same bytes on one and on four threads", "[engine][threads]") {
  const World world(twin::village(),
                    {"population.agents=4200", "time.ticks=9",
                     intervene("{at: 3, set: {learning.observation.sample: 2, campaigns: [{kind: event}]}}, "
                               "{at: 5, remove: {share: 0.3}}, {at: 6, seed_adopters: {share: 0.1}}")});
  CHECK(bits(world, 1) == bits(world, 4));
}

TEST_CASE("removed agents do nothing, show nothing and are no members", "[engine]") {
  for (const char* schedule : {"schedule=synchronous", "schedule=asynchronous"}) {
    const World world(twin::village(),
                      {schedule, intervene("{at: 5, remove: {community: 2}}, "
                                           "{at: 8, remove: {share: 0.5}}, {at: 12, remove: {share: 1}}")});
    Simulation simulation = world.simulation();
    const std::int64_t third = world.network.community_offsets[3] - world.network.community_offsets[2];
    for (std::uint32_t t = 1; t <= 20; ++t) {
      const metrics::Totals& now = simulation.step();
      CHECK(now.members + now.removed == now.agents);
      if (t < 5) CHECK(now.removed == 0);
      if (t >= 5 && t < 8) CHECK(now.removed == third);
      if (t >= 8 && t < 12) CHECK(now.removed == third + (now.agents - third + 1) / 2);
      if (t >= 5) CHECK(now.community_buyers[2] == 0);
      if (t >= 12) {
        CHECK(now.removed == now.agents);
        CHECK(now.counts.planned + now.counts.impulse + now.counts.needs == 0);
      }
      if (t > 12) CHECK(now.sums.exposure == 0);
    }
  }
}

TEST_CASE(
    "interventions do the same where small communities are watched by position as where peers are drawn",
    "[engine][threads]") {
  const std::string herd = R"(
network: {generator: planted_partition, planted_partition: {communities: 15, mean_degree: 16, mixing: 0.1}}
population: {agents: 2100, seed_adopters: {share: 0.2}}
time: {ticks: 9}
market: {products: [{name: a}, {name: b}, {name: c}, {name: d}, {name: e}, {name: f}, {name: g}, {name: h}]}
learning: {observation: {vicarious_rate: 0, motivation: 0}, beliefs: {enabled: false}, reinforcement: {recommendation_boost: 0}}
decision: {impulse: {enabled: false}}
share: {enabled: false}
)";
  const std::string removed = "{at: 3, remove: {share: 0.3}}";
  const std::string more_signs = removed +
                                 ", {at: 5, set: {learning.observation.vicarious_rate: 0.2}}"
                                 ", {at: 7, set: {learning.observation.vicarious_rate: 0}}";
  for (const std::string& what : {removed, more_signs})
    for (const char* products : {"market.products=[{name: a}, {name: b}, {name: c}]", "seeds.dynamics=2"}) {
      const World by_position(herd, {intervene(what), products});
      const World drawn(herd, {intervene(what), products, "learning.observation.sample=64"});  // all of them
      Simulation simulation = by_position.simulation();
      CHECK(simulation.state().columns.in_use() == maths::has_wide_counts());
      const auto expected = bits(drawn);
      for (const unsigned threads : {1u, 3u}) CHECK(bits(by_position, threads) == expected);
    }
}

TEST_CASE("agents are removed by name, role or audience", "[engine]") {
  const std::string star = "network={generator: star, star: {hubs: 3}}";
  const auto removed = [&](const std::string& whom) {
    const World world(twin::village(), {star, "time.ticks=2", intervene("{at: 2, remove: " + whom + "}")});
    Simulation simulation = world.simulation();
    simulation.step();
    return simulation.step().removed;
  };
  CHECK(removed("{role: hub}") == 3);
  CHECK(removed("{role: hub, count: 2}") == 2);
  CHECK(removed("{role: hub, count: 9}") == 3);
  CHECK(removed("{agents: ['0', '7', '7']}") == 2);
  CHECK(removed("{count: 4, most_observed: true}") == 4);
  const World world(twin::village(), {star, intervene("{at: 1, remove: {count: 3, most_observed: true}}")});
  const World same(twin::village(), {star, intervene("{at: 1, remove: {role: hub}}")});
  CHECK(bits(world) == bits(same));
}

TEST_CASE("seeded adopters own and are counted once", "[engine]") {
  const World world(twin::village(), {intervene("{at: 4, seed_adopters: {share: 1, product: 2}}, "
                                                "{at: 6, seed_adopters: {share: 1, product: 2}}")});
  Simulation simulation = world.simulation();
  for (std::uint32_t t = 1; t <= 6; ++t) {
    const metrics::Totals& now = simulation.step();
    if (t < 4) continue;
    CHECK(now.products[2].adopters == now.agents);
    CHECK(now.buyers_ever == now.agents);
    CHECK(now.products[2].first_time == 0);
  }
}

TEST_CASE("what the network does not have is reported before the first tick", "[engine]") {
  const auto fails = [](const std::string& what) {
    return World(twin::village(), {intervene("{at: 9, " + what + "}")}).simulation();
  };
  CHECK_THROWS_WITH(fails("remove: {agents: ['nobody']}"),
                    Catch::Contains("interventions.0.remove.agents.0"));
  CHECK_THROWS_WITH(fails("remove: {community: 4}"), Catch::Contains("are 0 to 3"));
  CHECK_THROWS_WITH(fails("seed_adopters: {by: community, community: 4}"),
                    Catch::Contains("interventions.0.seed_adopters.community"));
  CHECK_THROWS_WITH(fails("set: {campaigns: [{kind: advert, communities: [7]}]}"),
                    Catch::Contains("found 7"));
}

}  // namespace engine_interventions_test
