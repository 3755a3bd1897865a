#pragma once
// GraphML, GML and Pajek files, through igraph.
//
// Names of agents: the vertex attribute `name`, else `label`, else `id`, whichever comes first of those that
// every vertex has and no two share; else vertices are numbered (Pajek from 1, others from 0). Weights: the
// edge attribute `weight`. Communities: the vertex attribute `community`, if every vertex has one.

#include "network/params.hpp"
#include "network/read_ties.hpp"

namespace shoal::network {

struct ForeignFile {
  ReadTies ties;
  std::vector<std::string> communities;  ///< names, by entry of ties.ids; empty: none in the file
  std::vector<std::string> notes;
};

/// Reads a file of a known format (not `automatic` or `edge_list`).
ForeignFile read_foreign_file(const std::filesystem::path& file, FileFormat format, LoopPolicy self_loops,
                              DataProblems& problems);

/// The format of a file by the ending of its name (.gz aside), else by how it begins (a pipe: an edge list).
FileFormat format_of(const std::filesystem::path& file);

}  // namespace shoal::network
