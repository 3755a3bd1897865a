#pragma once
// Networks that come from files, and communities that come from nowhere but the ties.

#include <cstdint>
#include <vector>

#include "network/build.hpp"

namespace shoal::network {

/// Reads `params.file` (and `params.communities_file`, if given) by `params.format`: ties unique, numbered
/// from 0 in the order in which agents first appear, names in `labels`. Policies on self-loops and duplicates
/// are applied; `community` stays empty where no file tells it.
/// @throws config::InvalidInput: everything wrong with the files, with file and line
Draft read_file(const NetworkParams& params);

/// Communities by Leiden's algorithm on modularity (Traag, Waltman & van Eck 2019) where igraph is built in,
/// else by a method of our own; by agent, numbered from 0 without gaps. A function of its arguments alone.
std::vector<std::uint32_t> detect_communities(const Draft& draft, std::uint64_t seed);

/// Whether GraphML, GML, Pajek and Leiden are built in.
bool has_igraph();

}  // namespace shoal::network
