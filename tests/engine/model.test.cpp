// From a scenario to constants and to the state before the first tick.

#include "engine/model.hpp"

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"
#include "maths/wide.hpp"
#include "mechanisms/reinforce.hpp"
#include "mechanisms/watch.hpp"
#include "network/bit_rows.hpp"
#include "network/build.hpp"

namespace engine_model_test {

using namespace shoal;

namespace {

Model model_of(const World& world) { return make_model(world.scenario, world.network, world.population); }

}  // namespace

TEST_CASE("needs follow the segments", "[engine]") {
  const World world(twin::village());
  const Model model = model_of(world);
  for (AgentIndex i = 0; i < world.network.agents; ++i)
    CHECK(model.need[i] == (world.population.segment[i] == 0 ? 0.5f : 0.3f));
  const World same(twin::village(), {"population.segments=[]"});
  CHECK_FALSE(model_of(same).need.varies());
}

TEST_CASE("each kind of threshold has a column of its own, where it is used", "[engine]") {
  const World none(twin::village());
  CHECK(model_of(none).follow_threshold.empty());
  CHECK(model_of(none).adopt_threshold.empty());
  const World both(twin::village(), {"market.products=[{name: only}]", "population.seed_adopters.product=0",
                                     "decision.rule=threshold", "decision.threshold.level={uniform: [2, 3]}",
                                     "learning.observation.rule=threshold",
                                     "learning.observation.threshold={uniform: [0.1, 0.2]}"});
  const Model model = model_of(both);
  for (AgentIndex i = 0; i < both.network.agents; ++i) {
    CHECK((model.adopt_threshold[i] >= 2 && model.adopt_threshold[i] <= 3));
    CHECK((model.follow_threshold[i] >= 0.1f && model.follow_threshold[i] <= 0.2f));
  }
}

TEST_CASE("columns exist only for mechanisms that are on", "[engine]") {
  const World all(twin::village());
  const State full = make_state(model_of(all), all.scenario.population.seed_adopters);
  CHECK_FALSE(full.memory.empty());
  CHECK_FALSE(full.value.empty());
  CHECK_FALSE(full.belief[2].empty());
  CHECK(full.belief_seen[0].empty());  // degroot only
  CHECK(full.recognition.size() == 0);
  CHECK(full.acted_at.empty());
  const World none(twin::village(),
                   {"learning.observation.enabled=false", "learning.reinforcement.enabled=false",
                    "learning.beliefs.enabled=false", "reviews.read=0", "decision.budget.enabled=false"});
  const State bare = make_state(model_of(none), none.scenario.population.seed_adopters);
  CHECK(bare.memory.empty());
  CHECK(bare.vicarious_value.empty());
  CHECK(bare.value.empty());
  CHECK(bare.belief[0].empty());
  CHECK(bare.precision[0].empty());
  CHECK(bare.budget.size() == 0);
}

TEST_CASE("seed adopters own their product and show it, a durable one for good", "[engine]") {
  for (const bool durable : {false, true}) {
    const World world(twin::village(), {durable ? "decision.adoption=once" : "decision.adoption=repeat"});
    const State state = make_state(model_of(world), world.scenario.population.seed_adopters);
    REQUIRE(world.population.seed_adopters.size() == 15);
    std::size_t owners = 0;
    for (AgentIndex i = 0; i < world.network.agents; ++i)
      for (std::size_t k = 0; k < 3; ++k) {
        const Signal shown = state.shown[i * 3 + k], idle = state.idle[i * 3 + k];
        CHECK((shown & idle & signal::member) != 0);
        if (shown == signal::member) continue;
        owners += 1;
        CHECK(k == 1);
        CHECK(shown == (signal::bought | signal::owns | signal::member));
        CHECK(idle == (durable ? shown : Signal{signal::owns | signal::member}));
      }
    CHECK(owners == 15);
  }
}

TEST_CASE("beliefs start at the trait and the prior's precision", "[engine]") {
  const World world(twin::village(), {"learning.beliefs.prior.precision=2.5"});
  const State state = make_state(model_of(world), world.scenario.population.seed_adopters);
  for (AgentIndex i = 0; i < world.network.agents; ++i)
    for (std::size_t k = 0; k < 3; ++k) {
      CHECK(state.belief[1](i, k) == world.population.trait(Trait::prior_belief)[i]);
      CHECK(state.precision[1](i, k) == 2.5f);
    }
}

TEST_CASE("the state of the world is drawn once, evenly, or fixed", "[engine]") {
  World world(twin::village(), {"decision.bayes.state=random"});
  int good = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {  // null: 1/2; tolerance 5.5 standard deviations
    world.scenario.seeds.dynamics = config::Seed{seed};
    const WorldState state = model_of(world).world;
    REQUIRE(state != WorldState::random);
    good += state == WorldState::good;
  }
  CHECK(std::abs(good - 500) < 5.5 * 15.9);
  CHECK(model_of(World(twin::village(), {"decision.bayes.state=bad"})).world == WorldState::bad);
}

TEST_CASE("the memory estimate covers what the state holds", "[engine]") {
  const std::string small_communities =
      "network={generator: planted_partition, planted_partition: {communities: 133, mean_degree: 16}}";
  for (const std::vector<std::string>& keys :
       std::vector<std::vector<std::string>>{{},
                                             {"learning.beliefs.social=degroot"},
                                             {"share.recognition=0.5"},
                                             {"schedule=asynchronous"},
                                             {small_communities},
                                             {small_communities, "group_buy.enabled=true"},
                                             {"learning.observation.admiration=2", "roles.enabled=true"},
                                             {"learning.observation.sample=3", "group_buy.enabled=true"}}) {
    auto all = keys;
    all.push_back("population.agents=20000");
    const World world(twin::village(), all);
    const State s = make_state(model_of(world), world.scenario.population.seed_adopters);
    const double per = static_cast<double>(padded(20000)) * 3 * 4;
    double held = 0;
    for (const Matrix* m : {&s.memory, &s.vicarious_value, &s.value, &s.loyalty})
      held += m->empty() ? 0 : per;
    for (std::size_t b = 0; b < attribute_count; ++b)
      for (const Matrix* m : {&s.belief[b], &s.belief_seen[b], &s.precision[b]}) held += m->empty() ? 0 : per;
    held += 4 * static_cast<double>(s.budget.size() + s.participation.size() + s.recognition.size() +
                                    s.ewa_experience.size());
    held += static_cast<double>(s.shown.size() + s.showing.size() + s.idle.size());
    for (const Column& trait : world.population.traits) held += static_cast<double>(trait.bytes());
    const unsigned sets = counted_by_position(model_of(world), s);
    const PositionRows positions = make_position_rows(world.network, block_size, sets);
    CHECK(positions.empty() == (!maths::has_wide_counts() || keys.empty() || keys[0] != small_communities));
    if (sets > 0) held += static_cast<double>(positions.bytes());
    if (positions.empty() ? countable(model_of(world)) : world.scenario.group_buy.enabled)
      held += static_cast<double>(make_bit_rows(world.network, block_size).bytes());
    const double estimate =
        estimate_state_bytes(world.scenario, network::estimate_memory(world.scenario.network, 20000), 1);
    CHECK(estimate >= held);
    CHECK(estimate <= 1.6 * held);
  }
}

}  // namespace engine_model_test
