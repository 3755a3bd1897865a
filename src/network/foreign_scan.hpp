#pragma once
// A first look at GraphML, GML and Pajek files for what igraph's readers leave out: the line of each tie, and
// the faults and features that they pass over in silence (ties to undeclared nodes, ties directed otherwise
// than the graph, arcs mixed with edges).

#include <cstdint>
#include <string_view>
#include <vector>

#include "network/data_problems.hpp"

namespace shoal::network {

/// The line of each tie, in the order of the file.
using TieLines = std::vector<std::uint64_t>;

TieLines scan_graphml(std::string_view text, DataProblems& problems);
TieLines scan_gml(std::string_view text);
TieLines scan_pajek(std::string_view text, DataProblems& problems);

}  // namespace shoal::network
