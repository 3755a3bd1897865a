// Counts for many runs at once against a look at every neighbour in every run.

#include "mechanisms/slices.hpp"

#include <catch2/catch.hpp>

#include "network/build.hpp"
#include "random/philox.hpp"
#include "scenario/scenario.hpp"

namespace mechanisms_slices_test {

using namespace shoal;

namespace {

Network make_network(const std::string& yaml, AgentIndex agents) {
  const Scenario scenario =
      parse_scenario("network: " + yaml + "\nmarket: {products: [{name: x}]}", "test.yaml");
  return network::build(scenario.network, agents, 3);
}

/// Signals of some runs: [runs][agents x products].
std::vector<std::vector<Signal>> random_signals(std::size_t runs, std::size_t agents, std::size_t products) {
  random::Stream draws(5, random::Purpose::design_value, 9);
  std::vector<std::vector<Signal>> shown(runs, std::vector<Signal>(agents * products));
  for (auto& run : shown)
    for (Signal& s : run) s = static_cast<Signal>(draws.below(256));
  return shown;
}

/// Counts of all signs in `signs` of all products; run `missing` keeps no planes.
void check(const Network& network, std::size_t runs, Signs signs, std::size_t products, std::size_t missing) {
  const AgentIndex agents = network.agents;
  const auto shown = random_signals(runs, agents, products);
  std::vector<SignalPlanes> planes(runs);
  std::vector<const SignalPlanes*> those(runs);
  std::vector<SlicedSign> all;
  for (unsigned sign = 0; sign < 8; ++sign)
    for (std::size_t k = 0; (signs >> sign & 1) && k < products; ++k) all.push_back({sign, k});
  Slices slices;
  slices.allocate(agents, all);
  for (std::size_t r = 0; r < runs; ++r) {
    planes[r].allocate(agents, products, signs);
    those[r] = r == missing ? nullptr : &planes[r];
    for (AgentIndex first = 0; first < agents; first += block_size)
      planes[r].pack(shown[r].data(), first, std::min(block_size, agents - first));
  }
  for (AgentIndex first = 0; first < agents; first += block_size)
    slices.pack(those, first, std::min(block_size, agents - first));
  SliceCounts counts;
  std::size_t wrong = 0;
  std::vector<float> found(block_size);
  for (AgentIndex first = 0; first < agents; first += block_size) {
    const std::uint32_t size = std::min(block_size, agents - first);
    slices.count(network, first, size, counts);
    for (const auto [sign, k] : all)
      for (std::size_t r = 0; r < runs; ++r) {
        if (r == missing) continue;
        counts.take(sign, k, r, size, found.data());
        for (std::uint32_t a = 0; a < size; ++a) {
          std::uint32_t expected = 0;
          for (const AgentIndex j : network.row(first + a))
            expected += shown[r][j * products + k] >> sign & 1u;
          wrong += found[a] != static_cast<float>(expected);
        }
      }
  }
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("signs counted for many runs at once are those of every run by itself", "[mechanisms][slices]") {
  const std::size_t none = Slices::most_runs;
  const Network sparse = make_network("{generator: erdos_renyi, erdos_renyi: {mean_degree: 6}}", 1501);
  const Network pairs = make_network("{generator: erdos_renyi, erdos_renyi: {mean_degree: 0.01}}", 70);
  const Network hubs =
      make_network("{generator: star, star: {hubs: 3}}", 1100);  // rows of more than 255 ties
  const Network dense = make_network(
      "{generator: planted_partition, planted_partition: {communities: 5, mean_degree: 40}}", 1024);
  for (const std::size_t runs : {1u, 2u, 63u, 64u}) {
    CAPTURE(runs);
    check(sparse, runs, signal::bought, 1, none);
    check(dense, runs, signal::bought | signal::recommends, 1, none);
  }
  check(pairs, 64, signal::bought, 1, none);
  check(hubs, 64, signal::bought, 1, none);
  check(sparse, 5, 255, 1, 3);
  check(sparse, 7, 255, 2, none);
  check(dense, 3, signal::bought | signal::pleased | signal::displeased, 3, 0);
}

TEST_CASE("a network without ties shows nobody anything in any run", "[mechanisms][slices]") {
  Network nobody_tied;
  nobody_tied.agents = 130;
  nobody_tied.offsets.assign(131, 0);
  check(nobody_tied, 3, signal::bought, 1, Slices::most_runs);
}

}  // namespace mechanisms_slices_test
