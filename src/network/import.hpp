#pragma once
// Networks that come from files, and communities that come from nowhere but the ties.

#include <cstdint>
#include <vector>

#include "network/build.hpp"

namespace shoal::network {

/// Reads `params.file` (and `params.communities_file`, if given) by `params.format`: ties unique and
/// ascending, names in `labels` (empty if they are just 0, 1, 2 ...). Agents are numbered by their names, not
/// by the order of lines: numerically if all names are whole numbers, else bytewise. The policies on
/// self-loops and duplicates are applied; weights are brought into (0, 1]; `community` stays empty where no
/// file tells it; `notes` says what was changed.
/// @throws config::InvalidInput: everything wrong with the files, with file and line
Draft read_file(const NetworkParams& params);

/// Communities by Leiden's algorithm on modularity (Traag, Waltman & van Eck 2019); without igraph, or where
/// there are no ties, the connected components. By agent, numbered from 0 without gaps in the order of their
/// first agents. A function of its arguments alone (and of the version of igraph).
std::vector<std::uint32_t> detect_communities(const Draft& draft, std::uint64_t seed);

/// The connected components, whatever the direction of ties; by agent, numbered likewise.
std::vector<std::uint32_t> connected_components(const Draft& draft);

/// Whether GraphML, GML and Pajek can be read and Leiden's algorithm be run: igraph was there when Shoal was
/// built, and it is there now.
bool has_igraph();

}  // namespace shoal::network
