#pragma once
// Numbers that describe a network (Newman 2010, chapters 6-8). A function of the network alone: counts are
// whole numbers, sums run in a fixed order.

#include <cstdint>
#include <optional>
#include <vector>

#include "network/network.hpp"

namespace shoal::network {

struct Statistics {
  AgentIndex agents = 0;
  bool directed = false;
  std::uint64_t ties = 0;   ///< an undirected tie counts once
  std::uint64_t loops = 0;  ///< ties of an agent with itself, among `ties`

  double mean_degree = 0;                         ///< observed agents per agent
  TieIndex min_degree = 0, max_degree = 0;        ///< of observed agents
  std::vector<std::uint64_t> degree_histogram;    ///< [k] agents that observe k agents
  std::vector<std::uint64_t> audience_histogram;  ///< [k] agents observed by k agents; empty if undirected

  std::uint64_t components = 0;  ///< connected whatever the direction of ties
  AgentIndex giant = 0;          ///< agents of the largest component
  double giant_share = 0;

  // Clustering: directions and loops are ignored.
  std::uint64_t triangles = 0;
  std::uint64_t triples = 0;           ///< paths of two ties, by their middle
  std::optional<double> transitivity;  ///< 3 triangles / triples; nothing without triples
  double mean_local_clustering = 0;  ///< Watts & Strogatz 1998; agents with fewer than two neighbours count 0

  /// Correlation of degrees over ties (Newman 2002; directed: of the observer's observed and the observed's
  /// audience); nothing where degrees do not vary.
  std::optional<double> degree_assortativity;

  std::size_t communities = 0;
  AgentIndex smallest_community = 0, largest_community = 0;
  std::optional<double> modularity;   ///< of the network's communities, unweighted (directed: Leicht & Newman
                                      ///< 2008); nothing without ties
  std::optional<double> mixing;       ///< share of ties between communities; nothing without ties
  std::optional<double> reciprocity;  ///< directed: share of ties that are returned, loops apart
};

/// Time and memory linear in ties, but for triangles: at most ties^1.5.
Statistics statistics(const Network& network);

}  // namespace shoal::network
