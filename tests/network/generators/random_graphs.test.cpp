// Erdős-Rényi, small worlds and scale-free networks against theory (canon A13 among it).

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "network/networks.support.hpp"
#include "network/statistics.hpp"

using namespace shoal;
using testing::binomial_plausible;
using testing::chi_square_plausible;
using testing::sound;
using testing::with_generator;

namespace {

NetworkParams erdos_renyi(double mean_degree) {
  NetworkParams params = with_generator(Generator::erdos_renyi);
  params.erdos_renyi.mean_degree = mean_degree;
  return params;
}

NetworkParams small_world(int degree, double rewiring) {
  NetworkParams params = with_generator(Generator::small_world);
  params.small_world.mean_degree = degree;
  params.small_world.rewiring = rewiring;
  return params;
}

NetworkParams scale_free(int m) {
  NetworkParams params = with_generator(Generator::scale_free);
  params.scale_free.ties_per_agent = m;
  return params;
}

/// Ties of a small world that the ring did not have.
std::size_t long_ties(const Network& n, AgentIndex half) {
  std::size_t count = 0;
  for (AgentIndex i = 0; i < n.agents; ++i)
    for (const AgentIndex j : n.row(i)) {
      const AgentIndex distance = std::max(i, j) - std::min(i, j);
      count += i < j && distance > half && n.agents - distance > half;
    }
  return count;
}

}  // namespace

TEST_CASE("an Erdos-Renyi network has binomial ties and degrees", "[network]") {
  // Null: ties ~ Binomial(pairs, p) within 5 sd for each of 5 seeds; degrees ~ Binomial(N - 1, p),
  // chi-square.
  constexpr AgentIndex agents = 20'000;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Network n = sound(erdos_renyi(8), agents, seed);
    const double p = 8.0 / (agents - 1);
    CHECK(binomial_plausible(static_cast<double>(n.ties()) / 2, agents * (agents - 1.0) / 2, p));
    const auto s = network::statistics(n);
    std::vector<double> counts(40, 0), expected(40, 0);
    for (std::size_t k = 0; k < s.degree_histogram.size(); ++k)
      counts[std::min<std::size_t>(k, 39)] += static_cast<double>(s.degree_histogram[k]);
    double chance = std::pow(1 - p, agents - 1.0);
    for (std::size_t k = 0; k < 40; ++k) {
      expected[k] = agents * chance;
      chance *= (agents - 1.0 - static_cast<double>(k)) / (static_cast<double>(k) + 1) * p / (1 - p);
    }
    CHECK(chi_square_plausible(counts, expected));
  }
}

TEST_CASE("degrees of an Erdos-Renyi network do not drift with the agents' numbers", "[network]") {
  // Null: half of all tie ends lie in each half; the difference has sd sqrt(2 * ties within a half * ...) <
  // sqrt(ends).
  const Network n = sound(erdos_renyi(10), 50'000, 3);
  double low = 0;
  for (AgentIndex i = 0; i < 25'000; ++i) low += n.degree(i);
  const double ends = static_cast<double>(n.ties());
  CHECK(std::abs(low - ends / 2) < testing::sigmas * std::sqrt(ends / 2));
}

TEST_CASE("extreme Erdos-Renyi networks are empty or complete", "[network]") {
  CHECK(sound(erdos_renyi(0), 50, 1).ties() == 0);
  CHECK(sound(erdos_renyi(49), 50, 1).ties() == 2450);
  CHECK(sound(erdos_renyi(0), 1, 1).ties() == 0);
}

TEST_CASE("Poisson graphs have the giant components of theory", "[network][slow]") {
  // Canon A13. Null: share S = 1 - exp(-z S) with variance S(1-S) / (1 - z(1-S))^2 / N (Stepanov 1970); N =
  // 300,000; 5 sd.
  const std::map<double, double> giant = {
      {1.2, 0.313698}, {1.5, 0.582812}, {2, 0.796812}, {3, 0.940480}, {4, 0.980173}};
  constexpr AgentIndex agents = 300'000;
  for (const auto& [z, share] : giant) {
    const auto s = network::statistics(network::build(erdos_renyi(z), agents, 17));
    const double sd = std::sqrt(share * (1 - share) / agents) / (1 - z * (1 - share));
    CAPTURE(z, s.giant_share, sd);
    CHECK(std::abs(s.giant_share - share) < testing::sigmas * sd + 1e-6);
  }
}

TEST_CASE("a small world without rewiring is the lattice, with Watts and Strogatz's clustering",
          "[network]") {
  for (const int k : {2, 4, 6, 10, 20}) {
    const Network n = sound(small_world(k, 0), 200, 1);
    CHECK(long_ties(n, static_cast<AgentIndex>(k / 2)) == 0);
    const auto s = network::statistics(n);
    CHECK(s.min_degree == static_cast<TieIndex>(k));
    CHECK(s.max_degree == static_cast<TieIndex>(k));
    CHECK(*s.transitivity == Approx(3.0 * (k - 2) / (4.0 * (k - 1))).margin(1e-12));  // canon A13
    CHECK(s.mean_local_clustering == Approx(3.0 * (k - 2) / (4.0 * (k - 1))).margin(1e-12));
  }
}

TEST_CASE("small worlds rewire the given share of ties and keep their number", "[network]") {
  // Null: long ties ~ Binomial(N K/2, beta (1 - K/N)) up to ties that are rewired onto the ring; 5 sd.
  constexpr AgentIndex agents = 20'000;
  for (const double beta : {0.01, 0.1, 0.5, 1.0}) {
    const Network n = sound(small_world(10, beta), agents, 2);
    REQUIRE(n.ties() == std::size_t{agents} * 10);
    const double ties = agents * 5.0, near = 10.0 / agents;
    CAPTURE(beta);
    CHECK(binomial_plausible(static_cast<double>(long_ties(n, 5)), ties, beta * (1 - near)));
    for (AgentIndex i = 0; i < agents; ++i) REQUIRE(n.degree(i) >= 5);  // an agent keeps the ends it owns
  }
}

TEST_CASE("clustering of small worlds falls as (1 - beta)^3", "[network]") {
  // Barrat & Weigt 2000: C(beta) = C(0) (1 - beta)^3 up to terms in 1/N; N = 20,000, tolerance 0.01.
  for (const double beta : {0.05, 0.2, 0.5}) {
    const auto s = network::statistics(sound(small_world(10, beta), 20'000, 6));
    CHECK(*s.transitivity == Approx(2.0 / 3 * std::pow(1 - beta, 3)).margin(0.01));
  }
}

TEST_CASE("rewired ties choose all agents alike", "[network]") {
  // Null: with beta = 1 each agent is chosen by Binomial(NK/2, 1/N) ties, besides the K/2 it owns; chi-square
  // over degrees, mean K/2. Redrawing of neighbours makes the law slightly narrower; N = 20,000.
  constexpr AgentIndex agents = 20'000;
  const auto s = network::statistics(sound(small_world(8, 1), agents, 9));
  std::vector<double> counts(20, 0), expected(20, 0);
  double chance = std::exp(-4.0);
  for (std::size_t k = 0; k < 20; ++k) {
    if (k + 4 < s.degree_histogram.size()) counts[k] = static_cast<double>(s.degree_histogram[k + 4]);
    expected[k] = agents * chance;
    chance *= 4.0 / (static_cast<double>(k) + 1);
  }
  CHECK(chi_square_plausible(counts, expected));
}

TEST_CASE("a small world may be nearly complete", "[network]") {
  const Network n = sound(small_world(10, 1), 11, 1);  // K = N - 1: nowhere to rewire to
  CHECK(n.ties() == 110);
  CHECK(sound(small_world(10, 1), 12, 1).ties() == 120);
}

TEST_CASE("Barabasi-Albert degrees follow 2m(m+1) / (k(k+1)(k+2))", "[network]") {
  // Canon A13 for m = 2. Null: share of degree k; agents' degrees are almost independent; N = 200,000; 5 sd +
  // 5/N.
  constexpr AgentIndex agents = 200'000;
  for (const int m : {1, 2, 5}) {
    const Network n = sound(scale_free(m), agents, 21);
    const auto s = network::statistics(n);
    CHECK(s.min_degree == static_cast<TieIndex>(m));
    CHECK(s.ties ==
          static_cast<std::uint64_t>(m * (m + 1) / 2) +
              std::uint64_t{agents - 1 - static_cast<AgentIndex>(m)} * static_cast<std::uint64_t>(m));
    CHECK(s.components == 1);
    for (int k = m; k < m + 20; ++k) {
      const double p = 2.0 * m * (m + 1) / (k * (k + 1.0) * (k + 2.0));
      const double share = static_cast<double>(s.degree_histogram[static_cast<std::size_t>(k)]) / agents;
      CAPTURE(m, k, share, p);
      CHECK(std::abs(share - p) < testing::sigmas * std::sqrt(p * (1 - p) / agents) + 5.0 / agents);
    }
    // The oldest agents lead: degree grows as sqrt(N / i).
    CHECK(s.max_degree > 100 * static_cast<TieIndex>(m));
  }
}

TEST_CASE("arriving agents choose in proportion to degree", "[network]") {
  // m = 1, N = 4: agents 0 and 1 are tied, 2 chooses either; 3 chooses the middle one of the path with chance
  // 1/2. Null: Binomial(20,000, 1/2); 5 sd.
  double middle = 0;
  for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
    const Network n = network::build(scale_free(1), 4, seed);
    middle += network::statistics(n).max_degree == 3;
  }
  CHECK(binomial_plausible(middle, 20'000, 0.5));
}

TEST_CASE("the first agents of a scale-free network are all tied to each other", "[network]") {
  CHECK(sound(scale_free(5), 6, 1).ties() == 30);
  const Network n = sound(scale_free(5), 100, 1);
  for (AgentIndex i = 0; i < 6; ++i)
    for (AgentIndex j = 0; j < 6; ++j) CHECK(testing::observes(n, i, j) == (i != j));
}
