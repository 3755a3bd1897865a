#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "network/import.support.hpp"
#include "paths.support.hpp"

using namespace shoal;

namespace {

/// Modularity from its definition, over all pairs (Newman & Girvan 2004): the slow twin.
double modularity_by_pairs(const network::Draft& draft, const std::vector<std::uint32_t>& of) {
  const std::size_t n = draft.agents;
  std::vector<double> adjacency(n * n), strength(n);
  double total = 0;
  for (std::size_t i = 0; i < draft.ties.size(); ++i) {
    const auto [a, b] = draft.ties[i];
    const double w = draft.weights.empty() ? 1 : draft.weights[i];
    adjacency[a * n + b] += w;
    adjacency[b * n + a] += w;
    strength[a] += w;
    strength[b] += w;
    total += 2 * w;
  }
  double q = 0;
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t b = 0; b < n; ++b)
      if (of[a] == of[b]) q += adjacency[a * n + b] / total - strength[a] * strength[b] / (total * total);
  return q;
}

network::Draft karate_draft(bool weighted) {
  NetworkParams params;
  params.file = {"karate.txt", std::filesystem::path(paths::source) / "data/networks/karate.txt"};
  auto draft = network::read_file(params);
  if (!weighted) draft.weights.clear();
  return draft;
}

/// `cliques` cliques of `size` in a ring, one tie between neighbours.
network::Draft ring_of_cliques(AgentIndex cliques, AgentIndex size) {
  network::Draft draft;
  draft.agents = cliques * size;
  for (AgentIndex c = 0; c < cliques; ++c) {
    for (AgentIndex a = 0; a < size; ++a)
      for (AgentIndex b = a + 1; b < size; ++b) draft.ties.push_back({c * size + a, c * size + b});
    draft.ties.push_back({c * size, (c + 1) % cliques * size + 1});
  }
  return draft;
}

}  // namespace

TEST_CASE("the communities of the karate club come near the largest modularity there is", "[network]") {
  if (without_igraph()) return;
  // Exact optima: 0.4197896 without weights (Brandes et al. 2008), 0.4449036 with Zachary's weights. Leiden's
  // is a heuristic: it may stop below the optimum, by less than 0.005 here, and cannot pass it.
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const double plain =
        modularity_by_pairs(karate_draft(false), network::detect_communities(karate_draft(false), seed));
    CHECK(plain <= 0.4197897);
    CHECK(plain >= 0.4197896 - 0.005);
    const double weighted =
        modularity_by_pairs(karate_draft(true), network::detect_communities(karate_draft(true), seed));
    CHECK(weighted <= 0.4449037);
    CHECK(weighted >= 0.4449036 - 0.005);
  }
}

TEST_CASE("cliques in a ring are found as communities, numbered by their first agents", "[network]") {
  if (without_igraph()) return;
  const auto draft = ring_of_cliques(6, 8);
  for (const std::uint64_t seed : {0ull, 1ull, 0xFFFFFFFFFFFFFFFFull}) {
    const auto of = network::detect_communities(draft, seed);
    REQUIRE(of.size() == draft.agents);
    for (AgentIndex i = 0; i < draft.agents; ++i) CHECK(of[i] == i / 8);
  }
}

TEST_CASE("a directed tie draws its ends together whatever its direction", "[network]") {
  if (without_igraph()) return;
  auto draft = ring_of_cliques(4, 6);
  draft.directed = true;
  for (auto& tie : draft.ties)
    if ((tie.observer + tie.observed) % 3 == 0) std::swap(tie.observer, tie.observed);
  const auto of = network::detect_communities(draft, 5);
  for (AgentIndex i = 0; i < draft.agents; ++i) CHECK(of[i] == i / 6);
}

TEST_CASE("communities are a function of the network and the seed", "[network]") {
  if (without_igraph()) return;
  const auto draft = karate_draft(true);
  const auto first = network::detect_communities(draft, 11);
  network::detect_communities(ring_of_cliques(3, 4), 12);
  CHECK(network::detect_communities(draft, 11) == first);
}

TEST_CASE("an agent without ties is a community of its own", "[network]") {
  if (without_igraph()) return;
  auto draft = ring_of_cliques(3, 5);
  draft.agents += 2;
  const auto of = network::detect_communities(draft, 1);
  CHECK(std::set(of.begin(), of.end()).size() == 5);
  CHECK(of[15] == 3);
  CHECK(of[16] == 4);
}

TEST_CASE("without ties every agent is its own community", "[network]") {
  network::Draft draft;
  draft.agents = 3;
  CHECK(network::detect_communities(draft, 1) == std::vector<std::uint32_t>{0, 1, 2});
  draft.agents = 0;
  CHECK(network::detect_communities(draft, 1).empty());
}

TEST_CASE("connected components ignore direction and are numbered by their first agents", "[network]") {
  network::Draft draft;
  draft.agents = 7;
  draft.directed = true;
  draft.ties = {{6, 1}, {3, 1}, {5, 0}, {2, 2}};
  CHECK(network::connected_components(draft) == std::vector<std::uint32_t>{0, 1, 2, 1, 3, 0, 1});
}
