// What a network takes, before it exists. Follows build and assemble step by step; tests compare it with the
// truth.

#include <algorithm>
#include <filesystem>

#include "network/blocks.hpp"
#include "network/build.hpp"
#include "network/feasible.hpp"

namespace shoal::network {
namespace {

struct Size {
  double agents = 0, ties = 0, stored = 0;
  double per_tie = 0;    ///< bytes of weight and layer
  double per_agent = 0;  ///< bytes of roles and labels
  double scratch = 0;    ///< while ties are made, besides the ties
};

MemoryEstimate estimate(const Size& n) {
  const double draft = static_cast<double>(room_for(n.ties)) * sizeof(Tie) + n.ties * n.per_tie;
  const double rows = n.stored * (sizeof(AgentIndex) + n.per_tie);
  const double column = n.agents * sizeof(AgentIndex);
  const double known = 2 * column + n.agents * n.per_agent;  // community, agent_of; roles, labels
  MemoryEstimate m;
  m.agents = n.agents;
  m.held_bytes = rows + column + known;
  m.peak_bytes = std::max({draft + known + n.scratch,           // making ties
                           draft + known + 2 * column + rows,   // scattering them: offsets, cursors
                           known + 3 * column + rows + rows});  // transposing
  return m;
}

/// Bytes of a typical line "123456 123456\n", and of the same after gzip.
constexpr double line_bytes = 12, packed_line_bytes = 3;
constexpr double label_bytes = sizeof(std::string);

}  // namespace

MemoryEstimate estimate_memory(const NetworkParams& params, AgentIndex agents) {
  Size n;
  const auto constant_one = [](const Distribution& d) { return d.constant() && d.a == 1; };
  bool weighted = !constant_one(params.weights);
  for (const auto& layer : params.layers) weighted |= !constant_one(layer.weights);
  n.per_tie = (weighted ? sizeof(float) : 0) + (params.layers.size() > 1 ? 1 : 0);
  if (!params.file.empty()) {
    // A file is counted by its length, as if every line were a tie; agents unknown are taken as one for two
    // ties.
    std::error_code none;
    const auto bytes = std::filesystem::file_size(params.file.resolved, none);
    const bool packed = params.file.resolved.extension() == ".gz";
    n.ties = none ? 0 : static_cast<double>(bytes) / (packed ? packed_line_bytes : line_bytes);
    n.stored = params.directed ? n.ties : 2 * n.ties;
    n.agents = agents > 0 ? agents : n.ties / 2;
    n.per_agent = label_bytes;
    n.scratch = 2 * n.ties * sizeof(Tie) + n.agents * 64;  // growing vectors, the table of names
    return estimate(n);
  }
  const Generator g = chosen_generator(params);
  const auto& generator = generator_entry(g);
  n.agents = agents;
  n.ties = generator.expected_ties(params, agents);
  n.stored = g == Generator::ring_lattice && params.ring_lattice.one_sided ? n.ties : 2 * n.ties;
  n.per_agent = generator.has_roles ? sizeof(Role) : 0;
  n.scratch = generator.scratch_bytes ? generator.scratch_bytes(params, agents) : 0;
  return estimate(n);
}

}  // namespace shoal::network
