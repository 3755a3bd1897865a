// Generators that know communities: planted partition, stochastic block, core-periphery, tiered.

#include <catch2/catch.hpp>
#include <cmath>

#include "network/networks.support.hpp"
#include "network/statistics.hpp"

using namespace shoal;
using testing::binomial_plausible;
using testing::degree_inside;
using testing::sound;
using testing::with_generator;

namespace {

/// Undirected ties between two sets of agents; a set with itself counts each tie once.
template <class A, class B>
double ties_between(const Network& n, A in_first, B in_second) {
  double count = 0;
  for (AgentIndex i = 0; i < n.agents; ++i)
    for (const AgentIndex j : n.row(i))
      if (i < j) count += (in_first(i) && in_second(j)) || (in_first(j) && in_second(i));
  return count;
}

}  // namespace

TEST_CASE("a planted partition has equal communities, the mean degree and the mixing asked for",
          "[network]") {
  // Null: ties inside and outside are binomial; 5 sd each, for each of 4 mixings.
  constexpr AgentIndex agents = 20'010;  // 37 communities of 540 or 541
  NetworkParams params = with_generator(Generator::planted_partition);
  params.planted_partition.communities = 37;
  params.planted_partition.mean_degree = 12;
  for (const double mixing : {0.0, 0.1, 0.5, 1.0}) {
    params.planted_partition.mixing = mixing;
    const Network n = sound(params, agents, 7);
    REQUIRE(n.communities() == 37);
    const auto s = network::statistics(n);
    CHECK(s.largest_community == 541);
    CHECK(s.smallest_community == 540);
    double inside = 0;
    for (AgentIndex i = 0; i < agents; ++i) inside += degree_inside(n, i) / 2.0;
    const double outside = static_cast<double>(s.ties) - inside;
    CAPTURE(mixing);
    CHECK(binomial_plausible(inside, agents * 540 / 2.0, 12 * (1 - mixing) / 540));
    CHECK(binomial_plausible(outside, agents * (agents - 541.0) / 2, 12 * mixing / (agents - 541.0)));
  }
}

TEST_CASE("a planted partition keeps the mean degree of every community, also of the smaller ones",
          "[network]") {
  // Null: with 2.5 agents a community on average, inside degree 1 whatever the size; 5 sd of the mean over
  // each size.
  NetworkParams params = with_generator(Generator::planted_partition);
  params.planted_partition.communities = 8000;
  params.planted_partition.mean_degree = 1;
  params.planted_partition.mixing = 0.25;
  const Network n = sound(params, 20'000, 8);
  double degree[4] = {}, count[4] = {};
  for (std::size_t c = 0; c < n.communities(); ++c) {
    const AgentIndex size = n.community_offsets[c + 1] - n.community_offsets[c];
    REQUIRE((size == 2 || size == 3));
    for (AgentIndex i = n.community_offsets[c]; i < n.community_offsets[c + 1]; ++i)
      degree[size] += degree_inside(n, i), count[size] += 1;
  }
  for (const int size : {2, 3}) {
    const double pairs = count[size] * (size - 1) / 2, p = 0.75 / (size - 1);
    CHECK(binomial_plausible(degree[size] / 2, pairs, p));
  }
}

TEST_CASE("a stochastic block model meets the mean degree of every pair of blocks", "[network]") {
  // Null: ties of each pair of blocks are binomial; 5 sd.
  NetworkParams params = with_generator(Generator::stochastic_block);
  params.stochastic_block.shares = {1, 2, 5};
  params.stochastic_block.mean_degrees = {{10, 2, 5}, {1, 6, 0}, {1, 0, 3}};
  constexpr AgentIndex agents = 16'000;
  const double sizes[] = {2000, 4000, 10'000};
  const Network n = sound(params, agents, 5);
  REQUIRE(n.communities() == 3);
  for (std::uint32_t r = 0; r < 3; ++r) {
    CHECK(n.community_offsets[r + 1] - n.community_offsets[r] == sizes[r]);
    for (std::uint32_t s = r; s < 3; ++s) {
      const double ties = ties_between(
          n, [&](AgentIndex i) { return n.community[i] == r; },
          [&](AgentIndex i) { return n.community[i] == s; });
      const double pairs = r == s ? sizes[r] * (sizes[r] - 1) / 2 : sizes[r] * sizes[s];
      const double p = params.stochastic_block.mean_degrees[r][s] / (r == s ? sizes[r] - 1 : sizes[s]);
      CAPTURE(r, s);
      CHECK(binomial_plausible(ties, pairs, p));
    }
  }
}

TEST_CASE("a stochastic block model of one block is an Erdos-Renyi network", "[network]") {
  NetworkParams params = with_generator(Generator::stochastic_block);
  params.stochastic_block.shares = {3};
  params.stochastic_block.mean_degrees = {{8}};
  NetworkParams random = with_generator(Generator::erdos_renyi);
  random.erdos_renyi.mean_degree = 8;
  CHECK(network::fingerprint(sound(params, 500, 3)) == network::fingerprint(sound(random, 500, 3)));
}

TEST_CASE("core and periphery have their shares, roles and degrees", "[network]") {
  // Null: ties of each kind are binomial; 5 sd.
  NetworkParams params = with_generator(Generator::core_periphery);
  auto& p = params.core_periphery;
  p.communities = 10;
  p.core_share = 0.2;
  p.core_degree = 12;
  p.periphery_degree = 3;
  p.edge_degree = 0.5;
  p.bridge_degree = 2;
  const Network n = sound(params, 10'000, 4);
  REQUIRE(n.communities() == 10);
  const auto core = [&](AgentIndex i) { return n.role(i) == Role::core; };
  const auto edge = [&](AgentIndex i) { return n.role(i) == Role::mass; };
  double bridges = 0, cores = 0;
  for (AgentIndex i = 0; i < n.agents; ++i) {
    cores += core(i);
    CHECK(core(i) == (i % 1000 < 200));
    for (const AgentIndex j : n.row(i)) {
      if (i > j || n.community[i] == n.community[j]) continue;
      REQUIRE((core(i) && core(j)));
      ++bridges;
    }
  }
  CHECK(cores == 2000);
  CHECK(binomial_plausible(bridges, 2000 * 1800 / 2.0, 2 / 1800.0));
  CHECK(binomial_plausible(ties_between(n, core, core) - bridges, 2000 * 199 / 2.0, 12 / 199.0));
  CHECK(binomial_plausible(ties_between(n, edge, core), 8000 * 200.0, 3 / 200.0));
  CHECK(binomial_plausible(ties_between(n, edge, edge), 8000 * 799 / 2.0, 0.5 / 799));
}

TEST_CASE("tiers have their shares, roles and degrees, and nobody skips a tier", "[network]") {
  // Null: ties of each kind are binomial; 5 sd.
  NetworkParams params = with_generator(Generator::tiered);
  auto& p = params.tiered;
  p.communities = 5;
  p.top_share = 0.02;
  p.middle_share = 0.1;
  p.upward_degree = 3;
  p.within_degree = 6;
  p.bridge_degree = 1;
  const Network n = sound(params, 20'000, 4);
  const auto role = [&](Role r) { return [&n, r](AgentIndex i) { return n.role(i) == r; }; };
  double bridges = 0;
  for (AgentIndex i = 0; i < n.agents; ++i)
    for (const AgentIndex j : n.row(i)) {
      if (n.community[i] != n.community[j]) {
        REQUIRE((n.role(i) == Role::core && n.role(j) == Role::core));
        bridges += i < j;
      }
      REQUIRE_FALSE((n.role(i) == Role::mass && n.role(j) == Role::core));
    }
  const auto top = role(Role::core), middle = role(Role::active), mass = role(Role::mass);
  CHECK(binomial_plausible(bridges, 400 * 320 / 2.0, 1 / 320.0));
  CHECK(binomial_plausible(ties_between(n, top, top) - bridges, 400 * 79 / 2.0, 6 / 79.0));
  CHECK(binomial_plausible(ties_between(n, middle, middle), 2000 * 399 / 2.0, 6 / 399.0));
  CHECK(binomial_plausible(ties_between(n, mass, mass), 17'600 * 3519 / 2.0, 6 / 3519.0));
  CHECK(binomial_plausible(ties_between(n, middle, top), 2000 * 80.0, 3 / 80.0));
  CHECK(binomial_plausible(ties_between(n, mass, middle), 17'600 * 400.0, 3 / 400.0));
}

TEST_CASE("strata of communities of different sizes are rounded for each", "[network]") {
  NetworkParams params = with_generator(Generator::core_periphery);
  params.core_periphery.communities = 3;
  params.core_periphery.core_share = 0.5;
  params.core_periphery.core_degree = 1;
  params.core_periphery.periphery_degree = 1;
  params.core_periphery.edge_degree = 0;
  const Network n = sound(params, 11, 1);  // 4, 4, 3 agents: cores of 2, 2, 2
  int cores = 0;
  for (AgentIndex i = 0; i < n.agents; ++i) cores += n.role(i) == Role::core;
  CHECK(cores == 6);
}
