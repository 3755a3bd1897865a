#include "network/tie_count.hpp"

#include <catch2/catch.hpp>

#include "network/build.hpp"

namespace network_tie_count_test {

using namespace shoal;

namespace {

Network with_a_loop(bool directed) {
  network::Draft d;
  d.agents = 4;
  d.directed = directed;
  d.ties = {{0, 1}, {1, 2}, {2, 2}};
  return network::assemble(std::move(d));
}

}  // namespace

TEST_CASE("a tie between two agents counts once, and one of an agent with itself too", "[network]") {
  const Network network = with_a_loop(false);
  CHECK(network.ties() == 5);
  CHECK(network::loop_count(network) == 1);
  CHECK(network::tie_count(network) == 3);
}

TEST_CASE("every directed tie counts", "[network]") {
  const Network network = with_a_loop(true);
  CHECK(network::loop_count(network) == 1);
  CHECK(network::tie_count(network) == 3);
  CHECK(network::tie_count(Network{}) == 0);
}

}  // namespace network_tie_count_test
