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
      parse_scenario("network: " + yaml + "\npopulation: {agents: " + std::to_string(agents) +
                         "}\nmarket: {products: [{name: x}]}",
                     "test.yaml", ".", {});
  return network::build(scenario.network, agents, 3);
}

/// Planes of some runs, of random bits: [runs][words].
std::vector<std::vector<std::uint64_t>> random_planes(std::size_t runs, std::size_t agents) {
  random::Stream draws(5, random::Purpose::design_value, 9);
  std::vector<std::vector<std::uint64_t>> planes(runs, std::vector<std::uint64_t>(agents / 64 + 2));
  for (auto& plane : planes)
    for (std::size_t i = 0; i < agents; ++i) plane[i / 64] |= std::uint64_t{draws.below(2)} << (i % 64);
  return planes;
}

/// Run `missing` shows nothing.
void check(const Network& network, std::size_t runs, std::size_t missing = most_slices) {
  const AgentIndex agents = network.agents;
  const auto planes = random_planes(runs, agents);
  std::vector<const std::uint64_t*> those(runs);
  for (std::size_t r = 0; r < runs; ++r) those[r] = r == missing ? nullptr : planes[r].data();
  Slices slices;
  slices.allocate(agents, runs);
  for (AgentIndex first = 0; first < agents; first += block_size)
    slices.pack(those, first, std::min(block_size, agents - first));
  SliceCounts counts;
  std::size_t wrong = 0, seen = 0;
  std::vector<std::uint32_t> found(block_size);
  for (AgentIndex first = 0; first < agents; first += block_size) {
    const std::uint32_t size = std::min(block_size, agents - first);
    slices.count(network, first, size, counts);
    for (std::size_t r = 0; r < runs; ++r) {
      counts.take(r, size, found.data());
      for (std::uint32_t a = 0; a < size; ++a) {
        std::uint64_t expected = 0;
        for (const AgentIndex j : network.row(first + a))
          expected += r == missing ? 0 : planes[r][j / 64] >> (j % 64) & 1;
        wrong += found[a] != expected;
        seen += expected;
      }
    }
  }
  CHECK(wrong == 0);
  CHECK((seen > 0) == (network.ties() > 0));
}

}  // namespace

TEST_CASE("a sign counted for many runs at once is that of every run by itself", "[mechanisms][slices]") {
  const Network sparse = make_network("{generator: erdos_renyi, erdos_renyi: {mean_degree: 6}}", 1501);
  const Network hubs =
      make_network("{generator: star, star: {hubs: 3}}", 1100);  // rows of more than 255 ties
  const Network dense = make_network(
      "{generator: planted_partition, planted_partition: {communities: 5, mean_degree: 40}}", 1024);
  for (const std::size_t runs : {1u, 2u, 8u, 9u, 16u, 31u, 32u, 33u, 63u, 64u}) {
    CAPTURE(runs);
    check(sparse, runs);
    check(dense, runs);
  }
  check(make_network("{generator: erdos_renyi, erdos_renyi: {mean_degree: 0.1}}", 70), 64);
  check(make_network("{generator: ring_lattice}", 65), 3, 0);
  check(hubs, 64);
  check(sparse, 5, 3);
}

TEST_CASE("a network without ties shows nobody anything in any run", "[mechanisms][slices]") {
  Network nobody_tied;
  nobody_tied.agents = 130;
  nobody_tied.offsets.assign(131, 0);
  check(nobody_tied, 3);
}

}  // namespace mechanisms_slices_test
