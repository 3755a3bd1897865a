#include "network/statistics.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "network/networks.support.hpp"
#include "random/philox.hpp"

#ifdef SHOAL_WITH_IGRAPH
#include <igraph.h>
#endif

using namespace shoal;
using network::Draft;
using network::Statistics;
using network::statistics;

namespace {

Network from_ties(AgentIndex agents, std::vector<Tie> ties, bool directed = false,
                  std::vector<std::uint32_t> community = {}) {
  Draft d;
  d.agents = agents;
  d.directed = directed;
  d.ties = std::move(ties);
  d.community = std::move(community);
  return network::assemble(std::move(d));
}

/// Random ties, loops among them when asked for.
Network random_network(AgentIndex agents, std::size_t ties, bool directed, bool loops, std::uint32_t number) {
  random::Stream draws(5, random::Purpose::network_row, number);
  std::set<std::pair<AgentIndex, AgentIndex>> seen;
  std::vector<Tie> all;
  while (all.size() < ties) {
    // the square makes low numbers popular, so that degrees are correlated
    const AgentIndex a = draws.below(agents), b = draws.below(draws.below(agents) + 1);
    if (a == b && !loops) continue;
    const auto key = directed ? std::pair(a, b) : std::pair(std::min(a, b), std::max(a, b));
    if (seen.insert(key).second) all.push_back({a, b});
  }
  std::vector<std::uint32_t> community;
  for (AgentIndex i = 0; i < agents; ++i) community.push_back(draws.below(4));
  return from_ties(agents, all, directed, community);
}

/// Triangles and triples by looking at all triples of agents.
std::pair<std::uint64_t, std::uint64_t> naive_triangles(const Network& n) {
  const auto tied = [&](AgentIndex a, AgentIndex b) {
    return testing::observes(n, a, b) || testing::observes(n, b, a);
  };
  std::uint64_t triangles = 0, triples = 0;
  for (AgentIndex a = 0; a < n.agents; ++a)
    for (AgentIndex b = a + 1; b < n.agents; ++b)
      for (AgentIndex c = b + 1; c < n.agents; ++c) {
        const int sides = tied(a, b) + tied(b, c) + tied(a, c);
        triangles += sides == 3;
        triples += sides == 3 ? 3 : sides == 2;
      }
  return {triangles, triples};
}

}  // namespace

TEST_CASE("a triangle with a tail has the statistics one finds by hand", "[network]") {
  const Statistics s = statistics(from_ties(5, {{0, 1}, {1, 2}, {2, 0}, {2, 3}}, false, {0, 0, 0, 1, 1}));
  CHECK(s.ties == 4);
  CHECK(s.mean_degree == Approx(1.6));
  CHECK(s.min_degree == 0);
  CHECK(s.max_degree == 3);
  CHECK(s.degree_histogram == std::vector<std::uint64_t>{1, 1, 2, 1});
  CHECK(s.audience_histogram.empty());
  CHECK(s.components == 2);
  CHECK(s.giant == 4);
  CHECK(s.giant_share == Approx(0.8));
  CHECK(s.triangles == 1);
  CHECK(s.triples == 5);
  CHECK(*s.transitivity == Approx(0.6));
  CHECK(s.mean_local_clustering == Approx((1 + 1 + 1.0 / 3) / 5));
  CHECK(*s.degree_assortativity == Approx(-5.0 / 7));
  CHECK(*s.modularity == Approx(3.0 / 4 - 49.0 / 64 - 1.0 / 64));
  CHECK(*s.mixing == Approx(0.25));
  CHECK(s.smallest_community == 2);
  CHECK(s.largest_community == 3);
  CHECK_FALSE(s.reciprocity.has_value());
}

TEST_CASE("statistics that a network does not have are absent", "[network]") {
  const Statistics none = statistics(from_ties(3, {}));
  CHECK_FALSE(none.transitivity);
  CHECK_FALSE(none.degree_assortativity);
  CHECK_FALSE(none.modularity);
  CHECK_FALSE(none.mixing);
  CHECK(none.components == 3);
  const Statistics ring = statistics(testing::sound(testing::with_generator(Generator::ring_lattice), 30, 1));
  CHECK_FALSE(ring.degree_assortativity);  // all degrees are equal
  CHECK(statistics(network::assemble(Draft{})).agents == 0);
}

TEST_CASE("directed networks count observed and audience apart, and returned ties", "[network]") {
  const Statistics s = statistics(from_ties(4, {{0, 1}, {1, 0}, {2, 0}, {3, 0}}, true));
  CHECK(s.ties == 4);
  CHECK(s.mean_degree == 1);
  CHECK(s.degree_histogram == std::vector<std::uint64_t>{0, 4});
  CHECK(s.audience_histogram == std::vector<std::uint64_t>{2, 1, 0, 1});
  CHECK(*s.reciprocity == 0.5);
  CHECK(s.components == 1);
  CHECK(s.triangles == 0);
}

TEST_CASE("triangles and triples agree with looking at every triple of agents", "[network]") {
  for (std::uint32_t number = 0; number < 8; ++number) {
    const Network n = random_network(40, 160, number % 2 == 1, number % 4 > 1, number);
    const auto [triangles, triples] = naive_triangles(n);
    const Statistics s = statistics(n);
    CHECK(s.triangles == triangles);
    CHECK(s.triples == triples);
    CHECK(triangles > 0);
  }
}

TEST_CASE("Zachary's karate club has its published statistics", "[network]") {
  const auto club = testing::karate_club();
  if (!club) return;
  const Statistics s = statistics(*club);
  CHECK(s.agents == 34);
  CHECK(s.ties == 78);
  CHECK(s.components == 1);
  CHECK(s.max_degree == 17);
  CHECK(s.triangles == 45);
  CHECK(*s.transitivity == Approx(0.2556818181818182).epsilon(1e-12));
  CHECK(s.mean_local_clustering == Approx(0.5706384782076823).epsilon(1e-12));
  CHECK(*s.degree_assortativity == Approx(-0.47561309768461413).epsilon(1e-12));
  CHECK(s.communities == 2);
  CHECK(s.smallest_community == 17);
  CHECK(*s.modularity == Approx(0.3582347140039448).epsilon(1e-12));
  CHECK(*s.mixing == Approx(11.0 / 78));
}

#ifdef SHOAL_WITH_IGRAPH
namespace {

/// igraph's view of the same network.
class Igraph {
 public:
  explicit Igraph(const Network& n) {
    igraph_vector_int_t ends;
    igraph_vector_int_init(&ends, 0);
    for (AgentIndex i = 0; i < n.agents; ++i)
      for (const AgentIndex j : n.row(i))
        if (n.directed || i <= j) {
          igraph_vector_int_push_back(&ends, i);
          igraph_vector_int_push_back(&ends, j);
        }
    igraph_create(&graph_, &ends, n.agents, n.directed);
    igraph_vector_int_destroy(&ends);
    igraph_vector_int_init(&membership_, 0);
    for (const std::uint32_t c : n.community) igraph_vector_int_push_back(&membership_, c);
  }
  ~Igraph() {
    igraph_destroy(&graph_);
    igraph_vector_int_destroy(&membership_);
  }
  Igraph(const Igraph&) = delete;
  Igraph& operator=(const Igraph&) = delete;

  double modularity() const {
    igraph_real_t q = 0;
    igraph_modularity(&graph_, &membership_, nullptr, 1, true, &q);
    return q;
  }
  double transitivity() const {
    igraph_real_t c = 0;
    igraph_transitivity_undirected(&graph_, &c, IGRAPH_TRANSITIVITY_NAN);
    return c;
  }
  double mean_local_clustering() const {
    igraph_real_t c = 0;
    igraph_transitivity_avglocal_undirected(&graph_, &c, IGRAPH_TRANSITIVITY_ZERO);
    return c;
  }
  double assortativity() const {
    igraph_real_t r = 0;
    igraph_assortativity_degree(&graph_, &r, true);
    return r;
  }
  double reciprocity() const {
    igraph_real_t r = 0;
    igraph_reciprocity(&graph_, &r, true, IGRAPH_RECIPROCITY_DEFAULT);
    return r;
  }
  std::pair<std::uint64_t, AgentIndex> components() const {
    igraph_vector_int_t sizes;
    igraph_vector_int_init(&sizes, 0);
    igraph_integer_t count = 0;
    igraph_connected_components(&graph_, nullptr, &sizes, &count, IGRAPH_WEAK);
    const auto giant = static_cast<AgentIndex>(igraph_vector_int_max(&sizes));
    igraph_vector_int_destroy(&sizes);
    return {static_cast<std::uint64_t>(count), giant};
  }

 private:
  igraph_t graph_;
  igraph_vector_int_t membership_;
};

void compare(const Network& n, bool loops) {
  const Statistics s = statistics(n);
  const Igraph oracle(n);
  CHECK(std::pair(s.components, s.giant) == oracle.components());
  CHECK(*s.degree_assortativity == Approx(oracle.assortativity()).margin(1e-12));
  CHECK(*s.modularity == Approx(oracle.modularity()).margin(1e-12));
  if (n.directed) CHECK(*s.reciprocity == Approx(oracle.reciprocity()).margin(1e-12));
  if (loops) return;  // igraph wants simple graphs for what follows
  CHECK(*s.transitivity == Approx(oracle.transitivity()).margin(1e-12));
  CHECK(s.mean_local_clustering == Approx(oracle.mean_local_clustering()).margin(1e-12));
}

}  // namespace

TEST_CASE("statistics agree with igraph on random networks, directed or not, with loops or not",
          "[network]") {
  std::uint32_t number = 100;
  for (const bool directed : {false, true})
    for (const bool loops : {false, true})
      for (const std::size_t ties : {150u, 2000u}) {
        CAPTURE(directed, loops, ties);
        compare(random_network(300, ties, directed, loops, number++), loops);
      }
}

TEST_CASE("statistics agree with igraph on every generator", "[network]") {
  for (const Generator g :
       {Generator::erdos_renyi, Generator::small_world, Generator::scale_free, Generator::planted_partition,
        Generator::lfr, Generator::core_periphery, Generator::star, Generator::tiered}) {
    CAPTURE(config::name_of(g));
    compare(testing::sound(testing::with_generator(g), 1500, 4), false);
  }
}

TEST_CASE("statistics of the karate club agree with igraph", "[network]") {
  if (const auto club = testing::karate_club()) compare(*club, false);
}
#endif
