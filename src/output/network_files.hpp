#pragma once
// A network as files that Shoal and other programs read: an edge list and a community file.

#include <filesystem>
#include <string>
#include <vector>

#include "network/network.hpp"

namespace shoal::output {

/// Where the communities of an edge list go: "ties.txt.gz" -> "ties.communities.txt".
std::filesystem::path communities_path(const std::filesystem::path& edge_list);

/// Writes the ties to `path` (compressed if it ends in .gz) and the communities beside it; both get their
/// names when they are complete. Names, numbering and weights read back the same; layers and roles have no
/// place in these files. `title` is the first comment. Returns the paths.
/// @throws Failure, also if one of the files exists and `force` is not set
std::vector<std::filesystem::path> write_network(const Network& network, const std::filesystem::path& path,
                                                 const std::string& title, bool force);

}  // namespace shoal::output
