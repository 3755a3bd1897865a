#include "network/feasible.hpp"

#include <fmt/format.h>

namespace shoal::network {

Misfits misfits(const NetworkParams& params, std::int64_t agents) {
  Misfits out;
  if (!params.file.empty()) return out;
  const Generator g = chosen_generator(params);
  const auto& generator = generator_entry(g);
  if (agents < 1) {
    out.push_back({"population.agents", fmt::format("found {}; generator '{}' needs at least 1 agent", agents,
                                                    config::name_of(g))});
    return out;
  }
  generator.check(params, agents, out);
  if (!out.empty()) return out;
  const double ties = generator.expected_ties(params, static_cast<double>(agents));
  const double stored = ties * (g == Generator::ring_lattice && params.ring_lattice.one_sided ? 1 : 2);
  if (stored > most_stored_ties)
    out.push_back(
        {"generator", fmt::format("'{}' of {} agents would store {:.3g} ties (an undirected one counts "
                                  "twice); at most {} are possible",
                                  config::name_of(g), agents, stored, most_stored_ties)});
  return out;
}

std::string full_key(const Misfit& misfit) {
  return misfit.key.starts_with("population.") ? misfit.key : "network." + misfit.key;
}

}  // namespace shoal::network
