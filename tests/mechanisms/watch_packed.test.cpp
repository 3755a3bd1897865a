// Counting on planes of bits against counting neighbour by neighbour.

#include <catch2/catch.hpp>

#include "engine/by_hand.support.hpp"
#include "mechanisms/push.hpp"
#include "mechanisms/watch.hpp"
#include "random/philox.hpp"

namespace mechanisms_watch_packed_test {

using namespace shoal;

namespace {

std::string scenario(const std::string& network, int products) {
  std::string list;
  for (int k = 0; k < products; ++k) list += "{name: p" + std::to_string(k) + "}, ";
  return network + "\nmarket: {products: [" + list + "]}\n";
}

/// Random signals of every member; an outsider shows 0.
std::vector<Signal> random_signals(std::size_t agents, std::size_t products,
                                   const std::vector<std::uint8_t>& member) {
  random::Stream draws(5, random::Purpose::design_value, 1);
  std::vector<Signal> shown(agents * products);
  for (std::size_t i = 0; i < agents; ++i)
    for (std::size_t k = 0; k < products; ++k)
      shown[i * products + k] = member.empty() || member[i] != 0
                                    ? static_cast<Signal>(draws.below(128) | signal::member)
                                    : Signal{0};
  return shown;
}

/// Sums of the signs in `signs`, and totals, as a watch over all blocks leaves them.
std::vector<float> sums(const Step& step, AgentIndex agents, Signs signs) {
  std::vector<float> all;
  Scratch scratch(step.model.products.size());
  BlockTally tally;
  for (AgentIndex first = 0; first < agents; first += block_size) {
    Block block{first, std::min(block_size, agents - first), scratch, tally};
    watch(step, block);
    for (std::uint32_t a = 0; a < block.size; ++a) {
      all.push_back(scratch.total[a]);
      for (int sign = 0; sign < shown_count; ++sign)
        for (std::size_t k = 0; (signs >> sign & 1) && k < scratch.products; ++k)
          all.push_back(scratch.seen(static_cast<Shown>(sign), k)[a]);
    }
  }
  return all;
}

void check_same(const std::string& network, int products, Signs signs, bool outsiders) {
  const World world(scenario(network, products));
  const AgentIndex agents = world.network.agents;
  Model model = make_model(world.scenario, world.network, world.population);
  State state = make_state(model, world.scenario.population.seed_adopters);
  if (outsiders) {
    random::Stream draws(6, random::Purpose::design_value, 2);
    for (AgentIndex i = 0; i < agents; ++i) state.member.push_back(draws.below(3) > 0 ? 1 : 0);
  }
  const auto shown = random_signals(agents, model.products.size(), state.member);
  const Step by_neighbour{model, state, 1, 1, shown.data(), nullptr, nullptr};
  model.bits = std::make_shared<const BitRows>(make_bit_rows(world.network, block_size));
  SignalPlanes planes;
  planes.allocate(agents, model.products.size(), signs);
  for (AgentIndex first = 0; first < agents; first += block_size)
    planes.pack(shown.data(), first, std::min(block_size, agents - first));
  const Step packed{model, state, 1, 1, shown.data(), nullptr, &planes};
  CHECK(sums(packed, agents, signs) == sums(by_neighbour, agents, signs));
}

const std::string dense = R"(
network: {generator: planted_partition, planted_partition: {communities: 11, mean_degree: 20, mixing: 0.2}}
population: {agents: 2100})";
const std::string sparse = R"(
network: {generator: erdos_renyi, erdos_renyi: {mean_degree: 6}}
population: {agents: 1500})";
const std::string hubs = R"(
network: {generator: star, star: {hubs: 3}}
population: {agents: 1300})";
const std::string all_tied = R"(
network: {generator: complete}
population: {agents: 400})";
const std::string lonely = R"(
network: {generator: erdos_renyi, erdos_renyi: {mean_degree: 0.7}}
population: {agents: 300})";

}  // namespace

TEST_CASE("planes of signals count what a look at every neighbour counts", "[watch]") {
  constexpr Signs bought = signal::bought, some = bought | signal::pleased | signal::owns, all = 127;
  for (const std::string& network : {dense, sparse, hubs, all_tied, lonely})
    for (const int products : {1, 2, 8, 11})
      for (const Signs signs : {bought, some, all}) {
        CAPTURE(network, products, int{signs});
        check_same(network, products, signs, false);
      }
}

TEST_CASE("planes of signals count members only, and nothing for whom nothing can reach", "[watch]") {
  constexpr Signs bought = signal::bought | signal::member, all = 255;
  for (const std::string& network : {dense, sparse, hubs, all_tied})
    for (const int products : {1, 3})
      for (const Signs signs : {bought, all}) {
        CAPTURE(network, products, int{signs});
        check_same(network, products, signs, true);
      }
}

TEST_CASE("counts pushed by those who show a sign are those that observers count", "[watch]") {
  for (const std::string& yaml : {dense, sparse, hubs, lonely}) {
    const World world(scenario(yaml, 1));
    const Network& network = world.network;
    const AgentIndex agents = network.agents;
    std::vector<Signal> shown(agents, signal::member);
    for (AgentIndex i = 3; i < agents; i += 37) shown[i] |= signal::bought;
    SignalPlanes planes;
    planes.allocate(agents, 1, signal::bought);
    for (AgentIndex first = 0; first < agents; first += block_size)
      planes.pack(shown.data(), first, std::min(block_size, agents - first));
    Pushed pushed;
    pushed.allocate(network);
    REQUIRE(pushed.possible());
    CHECK(!pushed.begin(planes.plane(0, 0), agents, 50));  // they are more than that
    for (const AgentIndex ranges : {1u, 3u}) {             // twice: what was taken is 0 again
      REQUIRE(pushed.begin(planes.plane(0, 0), agents, 20));
      for (AgentIndex r = 0; r < ranges; ++r)
        pushed.push(network, agents * r / ranges, agents * (r + 1) / ranges);
      std::vector<float> counts(agents), expected(agents);
      for (AgentIndex first = 0; first < agents; first += block_size)
        pushed.take(first, std::min(block_size, agents - first), counts.data() + first);
      for (AgentIndex i = 0; i < agents; ++i)
        for (const AgentIndex j : network.row(i)) expected[i] += shown[j] & signal::bought ? 1.0f : 0.0f;
      CHECK(counts == expected);
    }
  }
}

TEST_CASE("nothing is pushed over ties that are not mutual", "[watch]") {
  const World world(
      "network: {generator: ring_lattice, ring_lattice: {neighbours: 3, one_sided: true}}\n"
      "population: {agents: 50}\nmarket: {products: [{name: a}]}\n");
  Pushed pushed;
  pushed.allocate(world.network);
  CHECK(!pushed.possible());
}

}  // namespace mechanisms_watch_packed_test
