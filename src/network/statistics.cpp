#include "network/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "network/tie_count.hpp"

namespace shoal::network {
namespace {

/// Neighbours of every agent, whatever the direction, without loops; ascending.
struct Adjacency {
  std::vector<TieIndex> offsets;
  std::vector<AgentIndex> others;
  AgentIndex degree(AgentIndex i) const { return offsets[i + std::size_t{1}] - offsets[i]; }
};

std::vector<TieIndex> audience_of(const Network& n) {
  std::vector<TieIndex> audience(n.agents, 0);
  for (const AgentIndex j : n.neighbours) ++audience[j];
  return audience;
}

/// Row i of the transpose: who observes i; ascending.
Adjacency observers(const Network& n) {
  Adjacency a;
  a.offsets.assign(n.agents + std::size_t{1}, 0);
  for (const AgentIndex j : n.neighbours) ++a.offsets[j + std::size_t{1}];
  std::partial_sum(a.offsets.begin(), a.offsets.end(), a.offsets.begin());
  std::vector<TieIndex> next(a.offsets.begin(), a.offsets.end() - 1);
  a.others.resize(n.ties());
  for (AgentIndex i = 0; i < n.agents; ++i)
    for (const AgentIndex j : n.row(i)) a.others[next[j]++] = i;
  return a;
}

Adjacency either_direction(const Network& n) {
  Adjacency back;
  if (n.directed) back = observers(n);
  Adjacency a;
  a.offsets.reserve(n.agents + std::size_t{1});
  a.offsets.push_back(0);
  a.others.reserve(n.ties());
  std::vector<AgentIndex> row;
  for (AgentIndex i = 0; i < n.agents; ++i) {
    const auto out = n.row(i);
    row.assign(out.begin(), out.end());
    if (n.directed) {
      const auto middle = static_cast<std::ptrdiff_t>(row.size());
      row.insert(row.end(), back.others.begin() + back.offsets[i],
                 back.others.begin() + back.offsets[i + std::size_t{1}]);
      std::inplace_merge(row.begin(), row.begin() + middle, row.end());
    }
    row.erase(std::unique(row.begin(), row.end()), row.end());
    for (const AgentIndex j : row)
      if (j != i) a.others.push_back(j);
    a.offsets.push_back(static_cast<TieIndex>(a.others.size()));
  }
  return a;
}

void count_degrees(const Network& n, Statistics& s) {
  s.min_degree = n.agents > 0 ? n.degree(0) : 0;
  for (AgentIndex i = 0; i < n.agents; ++i) {
    s.min_degree = std::min(s.min_degree, n.degree(i));
    s.max_degree = std::max(s.max_degree, n.degree(i));
  }
  s.loops = loop_count(n);
  s.degree_histogram.assign(s.max_degree + std::size_t{1}, 0);
  for (AgentIndex i = 0; i < n.agents; ++i) ++s.degree_histogram[n.degree(i)];
  s.ties = tie_count(n, s.loops);
  s.mean_degree = n.agents > 0 ? static_cast<double>(n.ties()) / n.agents : 0;
  if (!n.directed) return;
  const std::vector<TieIndex> audience = audience_of(n);
  s.audience_histogram.assign(
      audience.empty() ? 1 : *std::max_element(audience.begin(), audience.end()) + std::size_t{1}, 0);
  for (const TieIndex k : audience) ++s.audience_histogram[k];
}

void find_components(const Network& n, Statistics& s) {
  std::vector<AgentIndex> parent(n.agents);
  std::iota(parent.begin(), parent.end(), AgentIndex{0});
  const auto root = [&](AgentIndex i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (AgentIndex i = 0; i < n.agents; ++i)
    for (const AgentIndex j : n.row(i)) {
      const AgentIndex a = root(i), b = root(j);
      if (a != b) parent[std::max(a, b)] = std::min(a, b);
    }
  std::vector<AgentIndex> size(n.agents, 0);
  for (AgentIndex i = 0; i < n.agents; ++i) ++size[root(i)];
  for (const AgentIndex count : size) {
    s.components += count > 0;
    s.giant = std::max(s.giant, count);
  }
  s.giant_share = n.agents > 0 ? static_cast<double>(s.giant) / n.agents : 0;
}

/// Triangles at every agent. Every tie points to the end of larger degree (ties by number); a triangle is
/// found once, from its lowest agent, in time ties^1.5 at most (Chiba & Nishizeki 1985; Schank & Wagner
/// 2005).
std::vector<std::uint64_t> triangles_at(const Adjacency& a) {
  const auto agents = static_cast<AgentIndex>(a.offsets.size() - 1);
  const auto below = [&](AgentIndex i, AgentIndex j) {
    return a.degree(i) != a.degree(j) ? a.degree(i) < a.degree(j) : i < j;
  };
  Adjacency up;
  up.offsets.reserve(a.offsets.size());
  up.offsets.push_back(0);
  up.others.reserve(a.others.size() / 2);
  for (AgentIndex i = 0; i < agents; ++i) {
    for (TieIndex k = a.offsets[i]; k < a.offsets[i + std::size_t{1}]; ++k)
      if (below(i, a.others[k])) up.others.push_back(a.others[k]);
    up.offsets.push_back(static_cast<TieIndex>(up.others.size()));
  }
  std::vector<std::uint64_t> triangles(agents, 0);
  std::vector<AgentIndex> marked_by(agents, 0);  // i + 1 where the agent is above i
  const auto each_above = [&](AgentIndex i, auto visit) {
    for (TieIndex k = up.offsets[i]; k < up.offsets[i + std::size_t{1}]; ++k) visit(up.others[k]);
  };
  for (AgentIndex i = 0; i < agents; ++i) {
    each_above(i, [&](AgentIndex j) { marked_by[j] = i + 1; });
    each_above(i, [&](AgentIndex j) {
      each_above(j, [&](AgentIndex k) {
        if (marked_by[k] != i + 1) return;
        ++triangles[i];
        ++triangles[j];
        ++triangles[k];
      });
    });
  }
  return triangles;
}

void count_triangles(const Network& n, Statistics& s) {
  const Adjacency a = either_direction(n);
  const std::vector<std::uint64_t> triangles = triangles_at(a);
  std::uint64_t corners = 0;
  double local = 0;
  for (AgentIndex i = 0; i < n.agents; ++i) {
    const std::uint64_t k = a.degree(i), pairs = k * (k > 0 ? k - 1 : 0) / 2;
    corners += triangles[i];
    s.triples += pairs;
    if (pairs > 0) local += static_cast<double>(triangles[i]) / static_cast<double>(pairs);
  }
  s.triangles = corners / 3;
  if (s.triples > 0) s.transitivity = static_cast<double>(corners) / static_cast<double>(s.triples);
  s.mean_local_clustering = n.agents > 0 ? local / n.agents : 0;
}

/// Pearson's correlation over stored ties of the degrees at both ends. A loop of an undirected network is two
/// ends of its agent's degree, here and in igraph.
void correlate_degrees(const Network& n, Statistics& s) {
  std::vector<TieIndex> to = n.directed ? audience_of(n) : std::vector<TieIndex>(n.agents);
  std::vector<TieIndex> from(n.agents);
  for (AgentIndex i = 0; i < n.agents; ++i) {
    const auto row = n.row(i);
    from[i] = n.degree(i) + (!n.directed && std::binary_search(row.begin(), row.end(), i));
    if (!n.directed) to[i] = from[i];
  }
  const auto each_tie = [&](auto visit) {
    for (AgentIndex i = 0; i < n.agents; ++i)
      for (const AgentIndex j : n.row(i))
        for (int ends = !n.directed && i == j ? 2 : 1; ends > 0; --ends)
          visit(static_cast<double>(from[i]), static_cast<double>(to[j]));
  };
  double count = 0, sum_x = 0, sum_y = 0;
  each_tie([&](double x, double y) { count += 1, sum_x += x, sum_y += y; });
  if (count == 0) return;
  const double mean_x = sum_x / count, mean_y = sum_y / count;
  double xx = 0, yy = 0, xy = 0;
  each_tie([&](double x, double y) {
    xx += (x - mean_x) * (x - mean_x);
    yy += (y - mean_y) * (y - mean_y);
    xy += (x - mean_x) * (y - mean_y);
  });
  if (xx > 0 && yy > 0) s.degree_assortativity = xy / std::sqrt(xx * yy);
}

/// Modularity: share of ties inside communities less its expectation when ends are paired at random.
void measure_communities(const Network& n, Statistics& s) {
  s.communities = n.communities();
  for (std::size_t c = 0; c < s.communities; ++c) {
    const AgentIndex size = n.community_offsets[c + 1] - n.community_offsets[c];
    s.smallest_community = c == 0 ? size : std::min(s.smallest_community, size);
    s.largest_community = std::max(s.largest_community, size);
  }
  if (n.ties() == 0) return;
  std::vector<std::uint64_t> out(s.communities, 0), in(s.communities, 0);
  std::uint64_t inside = 0, ends = 0, across = 0;
  for (AgentIndex i = 0; i < n.agents; ++i)
    for (const AgentIndex j : n.row(i)) {
      const std::uint64_t count = !n.directed && i == j ? 2 : 1;  // an undirected loop is stored once
      ends += count;
      out[n.community[i]] += count;
      in[n.community[j]] += count;
      (n.community[i] == n.community[j] ? inside : across) += count;
    }
  const auto m = static_cast<double>(ends);
  double expected = 0;
  for (std::size_t c = 0; c < s.communities; ++c)
    expected += static_cast<double>(out[c]) / m * (static_cast<double>(in[c]) / m);
  s.modularity = static_cast<double>(inside) / m - expected;
  s.mixing = static_cast<double>(across) / m;
}

void measure_reciprocity(const Network& n, Statistics& s) {
  if (!n.directed || n.ties() == s.loops) return;
  std::uint64_t returned = 0;
  for (AgentIndex i = 0; i < n.agents; ++i)
    for (const AgentIndex j : n.row(i)) {
      const auto row = n.row(j);
      returned += j != i && std::binary_search(row.begin(), row.end(), i);
    }
  s.reciprocity = static_cast<double>(returned) / static_cast<double>(n.ties() - s.loops);
}

}  // namespace

Statistics statistics(const Network& network) {
  Statistics s;
  s.agents = network.agents;
  s.directed = network.directed;
  count_degrees(network, s);
  find_components(network, s);
  count_triangles(network, s);
  correlate_degrees(network, s);
  measure_communities(network, s);
  measure_reciprocity(network, s);
  return s;
}

}  // namespace shoal::network
