#include "network/generator.hpp"

#include <array>

namespace shoal::network {

const GeneratorEntry& generator_entry(Generator g) {
  static constexpr std::array table = {
      // in the order of Generator, without `automatic`
      &complete_generator,         &ring_lattice_generator, &erdos_renyi_generator,
      &small_world_generator,      &scale_free_generator,   &planted_partition_generator,
      &stochastic_block_generator, &lfr_generator,          &star_generator,
      &core_periphery_generator,   &tiered_generator,
  };
  static_assert(table.size() + 1 == config::EnumNames<Generator>::names.size());
  return *table.at(static_cast<std::size_t>(g) - 1);
}

}  // namespace shoal::network
