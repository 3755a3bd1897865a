// The estimate before a run against what the process really used at its peak.

#include <malloc.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "network/networks.support.hpp"

using namespace shoal;

namespace {

/// A line of /proc/self/status in bytes.
double status(const std::string& key) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with(key + ":")) return std::strtod(line.c_str() + key.size() + 1, nullptr) * 1024;
  return 0;
}

/// Forgets the peak so far; false where the kernel does not allow it.
bool reset_peak() {
  mallopt(M_MMAP_THRESHOLD, 1 << 20);  // large vectors go back to the system when freed, in every case alike
  malloc_trim(0);
  std::ofstream file("/proc/self/clear_refs");
  file << "5" << std::endl;
  return file.good() && status("VmHWM") < status("VmRSS") * 1.05 + 4e6;
}

template <class T>
double bytes(const std::vector<T>& v) {
  return static_cast<double>(v.capacity() * sizeof(T));
}

double held(const Network& n) {
  return bytes(n.offsets) + bytes(n.neighbours) + bytes(n.weights) + bytes(n.layers) + bytes(n.community) +
         bytes(n.community_offsets) + bytes(n.agent_of) + bytes(n.roles);
}

std::vector<NetworkParams> cases() {
  std::vector<NetworkParams> all;
  auto& planted = all.emplace_back(testing::with_generator(Generator::planted_partition));
  planted.planted_partition.communities = 2000;
  planted.planted_partition.mean_degree = 16;
  auto& layered = all.emplace_back(planted);
  layered.weights = Distribution(0.5, smallest_weight, 1);
  layered.layers = {{"online", 1, layered.weights}, {"offline", 2, layered.weights}};
  all.emplace_back(testing::with_generator(Generator::lfr)).lfr.mixing = 0.5;
  all.emplace_back(testing::with_generator(Generator::scale_free)).scale_free.ties_per_agent = 8;
  auto& ring = all.emplace_back(testing::with_generator(Generator::ring_lattice));
  ring.ring_lattice.neighbours = 10;
  ring.ring_lattice.one_sided = true;
  all.emplace_back(testing::with_generator(Generator::star)).star.hubs = 100;
  return all;
}

}  // namespace

TEST_CASE("the memory estimate is within a fifth of what a network holds and of the peak while building it",
          "[network][slow]") {
  constexpr AgentIndex agents = 400'000;
  for (const NetworkParams& params : cases()) {
    CAPTURE(config::name_of(params.generator), params.layers.size());
    const auto estimate = network::estimate_memory(params, agents);
    const bool measurable = reset_peak();
    const double before = status("VmRSS");
    const Network n = network::build(params, agents, 3);
    CHECK(estimate.held_bytes == Approx(held(n)).epsilon(0.05));
    if (!measurable) {
      std::cout << "SKIPPED: the kernel does not let a process reset its peak memory" << std::endl;
      return;
    }
    CHECK(estimate.peak_bytes == Approx(status("VmHWM") - before).epsilon(0.2));
  }
}

TEST_CASE("a million agents with sixteen ties each need far less than a gigabyte", "[network]") {
  NetworkParams params = testing::with_generator(Generator::planted_partition);
  params.planted_partition.mean_degree = 16;
  params.planted_partition.communities = 5000;
  const auto estimate = network::estimate_memory(params, 1'000'000);
  CHECK(estimate.peak_bytes < 200e6);
  CHECK(estimate.held_bytes < 100e6);
}

TEST_CASE("the memory of a network file is guessed from its length", "[network]") {
  NetworkParams params;
  params.file = {"nets.txt", std::filesystem::temp_directory_path() /
                                 ("shoal_memory_test_" + std::to_string(::getpid()) + ".txt")};
  std::ofstream(params.file.resolved) << std::string(1'200'000, '1');
  const auto plain = network::estimate_memory(params, 1000);
  CHECK(plain.held_bytes > 2 * 100'000 * 4);
  CHECK(plain.peak_bytes > plain.held_bytes);
  std::filesystem::remove(params.file.resolved);
  CHECK(network::estimate_memory(params, 1000).held_bytes < plain.held_bytes);
}
