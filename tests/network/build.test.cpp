#include "network/build.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "config/source.hpp"
#include "network/networks.support.hpp"

using namespace shoal;

namespace {

/// A small edge list in a temporary file: two triangles joined by a tie.
struct EdgeList {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("shoal_build_test_" + std::to_string(::getpid()) + ".txt");
  EdgeList() { std::ofstream(path) << "# two triangles\n10 11\n11 12\n12 10\n12 20\n20 21\n21 22\n22 20\n"; }
  ~EdgeList() { std::filesystem::remove(path); }
  NetworkParams params() const {
    NetworkParams p;
    p.file = {"triangles.txt", path};
    p.format = FileFormat::edge_list;
    return p;
  }
};

}  // namespace

TEST_CASE("without a generator and a file a planted partition is built", "[network]") {
  const Network chosen = network::build(testing::with_generator(Generator::planted_partition), 1000, 3);
  CHECK(network::fingerprint(network::build(NetworkParams{}, 1000, 3)) == network::fingerprint(chosen));
}

TEST_CASE("communities can be switched off", "[network]") {
  NetworkParams params = testing::with_generator(Generator::planted_partition);
  const Network with = testing::sound(params, 1000, 3);
  params.communities = CommunitySource::none;
  const Network without = testing::sound(params, 1000, 3);
  CHECK(with.communities() == 20);
  CHECK(without.communities() == 1);
  CHECK(without.neighbours == with.neighbours);
}

TEST_CASE("communities of a generator can be detected instead", "[network]") {
  NetworkParams params = testing::with_generator(Generator::planted_partition);
  params.planted_partition.communities = 4;
  params.planted_partition.mixing = 0.02;
  params.communities = CommunitySource::detect;
  const Network n = testing::sound(params, 400, 3);
  CHECK(n.communities() == 4);  // so clear-cut that any method finds them
}

TEST_CASE("a network file gives its agents, and its communities are detected", "[network]") {
  const EdgeList file;
  const Network n = network::build(file.params(), 0, 1);
  CHECK(testing::defect(n) == "");
  CHECK(n.agents == 6);
  CHECK(n.ties() == 14);
  CHECK(n.labels == std::vector<std::string>{"10", "11", "12", "20", "21", "22"});
  CHECK(n.communities() == 2);
}

TEST_CASE("a number of agents that contradicts the file is refused", "[network]") {
  const EdgeList file;
  CHECK(network::build(file.params(), 6, 1).agents == 6);
  CHECK_THROWS_WITH(
      network::build(file.params(), 7, 1),
      "population.agents: found 7; the network file 'triangles.txt' has 6 agents: leave the key out");
}

TEST_CASE("communities that no file tells are refused", "[network]") {
  const EdgeList file;
  NetworkParams params = file.params();
  params.communities = CommunitySource::file;
  CHECK_THROWS_WITH(
      network::build(params, 0, 1),
      "network.communities: found 'file'; neither the network file nor communities_file tells them");
}
