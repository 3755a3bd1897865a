#pragma once
// What every generator offers: whether parameters can be met, how many ties to expect, and the ties.
//
// A generator is a function of its parameters, the number of agents and the seed; all of its draws are
// addressed (docs/model.md 6), so rows and blocks could be made in any order. Work is linear in agents and
// ties.

#include <cstdint>
#include <string>
#include <vector>

#include "network/build.hpp"

namespace shoal::network {

/// A parameter that no network can meet. `key` is below `network`, or "population.agents".
struct Misfit {
  std::string key;
  std::string message;
};
using Misfits = std::vector<Misfit>;

struct GeneratorEntry {
  /// Appends what is wrong; `agents` >= 1.
  void (*check)(const NetworkParams& p, std::int64_t agents, Misfits& out);
  /// Expected ties, undirected ones counted once.
  double (*expected_ties)(const NetworkParams& p, double agents);
  /// Only for parameters that pass `check`.
  Draft (*generate)(const NetworkParams& p, AgentIndex agents, std::uint64_t seed);
  /// Bytes needed besides the draft while generating.
  double (*scratch_bytes)(const NetworkParams& p, double agents) = nullptr;
  bool has_roles = false;
  bool draws = true;  ///< ties depend on the seed
};

/// The generator `g`, which is not `automatic`.
const GeneratorEntry& generator_entry(Generator g);

extern const GeneratorEntry complete_generator, ring_lattice_generator, erdos_renyi_generator,
    small_world_generator, scale_free_generator, planted_partition_generator, stochastic_block_generator,
    lfr_generator, star_generator, core_periphery_generator, tiered_generator;

}  // namespace shoal::network
