#pragma once
// The one place that touches igraph (GPL-2 or later). igraph is loaded when it is first needed: it and the
// libraries it needs add 3 to 4 ms to the start of a process, and a run on an edge list needs none of them.
// All calls are serialised, for igraph keeps global state.

#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "network/build.hpp"
#include "network/data_problems.hpp"

namespace shoal::network {

/// Empty if igraph can be used, else why not and what to do.
std::string why_no_igraph();

/// A graph as igraph reads it.
struct ForeignGraph {
  static constexpr double missing = std::numeric_limits<double>::quiet_NaN();

  std::uint64_t vertices = 0;
  bool directed = false;
  std::vector<std::uint64_t> edges;  ///< source, target, source, target ..., in the order of the file
  struct VertexAttribute {
    std::string name;
    std::vector<std::string> values;  ///< by vertex; empty text: none
  };
  std::vector<VertexAttribute> vertex_attributes;
  struct EdgeAttribute {
    std::string name;
    bool numeric = false;
    std::vector<double> values;  ///< by edge, if numeric; NaN: none
  };
  std::vector<EdgeAttribute> edge_attributes;
  std::vector<std::string> warnings;  ///< igraph's, each once
};

/// Reads the text of a GraphML, GML or Pajek file. What igraph finds wrong goes to `problems`, with the line
/// where igraph tells it.
ForeignGraph read_with_igraph(FileFormat format, std::string_view text, DataProblems& problems);

/// Communities of largest modularity by Leiden's algorithm (Traag, Waltman & van Eck 2019), iterated until it
/// finds nothing better; by agent. Directed ties count as undirected ones, mutual ties twice.
std::vector<std::uint32_t> leiden(const Draft& draft, std::uint64_t seed);

}  // namespace shoal::network
