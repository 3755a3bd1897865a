// Whose turn it is.

#include "engine/turns.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "engine/world.support.hpp"
#include "output/temporary.support.hpp"

namespace engine_turns_test {

using namespace shoal;

namespace {

const std::string ring =
    "{network: {generator: ring_lattice, ring_lattice: {neighbours: 1}}, population: {agents: 40}, "
    "schedule: sequential}";

std::vector<AgentIndex> turns_of(const World& world, std::uint32_t ticks) {
  const Turns turns(world.scenario, world.network);
  std::vector<AgentIndex> agents;
  for (std::uint32_t t = 1; t <= ticks; ++t) agents.push_back(turns.at(t));
  return agents;
}

}  // namespace

TEST_CASE("turns by index follow the user's numbers, round after round", "[engine]") {
  // Two communities that interleave: internal order differs from the user's.
  const TemporaryDirectory folder;
  write_text(folder.path() / "ties.txt", "a c\nb d\nc e\nd f\n");
  write_text(folder.path() / "sides.txt", "a 1\nb 2\nc 1\nd 2\ne 1\nf 2\n");
  const World world("{schedule: sequential, network: {file: ties.txt, communities_file: sides.txt}}", {},
                    folder.path().string());
  const auto turns = turns_of(world, 12);
  std::string names;
  for (const AgentIndex i : turns) names += world.network.labels[world.network.agent_of[i]];
  std::string labels;
  for (const std::string& label : world.network.labels) labels += label;
  CHECK(names == labels + labels);
  CHECK(world.network.agent_of != std::vector<AgentIndex>{0, 1, 2, 3, 4, 5});  // or this would show nothing
}

TEST_CASE("a random order is one shuffle that repeats", "[engine]") {
  const World world(ring, {"time.order=random"});
  const auto turns = turns_of(world, 80);
  const std::vector<AgentIndex> first(turns.begin(), turns.begin() + 40),
      second(turns.begin() + 40, turns.end());
  CHECK(std::set<AgentIndex>(first.begin(), first.end()).size() == 40);
  CHECK(first == second);
  CHECK_FALSE(std::is_sorted(first.begin(), first.end()));
  CHECK(turns_of(World(ring, {"time.order=random", "seeds.dynamics=5"}), 40) != first);
}

TEST_CASE("shuffles put every agent at every place equally often", "[engine]") {
  // Null: each of 5 agents is first, second ... in a fifth of 6,000 shuffles; tolerance 5.5 standard
  // deviations of a proportion.
  constexpr int runs = 6000;
  World world(
      "{network: {generator: complete}, population: {agents: 5}, schedule: sequential, time: {order: "
      "random}}");
  int count[5][5] = {};
  for (int r = 0; r < runs; ++r) {
    world.scenario.seeds.dynamics = config::Seed{static_cast<std::uint64_t>(r)};
    const Turns turns(world.scenario, world.network);
    for (std::uint32_t t = 0; t < 5; ++t) ++count[turns.at(t + 1)][t];
  }
  for (const auto& agent : count)
    for (const int n : agent)
      CHECK(std::abs(n / static_cast<double>(runs) - 0.2) < 5.5 * std::sqrt(0.2 * 0.8 / runs));
}

TEST_CASE("random updates pick every agent equally often and independently", "[engine]") {
  // Null: 200,000 draws over 20 agents; a count's standard deviation is 97, a pair's of neighbours in
  // time 22.
  const World world("{network: {generator: complete}, population: {agents: 20}, schedule: asynchronous}");
  const Turns turns(world.scenario, world.network);
  std::vector<double> count(20), pair(400);
  AgentIndex before = 0;
  for (std::uint32_t tick = 1; tick <= 10000; ++tick)
    for (AgentIndex n = 0; n < 20; ++n) {
      const AgentIndex i = turns.draw(tick, n);
      REQUIRE(i < 20);
      count[i] += 1;
      pair[before * 20 + i] += 1;
      before = i;
    }
  for (const double n : count) CHECK(std::abs(n - 10000) < 5.5 * std::sqrt(200000 * 0.05 * 0.95));
  for (const double n : pair) CHECK(std::abs(n - 500) < 5.8 * std::sqrt(200000 * 0.0025 * 0.9975));
}

}  // namespace engine_turns_test
