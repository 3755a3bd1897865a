#pragma once
// Community files: one row per agent, `agent community`, in the syntax of edge lists (rows.hpp). Both are
// names; every agent of the network has exactly one row.

#include <filesystem>
#include <functional>
#include <string_view>

#include "network/build.hpp"
#include "network/data_problems.hpp"

namespace shoal::network {

/// Fills `community` and `community_names` of a draft whose agents are known. Communities are numbered as
/// agents are: by number if all their names are whole numbers, else by the bytes of their names.
/// Unknown, repeated and missing agents go to `problems`.
void read_community_file(const std::filesystem::path& file, Draft& draft, DataProblems& problems);

/// Writes one row per agent. `title` becomes the first comment.
void write_community_file(const Draft& draft, std::string_view title,
                          const std::function<void(std::string_view)>& write);

/// Gives a draft its communities by name, one per agent.
void set_communities(Draft& draft, const std::vector<std::string>& names);

}  // namespace shoal::network
