// Counting on planes of bits against counting neighbour by neighbour.

#include <catch2/catch.hpp>

#include "engine/by_hand.support.hpp"
#include "mechanisms/push.hpp"
#include "mechanisms/watch.hpp"
#include "mechanisms/watch_ties.hpp"
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
using Watch = void(const Step&, Block&, std::uint32_t, std::uint32_t);
void watch_all(const Step& step, Block& block, std::uint32_t, std::uint32_t) { watch(step, block); }
std::vector<float> sums(const Step& step, AgentIndex agents, Signs signs, Watch& watch_by = watch_all) {
  std::vector<float> all;
  Scratch scratch(step.model.products.size());
  BlockTally tally;
  for (AgentIndex first = 0; first < agents; first += block_size) {
    Block block{first, std::min(block_size, agents - first), scratch, tally};
    watch_by(step, block, 0, block.size);
    for (std::uint32_t a = 0; a < block.size; ++a) {
      all.push_back(scratch.total[a]);
      for (int sign = 0; sign < shown_count; ++sign)
        for (std::size_t k = 0; (signs >> sign & 1) && k < scratch.products; ++k)
          all.push_back(scratch.seen(static_cast<Shown>(sign), k)[a]);
    }
  }
  return all;
}

const std::string dense = R"(
network: {generator: planted_partition, planted_partition: {communities: 11, mean_degree: 20, mixing: 0.2}}
population: {agents: 2100})";

/// Strata: agents are of random strata and look up to those above them.
void check_same(const std::string& network, int products, Signs signs, bool outsiders, bool strata = false) {
  const World world(scenario(network, products) +
                    (strata ? "learning: {observation: {admiration: 1.5}}\nroles: {enabled: true}\n" : ""));
  const AgentIndex agents = world.network.agents;
  Model model = make_model(world.scenario, world.network, world.population);
  model.watched = signs;
  State state = make_state(model, world.scenario.population.seed_adopters);
  if (outsiders) {
    random::Stream draws(6, random::Purpose::design_value, 2);
    for (AgentIndex i = 0; i < agents; ++i) state.member.push_back(draws.below(3) > 0 ? 1 : 0);
  }
  if (strata) {
    random::Stream draws(7, random::Purpose::design_value, 3);
    for (Role& role : state.role) role = static_cast<Role>(std::min(draws.below(9), 3u));
  }
  const auto shown = random_signals(agents, model.products.size(), state.member);
  const Step by_neighbour{model, state, 1, 1, shown.data(), nullptr, nullptr};
  model.bits = std::make_shared<const BitRows>(make_bit_rows(world.network, block_size));
  SignalPlanes planes;
  planes.allocate(agents, model.products.size(), signs, strata);
  for (AgentIndex first = 0; first < agents; first += block_size) {
    const AgentIndex size = std::min(block_size, agents - first);
    planes.pack(shown.data(), first, size);
    if (strata) planes.pack_strata(state.role.data(), first, size);
  }
  const Step packed{model, state, 1, 1, shown.data(), nullptr, &planes};
  // Admiration of 1.5 makes weights of eighths: sums are exact in any order.
  const auto tie_by_tie = sums(by_neighbour, agents, signs, watch_ties);
  CHECK(sums(packed, agents, signs) == tie_by_tie);
  CHECK(sums(by_neighbour, agents, signs) == tie_by_tie);
  if (strata) return;
  model.positions =
      std::make_shared<const PositionRows>(make_position_rows(world.network, block_size, BitColumns::most));
  if (network == dense) REQUIRE(!model.positions->empty());
  if (model.positions->empty()) return;
  state.columns.allocate(agents, model.products.size(), signs);
  for (AgentIndex first = 0; first < agents && state.columns.packed(); first += block_size)
    state.columns.pack(shown.data(), first, std::min(block_size, agents - first));
  const Step by_columns{model, state, 1, 1, shown.data(), nullptr, nullptr};
  CHECK(sums(by_columns, agents, signs) == tie_by_tie);
}

// Some communities are bits, the large one is a list; in the last, people have more ties than a byte counts.
const std::string mixed = R"(
network:
  generator: stochastic_block
  stochastic_block:
    shares: [3, 1, 8, 1, 4]
    mean_degrees: [[60, 0.1, 0.8, 0.1, 0.4], [0.3, 30, 0.8, 0.1, 0.4], [0.3, 0.1, 8, 0.1, 0.4],
                   [0.3, 0.1, 0.8, 40, 0.4], [0.3, 0.1, 0.8, 0.1, 300]]
population: {agents: 1700})";
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
  for (const std::string& network : {dense, mixed, sparse, hubs, all_tied, lonely})
    for (const int products : {1, 2, 8, 11})
      for (const Signs signs : {bought, some, all}) {
        CAPTURE(network, products, int{signs});
        check_same(network, products, signs, false);
      }
}

TEST_CASE("planes of signals count members only, and nothing for whom nothing can reach", "[watch]") {
  constexpr Signs bought = signal::bought | signal::member, all = 255;
  for (const std::string& network : {dense, mixed, sparse, hubs, all_tied})
    for (const int products : {1, 3})
      for (const Signs signs : {bought, all}) {
        CAPTURE(network, products, int{signs});
        check_same(network, products, signs, true);
      }
}

TEST_CASE(
    "where people were taken out of a run, one sign of several products counts as neighbour by neighbour",
    "[watch]") {
  for (const int products : {2, 3, 8, 11}) {
    CAPTURE(products);
    check_same(dense, products, signal::bought, true);
  }
}

TEST_CASE("planes of strata weigh those whom people look up to as a look at every neighbour does",
          "[watch]") {
  constexpr Signs bought = signal::bought | signal::member, all = 255;
  for (const std::string& network : {dense, mixed, sparse, hubs, all_tied})
    for (const int products : {1, 3})
      for (const Signs signs : {bought, all})
        for (const bool outsiders : {false, true}) {
          CAPTURE(network, products, int{signs}, outsiders);
          check_same(network, products, signs, outsiders, true);
        }
}

TEST_CASE("counts pushed by those who show a sign are those that observers count", "[watch]") {
  for (const std::string& yaml : {dense, sparse, hubs, lonely}) {
    const World world(scenario(yaml, 1));
    const Network& network = world.network;
    const AgentIndex agents = network.agents;
    std::vector<Signal> shown(agents, signal::member);
    for (AgentIndex i = 3; i < agents; i += 37) shown[i] |= signal::bought;
    for (const AgentIndex i : {64u, 65u, 66u, 127u, agents - 1}) shown[i] |= signal::bought;
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
      std::vector<std::uint32_t> counts(agents), expected(agents);
      for (AgentIndex first = 0; first < agents; first += block_size)
        pushed.take(first, std::min(block_size, agents - first), counts.data() + first);
      for (AgentIndex i = 0; i < agents; ++i)
        for (const AgentIndex j : network.row(i)) expected[i] += shown[j] & signal::bought ? 1 : 0;
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
