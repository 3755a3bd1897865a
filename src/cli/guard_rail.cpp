#include "cli/guard_rail.hpp"

#include <fmt/format.h>

#include "cli/memory.hpp"
#include "config/source.hpp"
#include "engine/simulation.hpp"
#include "network/bit_rows.hpp"
#include "network/build.hpp"
#include "network/position_rows.hpp"
#include "population/columns.hpp"

namespace shoal::cli {
namespace {

/// Threads add little; the estimate takes a number that no machine of today exceeds much.
constexpr unsigned assumed_threads = 64;

void require(double needed, const std::string& file, const char* key, const std::string& what) {
  const MemoryLimit limit = available_memory();
  if (needed <= limit.bytes) return;
  config::Origin place;
  place.file = std::make_shared<const std::string>(file);
  throw config::InvalidInput(
      {{place, key,
        fmt::format("{} needs about {} of memory, but {} allows {}; take fewer agents or "
                    "ties, or --force to try all the same",
                    what, bytes_text(needed), limit.of, bytes_text(limit.bytes))}});
}

}  // namespace

void require_memory(const Scenario& scenario, const std::string& file) {
  const auto agents = static_cast<AgentIndex>(scenario.population.agents);
  const network::MemoryEstimate network = network::estimate_memory(scenario.network, agents);
  const double state = agents > 0 ? estimate_state_bytes(scenario, network, assumed_threads) : 0;
  // The network's peak is over before the state is allocated.
  require(std::max(network.peak_bytes, network.held_bytes + state), file, "population.agents",
          fmt::format("this scenario (network {}, while it is built {}; state {})",
                      bytes_text(network.held_bytes), bytes_text(network.peak_bytes),
                      state > 0 ? bytes_text(state) : "unknown"));
}

void require_memory(const Scenario& scenario, const std::string& file, const Network& network) {
  network::MemoryEstimate known;
  if (scenario.network.file.empty()) {
    known = network::estimate_memory(scenario.network, network.agents);
  } else {  // of which communities are dense only the ties themselves tell
    known.bit_row_bytes = static_cast<double>(make_bit_rows(network, block_size).bytes());
    known.position_row_bytes = static_cast<double>(make_position_rows(network, block_size, 8).bytes());
  }
  known.agents = network.agents;
  require(estimate_state_bytes(scenario, known, assumed_threads), file, "population.agents",
          "the state of this scenario");
}

void require_memory(const NetworkParams& params, AgentIndex agents, const std::string& file) {
  require(network::estimate_memory(params, agents).peak_bytes, file, "network",
          "this network, while it is built,");
}

}  // namespace shoal::cli
