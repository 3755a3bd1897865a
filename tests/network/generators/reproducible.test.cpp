// A generator is a function of its parameters, the number of agents and the seed.

#include <catch2/catch.hpp>
#include <map>

#include "network/networks.support.hpp"

using namespace shoal;
using network::build;
using network::fingerprint;

namespace {

constexpr AgentIndex people = 2000;

NetworkParams params_of(Generator g) {
  NetworkParams params = testing::with_generator(g);
  params.ring_lattice.neighbours = 3;
  params.stochastic_block.shares = {1, 3};
  params.stochastic_block.mean_degrees = {{6, 3}, {1, 4}};
  params.star.hubs = 7;
  params.core_periphery.communities = 4;
  params.core_periphery.bridge_degree = 1;
  params.tiered.communities = 2;
  params.tiered.bridge_degree = 1;
  if (g == Generator::complete) return params;
  params.weights.kind = Distribution::Kind::uniform;
  params.weights.a = 0.2;
  params.weights.b = 1;
  params.layers = {{"online", 2, {}}, {"offline", 1, {}}};
  for (auto& layer : params.layers) layer.weights = Distribution(1, smallest_weight, 1);
  return params;
}

const std::vector<Generator> every_generator = {
    Generator::complete,         Generator::ring_lattice, Generator::erdos_renyi,
    Generator::small_world,      Generator::scale_free,   Generator::planted_partition,
    Generator::stochastic_block, Generator::lfr,          Generator::star,
    Generator::core_periphery,   Generator::tiered};

}  // namespace

TEST_CASE("building a network twice gives the same network, whatever was built in between", "[network]") {
  std::map<Generator, std::string> first;
  for (const Generator g : every_generator) first[g] = fingerprint(build(params_of(g), people, 42));
  for (auto it = every_generator.rbegin(); it != every_generator.rend(); ++it) {
    CAPTURE(config::name_of(*it));
    REQUIRE(testing::defect(build(params_of(*it), people, 42)) == "");
    CHECK(fingerprint(build(params_of(*it), people, 42)) == first[*it]);
  }
}

TEST_CASE("another seed gives another network where anything is random", "[network]") {
  for (const Generator g : every_generator) {
    CAPTURE(config::name_of(g));
    const bool same =
        fingerprint(build(params_of(g), people, 42)) == fingerprint(build(params_of(g), people, 43));
    CHECK(same == (g == Generator::complete));
  }
}

TEST_CASE("weights and layers do not disturb ties", "[network]") {
  for (const Generator g : every_generator) {
    NetworkParams plain = params_of(g);
    plain.weights = Distribution(1, smallest_weight, 1);
    plain.layers.clear();
    CAPTURE(config::name_of(g));
    CHECK(build(plain, people, 42).neighbours == build(params_of(g), people, 42).neighbours);
  }
}

TEST_CASE("networks are those of every other build, compiler and optimisation level", "[network]") {
  const std::map<Generator, std::string> golden = {
      {Generator::complete, "ba1e8719311fed22"},
      {Generator::ring_lattice, "0b0bfc3a4e6fbebe"},
      {Generator::erdos_renyi, "e6006b24a9719839"},
      {Generator::small_world, "a39de7d0b06609ff"},
      {Generator::scale_free, "efdf1f352cbf233a"},
      {Generator::planted_partition, "dbdbbb0a4fdb46db"},
      {Generator::stochastic_block, "0ca413b2838725a3"},
      {Generator::lfr, "12889a940fcfb0e2"},
      {Generator::star, "b1437b473a4feb27"},
      {Generator::core_periphery, "7bd6b7d4f42e00fd"},
      {Generator::tiered, "9066fc30c1d08f4a"},
  };
  for (const Generator g : every_generator) {
    CAPTURE(config::name_of(g));
    CHECK(fingerprint(build(params_of(g), people, 42)).substr(0, 16) == golden.at(g));
  }
}
