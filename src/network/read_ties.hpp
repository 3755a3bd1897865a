#pragma once
// What every reader of network files has in common: ties as the file lists them, and the rules that make a
// Draft of them (self-loops, duplicates, the scale of weights, the numbering of agents).

#include "network/agent_ids.hpp"
#include "network/build.hpp"
#include "network/data_problems.hpp"

namespace shoal::network {

/// A tie as read; agents by their entry in AgentIds.
struct ReadTie {
  AgentIndex observer;
  AgentIndex observed;
  float weight;
  std::uint32_t row;  ///< position among the ties of the file
};

/// The line of each row, kept as the places where the distance between the two changes.
class RowLines {
 public:
  void add(std::uint32_t row, std::uint64_t line);
  std::uint64_t line(std::uint32_t row) const;  ///< 0: not known

 private:
  struct Step {
    std::uint32_t row;
    std::uint64_t line;
  };
  std::vector<Step> steps_;
};

struct ReadTies {
  AgentIds ids;
  std::vector<ReadTie> ties;
  RowLines lines;
  bool directed = false;
  bool weighted = false;
  std::uint64_t dropped_loops = 0;
  std::uint64_t bytes = 0;  ///< of the lines that were read
  bool whole = true;        ///< the file was read to its end
};

/// Adds a tie, or treats a self-loop by the policy.
void add_tie(ReadTies& read, const ReadTie& tie, std::uint64_t line, LoopPolicy self_loops,
             DataProblems& problems);

/// Ties numbered, unique and in ascending order; an undirected tie from the smaller to the larger number.
/// Weights greater than 1 make all weights be divided by the largest. Notes tell what was changed.
/// @throws config::InvalidInput: what `problems` has, and duplicates where the policy forbids them
Draft draft_of(ReadTies read, DuplicatePolicy duplicates, DataProblems& problems);

}  // namespace shoal::network
