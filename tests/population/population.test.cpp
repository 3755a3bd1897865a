// Traits, segments and the promise that an agent's traits are a function of the seed and its own number.

#include "population/population.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <set>

#include "config/source.hpp"
#include "population/people.support.hpp"

using namespace shoal;
using people::by_user;
using people::read;
using people::ring;

namespace {

/// Communities that shuffle the internal order: 7 * i mod 5.
std::vector<std::uint32_t> scattered(AgentIndex agents) {
  std::vector<std::uint32_t> c(agents);
  for (AgentIndex i = 0; i < agents; ++i) c[i] = 7 * i % 5;
  return c;
}

std::vector<std::size_t> segment_sizes(const Population& made) {
  std::vector<std::size_t> sizes(made.segment_names.size(), 0);
  for (const std::uint8_t s : made.segment) ++sizes[s];
  return sizes;
}

std::vector<int> segment_by_user(const Population& made, const Network& network) {
  std::vector<int> segment(network.agents);
  for (AgentIndex i = 0; i < network.agents; ++i) segment[network.agent_of[i]] = made.segment[i];
  return segment;
}

std::vector<AgentIndex> users(const std::vector<AgentIndex>& agents, const Network& network) {
  std::vector<AgentIndex> result;
  for (const AgentIndex i : agents) result.push_back(network.agent_of[i]);
  std::sort(result.begin(), result.end());
  return result;
}

const char* const two_kinds =
    "traits: {susceptibility: {beta: [2, 2]}, income: {lognormal: [3, 0.5]}},\n"
    "segments: [{name: impulsive, share: 0.3, need: 0.1, traits: {impulsivity: {beta: [5, 2]}, self_control: "
    "0.1}},\n"
    "           {name: rational, share: 0.7}]";

}  // namespace

TEST_CASE("every trait has a name, a default in its range, and the place of its number", "[population]") {
  std::set<std::string_view> names;
  for (const TraitInfo& trait : trait_table) {
    CAPTURE(trait.name);
    CHECK(names.insert(trait.name).second);
    CHECK_FALSE(trait.help.empty());
    CHECK((trait.standard >= trait.lowest && trait.standard <= trait.highest));
  }
  CHECK(trait_table[static_cast<std::size_t>(Trait::impulsivity)].name == "impulsivity");
  CHECK(trait_table[static_cast<std::size_t>(Trait::conformity)].name == "conformity");
  CHECK(trait_table[static_cast<std::size_t>(Trait::income)].name == "income");
  CHECK(trait_table[static_cast<std::size_t>(Trait::product_knowledge)].name == "product_knowledge");
  CHECK(trait_table[static_cast<std::size_t>(Trait::prior_belief)].name == "prior_belief");
}

TEST_CASE("without a word about traits every agent has the defaults, which cost no column", "[population]") {
  const Network network = ring(10);
  const Population made = make_population({}, network, 1);
  CHECK(made.agents == 10);
  CHECK(made.segment.empty());
  CHECK(made.segment_names == std::vector<std::string>{"all"});
  CHECK(made.segment_need == std::vector<std::optional<float>>{std::nullopt});
  CHECK(made.seed_adopters.empty());
  for (std::size_t t = 0; t < trait_count; ++t) {
    CHECK_FALSE(made.traits[t].varies());
    CHECK(made.traits[t][7] == static_cast<float>(trait_table[t].standard));
  }
}

TEST_CASE("traits vary only where the scenario makes them vary", "[population]") {
  const Population made = make_population(read(two_kinds), ring(50), 1);
  for (std::size_t t = 0; t < trait_count; ++t) {
    const Trait trait = static_cast<Trait>(t);
    const bool expected = trait == Trait::susceptibility || trait == Trait::income ||
                          trait == Trait::impulsivity || trait == Trait::self_control;
    CAPTURE(trait_table[t].name);
    CHECK(made.traits[t].varies() == expected);
  }
}

TEST_CASE("columns are padded with the default beyond the last agent", "[population]") {
  const Population made = make_population(read(two_kinds), ring(50), 1);
  const float* income = made.trait(Trait::income).block(0);
  for (AgentIndex i = 50; i < block_size; ++i) REQUIRE(income[i] == 20.0f);
}

TEST_CASE("a trait of a segment replaces the population's, and only there", "[population]") {
  const Network network = ring(1000);
  const Population made = make_population(read(two_kinds), network, 5);
  double impulsivity = 0;
  for (AgentIndex i = 0; i < network.agents; ++i) {
    REQUIRE(made.trait(Trait::self_control)[i] == (made.segment[i] == 0 ? 0.1f : 0.5f));
    if (made.segment[i] == 0)
      impulsivity += made.trait(Trait::impulsivity)[i];
    else
      REQUIRE(made.trait(Trait::impulsivity)[i] == 0.5f);
  }
  // Null: mean of beta(5, 2) = 5/7, sd 0.16, n = 300; tolerance 6 standard errors.
  CHECK(std::fabs(impulsivity / 300 - 5.0 / 7) < 6 * 0.16 / std::sqrt(300.0));
  CHECK(made.segment_need == std::vector<std::optional<float>>{0.1f, std::nullopt});
  CHECK(made.segment_names == std::vector<std::string>{"impulsive", "rational"});
}

TEST_CASE("sizes of segments are their shares up to rounding, for every number of agents", "[population]") {
  const PopulationParams params = read(
      "segments: [{name: a, share: 3}, {name: b, share: 0.5}, {name: c, share: 1}, {name: d, share: "
      "0.0001}]");
  const double total = 4.5001;
  for (AgentIndex n = 1; n <= 300; ++n) {
    const auto sizes = segment_sizes(make_population(params, ring(n), 3));
    CHECK(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}) == n);
    const double shares[] = {3, 0.5, 1, 0.0001};
    for (std::size_t s = 0; s < 4; ++s) REQUIRE(std::fabs(double(sizes[s]) - shares[s] / total * n) <= 1);
  }
}

TEST_CASE("membership of a segment does not depend on neighbouring numbers", "[population]") {
  // Null: pairs (i, i+1) are both in the half segment with probability 1/4; n = 20,000 pairs, tolerance 6 sd
  // of a binomial (the fixed size makes the true variance smaller).
  const Network network = ring(20'000);
  const Population made = make_population(read("segments: [{name: a}, {name: b}]"), network, 9);
  int both = 0;
  for (AgentIndex i = 0; i + 1 < network.agents; ++i)
    both += made.segment[i] == 0 && made.segment[i + 1] == 0;
  CHECK(std::fabs(both - 5000) < 6 * std::sqrt(20'000 * 3.0 / 16));
}

TEST_CASE("who is who does not depend on how communities order the agents", "[population]") {
  const PopulationParams params = read(std::string(two_kinds) + ", seed_adopters: {share: 0.1}");
  const Network plain = ring(500), shuffled = ring(500, scattered(500));
  REQUIRE(plain.agent_of != shuffled.agent_of);
  const Population a = make_population(params, plain, 11), b = make_population(params, shuffled, 11);
  for (std::size_t t = 0; t < trait_count; ++t)
    CHECK(by_user(a, plain, static_cast<Trait>(t)) == by_user(b, shuffled, static_cast<Trait>(t)));
  CHECK(segment_by_user(a, plain) == segment_by_user(b, shuffled));
  CHECK(users(a.seed_adopters, plain) == users(b.seed_adopters, shuffled));
}

TEST_CASE("adding an agent changes nobody else's traits", "[population]") {
  const PopulationParams params = read("traits: {susceptibility: {beta: [2, 2]}, income: {normal: [20, 9]}}");
  const Network small = ring(400), large = ring(401);
  const Population a = make_population(params, small, 2), b = make_population(params, large, 2);
  for (const Trait trait : {Trait::susceptibility, Trait::income}) {
    std::vector<float> longer = by_user(b, large, trait);
    longer.pop_back();
    CHECK(by_user(a, small, trait) == longer);
  }
}

TEST_CASE("a trait's draws do not depend on how other traits are drawn", "[population]") {
  const Network network = ring(300);
  const Population a = make_population(read("traits: {income: {normal: [20, 9]}}"), network, 2);
  const Population b =
      make_population(read("traits: {impulsivity: {beta: [1, 1]}, income: {normal: [20, 9]}}"), network, 2);
  CHECK(by_user(a, network, Trait::income) == by_user(b, network, Trait::income));
}

TEST_CASE("the same people come about on any number of threads", "[population][threads]") {
  const Network network = ring(50'000, scattered(50'000));
  const PopulationParams params = read(two_kinds);
  const Population one = make_population(params, network, 1);
  for (const unsigned threads : {2u, 3u, 7u}) {
    const Population several = make_population(params, network, 1, threads);
    for (const Trait t : {Trait::susceptibility, Trait::income, Trait::impulsivity})
      REQUIRE(by_user(several, network, t) == by_user(one, network, t));
  }
}

TEST_CASE("another seed gives another population", "[population]") {
  const PopulationParams params = read(two_kinds);
  const Network network = ring(300);
  const Population a = make_population(params, network, 1), b = make_population(params, network, 2);
  CHECK(by_user(a, network, Trait::income) != by_user(b, network, Trait::income));
  CHECK(a.segment != b.segment);
}

TEST_CASE("drawn traits have the moments of their distribution", "[population]") {
  // Null: beta(2, 2) has mean 1/2 and variance 1/20; n = 20,000; tolerance 6 standard errors.
  const Network network = ring(20'000);
  const Population made = make_population(read("traits: {susceptibility: {beta: [2, 2]}}"), network, 4);
  double mean = 0;
  for (AgentIndex i = 0; i < network.agents; ++i) mean += made.trait(Trait::susceptibility)[i] / 20'000.0;
  CHECK(std::fabs(mean - 0.5) < 6 * std::sqrt(0.05 / 20'000));
}

TEST_CASE("a number of agents that the network does not have is refused", "[population]") {
  PopulationParams params;
  params.agents = 12;
  CHECK_THROWS_WITH(
      make_population(params, ring(10), 1),
      "population.agents: found 12, but the network has 10 agents; leave the key out or give 10");
}
