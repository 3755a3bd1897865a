// Assembly meets a slow twin: adjacency as ordered maps, agents sorted by comparison.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <numeric>
#include <set>

#include "network/networks.support.hpp"
#include "random/philox.hpp"

using namespace shoal;
using network::Draft;

namespace {

struct End {
  float weight;
  int layer;
  bool operator==(const End&) const = default;
};

/// By the user's numbers: who observes whom, how strongly, in which layer.
using Adjacency = std::map<std::pair<AgentIndex, AgentIndex>, End>;

Adjacency naive(const Draft& d) {
  Adjacency a;
  for (std::size_t k = 0; k < d.ties.size(); ++k) {
    const End end{d.weights.empty() ? 1 : d.weights[k], d.layers.empty() ? -1 : d.layers[k]};
    a[{d.ties[k].observer, d.ties[k].observed}] = end;
    if (!d.directed) a[{d.ties[k].observed, d.ties[k].observer}] = end;
  }
  return a;
}

Adjacency read_back(const Network& n) {
  Adjacency a;
  for (AgentIndex i = 0; i < n.agents; ++i)
    for (TieIndex k = n.offsets[i]; k < n.offsets[i + 1]; ++k)
      a[{n.agent_of[i], n.agent_of[n.neighbours[k]]}] = {n.weights.empty() ? 1 : n.weights[k],
                                                         n.layers.empty() ? -1 : n.layers[k]};
  return a;
}

struct Shape {
  bool directed, weighted, layered, communities, loops;
};

Draft random_draft(AgentIndex agents, std::size_t ties, Shape shape, std::uint32_t number) {
  random::Stream draws(99, random::Purpose::network_row, number);
  Draft d;
  d.agents = agents;
  d.directed = shape.directed;
  std::set<std::pair<AgentIndex, AgentIndex>> seen;
  while (d.ties.size() < ties) {
    const Tie t{draws.below(agents), draws.below(agents)};
    if (t.observer == t.observed && !shape.loops) continue;
    const Tie key =
        shape.directed ? t : Tie{std::min(t.observer, t.observed), std::max(t.observer, t.observed)};
    if (!seen.emplace(key.observer, key.observed).second) continue;
    d.ties.push_back(t);
    if (shape.weighted) d.weights.push_back(static_cast<float>(draws.below(100) + 1) / 100);
    if (shape.layered) d.layers.push_back(static_cast<std::uint8_t>(draws.below(3)));
  }
  if (shape.layered) d.layer_names = {"a", "b", "c"};
  if (shape.communities)
    for (AgentIndex i = 0; i < agents; ++i) {
      d.community.push_back(draws.below(7) * 10);
      d.roles.push_back(static_cast<Role>(draws.below(4)));
    }
  return d;
}

}  // namespace

TEST_CASE("assembled networks have the ties, weights and layers of their drafts", "[network]") {
  std::uint32_t number = 0;
  for (const bool directed : {false, true})
    for (const bool weighted : {false, true})
      for (const bool layered : {false, true})
        for (const bool communities : {false, true})
          for (const bool loops : {false, true}) {
            const Draft draft =
                random_draft(60, 300, {directed, weighted, layered, communities, loops}, number++);
            const Network n = network::assemble(draft);
            CAPTURE(number);
            REQUIRE(testing::defect(n, loops) == "");
            REQUIRE(n.directed == directed);
            REQUIRE(read_back(n) == naive(draft));
          }
}

TEST_CASE("the order in which undirected ties are given changes nothing", "[network]") {
  Draft draft = random_draft(60, 300, {false, true, false, false, false}, 7);
  std::vector<std::size_t> order(draft.ties.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto given = [&] {
    Draft d = draft;
    for (std::size_t n = 0; n < order.size(); ++n) {
      const auto [i, j] = draft.ties[order[n]];
      d.ties[n] = {std::min(i, j), std::max(i, j)};
      d.weights[n] = draft.weights[order[n]];
    }
    return network::assemble(std::move(d));
  };
  const Network any = given();
  std::ranges::sort(order, {}, [&](std::size_t k) {  // rows are ascending as soon as ties are put there
    const auto [i, j] = draft.ties[k];
    return std::pair(std::min(i, j), std::max(i, j));
  });
  const Network sorted = given();
  REQUIRE(sorted.neighbours == any.neighbours);
  REQUIRE(sorted.weights == any.weights);
  REQUIRE(testing::defect(sorted, false) == "");
}

TEST_CASE("agents are ordered by community and keep their order inside it", "[network]") {
  const Draft draft = random_draft(200, 100, {false, false, false, true, false}, 1000);
  std::vector<AgentIndex> expected(draft.agents);
  std::iota(expected.begin(), expected.end(), 0u);
  std::stable_sort(expected.begin(), expected.end(),
                   [&](AgentIndex a, AgentIndex b) { return draft.community[a] < draft.community[b]; });
  const Network n = network::assemble(draft);
  REQUIRE(n.agent_of == expected);
  REQUIRE(n.communities() == 7);
  for (AgentIndex i = 0; i < n.agents; ++i) REQUIRE(n.role(i) == draft.roles[n.agent_of[i]]);
}

TEST_CASE("communities are renumbered without gaps and named by the user's numbers", "[network]") {
  Draft draft;
  draft.agents = 4;
  draft.community = {700, 5, 700, 4000000000};
  const Network n = network::assemble(draft);
  REQUIRE(n.community == std::vector<std::uint32_t>{0, 1, 1, 2});
  REQUIRE(n.agent_of == std::vector<AgentIndex>{1, 0, 2, 3});
  REQUIRE(n.community_names == std::vector<std::string>{"5", "700", "4000000000"});
}

TEST_CASE("names of communities without members are dropped", "[network]") {
  Draft draft;
  draft.agents = 2;
  draft.community = {2, 0};
  draft.community_names = {"north", "empty", "south", "unused"};
  REQUIRE(network::assemble(draft).community_names == std::vector<std::string>{"north", "south"});
  draft.community = {1, 0};
  REQUIRE(network::assemble(draft).community_names == std::vector<std::string>{"north", "empty"});
}

TEST_CASE("labels stay in the user's numbering", "[network]") {
  Draft draft;
  draft.agents = 3;
  draft.community = {1, 0, 0};
  draft.labels = {"ann", "bob", "cy"};
  draft.ties = {{0, 2}};
  const Network n = network::assemble(draft);
  REQUIRE(n.labels == std::vector<std::string>{"ann", "bob", "cy"});
  REQUIRE(n.agent_of[n.row(2)[0]] == 2);  // ann is last and observes cy
}

TEST_CASE("a network may have no ties, or no agents", "[network]") {
  Draft draft;
  draft.agents = 3;
  REQUIRE(testing::defect(network::assemble(draft)) == "");
  const Network none = network::assemble(Draft{});
  REQUIRE(none.ties() == 0);
  REQUIRE(none.communities() == 0);
}
