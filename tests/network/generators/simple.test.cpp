// Generators whose networks can be written down: complete, ring lattice, star.

#include <catch2/catch.hpp>

#include "network/networks.support.hpp"
#include "network/statistics.hpp"

using namespace shoal;
using testing::observes;
using testing::sound;
using testing::with_generator;

TEST_CASE("in a complete network everybody observes everybody else", "[network]") {
  for (const AgentIndex agents : {1u, 2u, 7u, 100u}) {
    const Network n = sound(with_generator(Generator::complete), agents, 1);
    CHECK(n.ties() == std::size_t{agents} * (agents - 1));
    CHECK(n.communities() == 1);
  }
}

TEST_CASE("a ring lattice ties every agent to its nearest on both sides", "[network]") {
  NetworkParams params = with_generator(Generator::ring_lattice);
  params.ring_lattice.neighbours = 3;
  const Network n = sound(params, 20, 1);
  CHECK_FALSE(n.directed);
  for (AgentIndex i = 0; i < 20; ++i) {
    CHECK(n.degree(i) == 6);
    for (AgentIndex k = 1; k <= 3; ++k) CHECK(observes(n, i, (i + k) % 20));
  }
  CHECK(sound(params, 7, 1).ties() == 42);  // 2 * 3 + 1 agents: complete
}

TEST_CASE("on a one-sided ring agents observe only those ahead", "[network]") {
  NetworkParams params = with_generator(Generator::ring_lattice);
  params.ring_lattice.neighbours = 1;
  params.ring_lattice.one_sided = true;
  const Network n = sound(params, 10, 1);
  CHECK(n.directed);
  for (AgentIndex i = 0; i < 10; ++i) {
    REQUIRE(n.degree(i) == 1);
    CHECK(n.row(i)[0] == (i + 1) % 10);
  }
  params.ring_lattice.neighbours = 9;
  CHECK(sound(params, 10, 1).ties() == 90);
}

TEST_CASE("in a star network members know their hub and hubs each other", "[network]") {
  NetworkParams params = with_generator(Generator::star);
  params.star.hubs = 4;
  const Network n = sound(params, 41, 1);
  REQUIRE(n.communities() == 4);
  for (std::size_t c = 0; c < 4; ++c) {
    const AgentIndex hub = n.community_offsets[c], size = n.community_offsets[c + 1] - hub;
    CHECK(n.role(hub) == Role::hub);
    CHECK(n.degree(hub) == size - 1 + 3);
    for (AgentIndex i = hub + 1; i < hub + size; ++i) {
      CHECK(n.role(i) == Role::mass);
      REQUIRE(n.degree(i) == 1);
      CHECK(n.row(i)[0] == hub);
    }
    for (std::size_t d = 0; d < 4; ++d)
      if (d != c) CHECK(observes(n, hub, n.community_offsets[d]));
  }
  params.star.hubs = 1;
  CHECK(sound(params, 9, 1).ties() == 16);
  params.star.hubs = 9;
  CHECK(sound(params, 9, 1).ties() == 72);  // nobody but hubs: complete
}
