#include "network/cliques.hpp"

#include <catch2/catch.hpp>

#include "network/networks.support.hpp"

namespace network_cliques_test {

using namespace shoal;

namespace {

/// Groups of 39 + 1 agents, all of whom observe each other where `degree` is 39.
NetworkParams groups(double degree, double mixing = 0) {
  NetworkParams params = testing::with_generator(Generator::planted_partition);
  params.planted_partition.communities = 10;
  params.planted_partition.mean_degree = config::NonNegative{degree};
  params.planted_partition.mixing = config::Probability{mixing};
  return params;
}

}  // namespace

TEST_CASE("groups in which everybody observes everybody else are cliques", "[network]") {
  CHECK(network::consists_of_cliques(testing::sound(groups(39), 400, 1)));
  CHECK(network::consists_of_cliques(testing::sound(testing::with_generator(Generator::complete), 50, 1)));
}

TEST_CASE("a tie more, a tie less, or weights, and they are no cliques", "[network]") {
  CHECK_FALSE(network::consists_of_cliques(testing::sound(groups(38), 400, 1)));
  CHECK_FALSE(network::consists_of_cliques(testing::sound(groups(39, 0.1), 400, 1)));
  Network weighted = testing::sound(groups(39), 400, 1);
  weighted.weights.assign(weighted.ties(), 0.5f);
  CHECK_FALSE(network::consists_of_cliques(weighted));
}

TEST_CASE("as many ties as cliques have, but others, are no cliques", "[network]") {
  // Agents 0, 1, 2 and 3, 4, 5: a tie leads to the other group, or to the agent itself, or twice to one.
  const Network cliques = [] {
    Network network;
    network.agents = 6;
    network.offsets = {0, 2, 4, 6, 8, 10, 12};
    for (const AgentIndex j : {1u, 2u, 0u, 2u, 0u, 1u, 4u, 5u, 3u, 5u, 3u, 4u})
      network.neighbours.push_back(j);
    network.community = {0, 0, 0, 1, 1, 1};
    network.community_offsets = {0, 3, 6};
    return network;
  }();
  CHECK(network::consists_of_cliques(cliques));
  for (const auto& [tie, j] : {std::pair{1, 3u}, {0, 0u}, {0, 2u}, {2, 1u}, {11, 5u}}) {
    Network other = cliques;
    other.neighbours[static_cast<std::size_t>(tie)] = j;
    CAPTURE(tie, j);
    CHECK_FALSE(network::consists_of_cliques(other));
  }
  Network uneven = cliques;
  uneven.offsets[1] = 1;  // one has a tie less, the next one more
  CHECK_FALSE(network::consists_of_cliques(uneven));
}

}  // namespace network_cliques_test
