// Any number of threads gives the same bytes.

#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"

namespace engine_threads_test {

using namespace shoal;

namespace {

/// All totals of a run, bit by bit.
std::vector<std::string> bits_of_run(const World& world, unsigned threads) {
  Simulation simulation = world.simulation(threads);
  std::vector<std::string> ticks;
  for (std::uint32_t t = 0; t < world.ticks(); ++t) ticks.push_back(bits_of(simulation.step()));
  return ticks;
}

}  // namespace

TEST_CASE("one, two, three and four threads give the same bits", "[engine][threads]") {
  const std::string size = "population.agents=5300", ticks = "time.ticks=6";
  const std::string tiered = "network={generator: tiered, tiered: {communities: 6}}";
  const std::vector<twin::Case> cases = {
      {"the village", {}},
      {"small communities",
       {"network={generator: planted_partition, planted_partition: {communities: 40, mean_degree: 16}}"}},
      {"groups in which everybody observes everybody else",
       {"network={generator: planted_partition, planted_partition: {communities: 100, mean_degree: 52, "
        "mixing: 0}}"}},
      {"copying all others of a group",
       {"network={generator: planted_partition, planted_partition: {communities: 100, mean_degree: 52, "
        "mixing: 0}}",
        "decision={rule: copy, copy: {models: 0}}"}},
      {"weighted ties and samples", {"network.weights={uniform: [0.1, 1]}", "learning.observation.sample=4"}},
      {"admiration", {tiered, "learning.observation.admiration=3"}},
      {"averaging of opinions", {"learning.beliefs.social=degroot"}},
      {"experience-weighted attraction", {"learning.reinforcement.rule=ewa"}},
      {"durable goods", {"decision.adoption=once"}},
      {"imitation", {"decision.rule=imitate"}},
      {"single turns in order", {"schedule=sequential"}},
      {"single turns at random", {"schedule=asynchronous", "time.ticks=2"}}};
  for (const twin::Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      std::vector<std::string> keys = {size, ticks};
      keys.insert(keys.end(), c.keys.begin(), c.keys.end());
      const World world(twin::village(), keys);
      const auto alone = bits_of_run(world, 1);
      for (const unsigned threads : {2u, 3u, 4u}) CHECK(bits_of_run(world, threads) == alone);
    }
  }
}

TEST_CASE("another seed of the dynamics gives other bits", "[engine][threads]") {
  const World one(twin::village(), {"time.ticks=3", "population.agents=2100"});
  const World other(twin::village(), {"time.ticks=3", "population.agents=2100", "seeds.dynamics=77"});
  CHECK(bits_of_run(one, 2) != bits_of_run(other, 2));
  CHECK(bits_of_run(one, 2) == bits_of_run(one, 2));
}

}  // namespace engine_threads_test
