// Seed adopters: each way of choosing, and what cannot be chosen.

#include "population/seed_adopters.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "population/people.support.hpp"

using namespace shoal;
using people::ring;
using population::choose_seed_adopters;

namespace {

SeedAdopterParams by(SeedChoice choice, std::optional<std::int64_t> count = {},
                     std::optional<double> share = {}) {
  SeedAdopterParams p;
  p.by = choice;
  if (count) p.count = *count;
  if (share) p.share = *share;
  return p;
}

std::set<AgentIndex> users(const std::vector<AgentIndex>& agents, const Network& network) {
  std::set<AgentIndex> result;
  for (const AgentIndex i : agents) result.insert(network.agent_of[i]);
  return result;
}

/// Directed: agents 1 to 5 observe agent 6, 1 and 2 observe agent 3, 4 and 5 observe 2, and 6 observes all
/// others.
Network celebrity() {
  network::Draft draft;
  draft.agents = 7;
  draft.directed = true;
  draft.ties = {{1, 6}, {2, 6}, {3, 6}, {4, 6}, {5, 6}, {1, 3}, {2, 3}, {4, 2},
                {5, 2}, {6, 0}, {6, 1}, {6, 2}, {6, 3}, {6, 4}, {6, 5}};
  draft.community = {1, 0, 1, 0, 1, 0, 1};
  return network::assemble(std::move(draft));
}

}  // namespace

TEST_CASE("without count or share nobody is a seed adopter", "[population]") {
  CHECK(choose_seed_adopters({}, ring(20), 1).empty());
}

TEST_CASE("seed adopters by count and by share are as many as asked, ascending and distinct",
          "[population]") {
  const Network network = ring(200);
  for (const auto& [params, expected] : {std::pair{by(SeedChoice::random, 17), 17},
                                         {by(SeedChoice::random, {}, 0.25), 50},
                                         {by(SeedChoice::random, {}, 0.0126), 3},
                                         {by(SeedChoice::random, 0), 0},
                                         {by(SeedChoice::random, 200), 200},
                                         {by(SeedChoice::highest_degree, 9), 9}}) {
    const auto agents = choose_seed_adopters(params, network, 1);
    CHECK(agents.size() == static_cast<std::size_t>(expected));
    CHECK(std::is_sorted(agents.begin(), agents.end()));
    CHECK(std::adjacent_find(agents.begin(), agents.end()) == agents.end());
  }
}

TEST_CASE("every agent is equally likely to be a random seed adopter", "[population]") {
  // Null: each of 10 agents is among 3 of them with probability 0.3 over R = 4,000 seeds; tolerance 6 sd,
  // false alarm 10 * 2e-9.
  const Network network = ring(10);
  std::array<int, 10> times{};
  for (std::uint64_t seed = 0; seed < 4000; ++seed)
    for (const AgentIndex i : choose_seed_adopters(by(SeedChoice::random, 3), network, seed)) ++times[i];
  for (const int k : times) CHECK(std::fabs(k - 1200) < 6 * std::sqrt(4000 * 0.3 * 0.7));
}

TEST_CASE("more random seed adopters include the fewer", "[population]") {
  const Network network = ring(100);
  const auto few = choose_seed_adopters(by(SeedChoice::random, 10), network, 5);
  const auto many = choose_seed_adopters(by(SeedChoice::random, 40), network, 5);
  CHECK(std::includes(many.begin(), many.end(), few.begin(), few.end()));
}

TEST_CASE("the highest degree is that of being observed, ties go to the lower number", "[population]") {
  const Network network = celebrity();
  const auto first = [&](std::int64_t k) {
    return users(choose_seed_adopters(by(SeedChoice::highest_degree, k), network, 1), network);
  };
  CHECK(first(1) == std::set<AgentIndex>{6});
  CHECK(first(2) == std::set<AgentIndex>{2, 6});
  CHECK(first(3) == std::set<AgentIndex>{2, 3, 6});
  CHECK(first(5) == std::set<AgentIndex>{0, 1, 2, 3, 6});
}

TEST_CASE("a role's agents all adopt, or as many of them as asked", "[population]") {
  std::vector<Role> roles(30, Role::mass);
  for (const std::size_t i : {3u, 8u, 14u, 29u}) roles[i] = Role::core;
  std::vector<std::uint32_t> communities(30);
  for (std::uint32_t i = 0; i < 30; ++i) communities[i] = i % 3;
  const Network network = ring(30, communities, {}, roles);
  SeedAdopterParams params = by(SeedChoice::role);
  params.role = Role::core;
  CHECK(users(choose_seed_adopters(params, network, 1), network) == std::set<AgentIndex>{3, 8, 14, 29});
  params.share = 0.5;
  const auto half = users(choose_seed_adopters(params, network, 1), network);
  CHECK(half.size() == 2);
  for (const AgentIndex i : half) CHECK(roles[i] == Role::core);
}

TEST_CASE("a community's agents adopt", "[population]") {
  const Network network = celebrity();
  SeedAdopterParams params = by(SeedChoice::community);
  params.community = 1;
  CHECK(users(choose_seed_adopters(params, network, 1), network) == std::set<AgentIndex>{0, 2, 4, 6});
}

TEST_CASE("listed agents adopt, by label or by number", "[population]") {
  SeedAdopterParams params = by(SeedChoice::list);
  params.agents = {"cat", "ann"};
  const Network named = ring(3, {1, 0, 0}, {"ann", "bob", "cat"});
  CHECK(users(choose_seed_adopters(params, named, 1), named) == std::set<AgentIndex>{0, 2});
  params.agents = {"4", "0"};
  CHECK(choose_seed_adopters(params, ring(5), 1) == std::vector<AgentIndex>{0, 4});
}

TEST_CASE("seed adopters that do not exist are refused with what there is", "[population]") {
  const Network named = ring(3, {}, {"anna", "bob", "cat"}), plain = ring(20);
  CHECK_THROWS_WITH(choose_seed_adopters(by(SeedChoice::random, 21), plain, 1),
                    "population.seed_adopters.count: found 21; there are 20 agents to choose from");
  CHECK_THROWS_WITH(
      choose_seed_adopters(by(SeedChoice::role), plain, 1),
      "population.seed_adopters.role: no agent of the network has the role 'hub'; generators star, "
      "core_periphery and tiered give roles");
  SeedAdopterParams params = by(SeedChoice::community);
  params.community = 4;
  CHECK_THROWS_WITH(choose_seed_adopters(params, ring(4, {0, 1, 2, 2}), 1),
                    "population.seed_adopters.community: found 4; the communities of the network are 0 to 2");
  params = by(SeedChoice::list);
  params.agents = {"ana", "bob", "zoe", "bob"};
  CHECK_THROWS_WITH(
      choose_seed_adopters(params, named, 1),
      "population.seed_adopters.agents.0: agent 'ana' is not in the network; did you mean 'anna'?\n"
      "population.seed_adopters.agents.2: agent 'zoe' is not in the network\n"
      "population.seed_adopters.agents.3: agent 'bob' is listed twice");
  params.agents = {"20", "-1", "07"};
  CHECK_THROWS_WITH(
      choose_seed_adopters(params, plain, 1),
      "population.seed_adopters.agents.0: agent '20' is not in the network; its agents are 0 to 19\n"
      "population.seed_adopters.agents.1: agent '-1' is not in the network; its agents are 0 to 19\n"
      "population.seed_adopters.agents.2: agent '07' is not in the network; its agents are 0 to 19");
}
