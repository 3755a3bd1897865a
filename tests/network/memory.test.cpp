// The estimate before a run against what the process really used at its peak.

#include <malloc.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "network/bit_rows.hpp"
#include "network/networks.support.hpp"
#include "network/position_rows.hpp"
#include "output/temporary.support.hpp"

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

double bytes(const auto& vector) { return static_cast<double>(vector.capacity() * sizeof(vector[0])); }

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

TEST_CASE("the memory of communities as bits and as positions is within a fifth of what they take",
          "[network]") {
  const auto with = [](Generator g, auto change) {
    NetworkParams params = testing::with_generator(g);
    change(params);
    return params;
  };
  using P = NetworkParams;
  const std::vector<std::pair<P, AgentIndex>> cases = {
      {with(Generator::planted_partition,
            [](P& p) {
              p.planted_partition = {{134}, config::NonNegative{16}, config::Probability{0.1}};
            }),
       20'000},
      {with(Generator::planted_partition,
            [](P& p) {
              p.planted_partition = {{10}, config::NonNegative{16}, config::Probability{0.1}};
            }),
       20'000},  // communities too large for bits
      {with(Generator::planted_partition,
            [](P& p) {
              p.planted_partition = {{1'176}, config::NonNegative{6}, config::Probability{0.1}};
            }),
       20'000},  // of seventeen
      {with(Generator::stochastic_block,
            [](P& p) {
              p.stochastic_block.shares = {{1.0}, {3.0}, {16.0}};
              p.stochastic_block.mean_degrees = {
                  {{30.0}, {6.0}, {0.0}}, {{2.0}, {70.0}, {4.0}}, {{0.0}, {0.75}, {8.0}}};
            }),
       4'000},
      {with(Generator::complete, [](P&) {}), 700},
      {with(Generator::erdos_renyi, [](P& p) { p.erdos_renyi.mean_degree = 100; }), 1'500},
      {with(Generator::ring_lattice, [](P& p) { p.ring_lattice.neighbours = 30; }), 900},
  };
  int dense = 0, small = 0;
  for (const auto& [params, agents] : cases) {
    CAPTURE(config::name_of(params.generator), agents);
    const Network network = network::build(params, agents, 3);
    const BitRows rows = make_bit_rows(network, 1024);
    const PositionRows positions = make_position_rows(network, 1024, 8);
    dense += !rows.empty();
    small += !positions.empty();
    const network::MemoryEstimate estimate = network::estimate_memory(params, agents);
    CHECK(estimate.bit_row_bytes == Approx(static_cast<double>(rows.bytes())).epsilon(0.2));
    if (!positions.empty())
      CHECK(estimate.position_row_bytes == Approx(static_cast<double>(positions.bytes())).epsilon(0.2));
    P weighted = params;
    weighted.weights = Distribution(0.5, smallest_weight, 1);
    CHECK(network::estimate_memory(weighted, agents).bit_row_bytes == 0);
    CHECK(network::estimate_memory(weighted, agents).position_row_bytes == 0);
  }
  CHECK(dense == 6);
  CHECK(small == 2);
  // Communities of many sizes: the most that it can be.
  const P lfr = testing::with_generator(Generator::lfr);
  const BitRows rows = make_bit_rows(network::build(lfr, 5'000, 3), 1024);
  CHECK(rows.bytes() > 100'000);
  CHECK(network::estimate_memory(lfr, 5'000).bit_row_bytes > static_cast<double>(rows.bytes()));
}

namespace {

/// Ties of `agents` agents, `degree` each, in a file; names by `name`.
template <class Name>
void write_ring(const std::filesystem::path& path, AgentIndex agents, unsigned degree, Name name) {
  std::ofstream file(path);
  for (AgentIndex i = 0; i < agents; ++i)
    for (unsigned k = 1; k <= degree / 2; ++k) file << name(i) << ' ' << name((i + k * 37) % agents) << '\n';
}

}  // namespace

TEST_CASE("the memory of a network file is within a fifth of what it holds, with few ties too",
          "[network][slow]") {
  const auto plain = [](AgentIndex i) { return std::to_string(i); };
  const auto named = [](AgentIndex i) { return "member_number_" + std::to_string(i); };
  NetworkParams params;
  params.communities = CommunitySource::none;
  params.file = {"nets.txt", std::filesystem::temp_directory_path() /
                                 ("shoal_memory_ring_" + std::to_string(::getpid()) + ".txt")};
  for (const unsigned degree : {2u, 16u})
    for (const bool names : {false, true}) {
      CAPTURE(degree, names);
      const AgentIndex agents = 400'000 / degree;
      if (names)
        write_ring(params.file.resolved, agents, degree, named);
      else
        write_ring(params.file.resolved, agents, degree, plain);
      const auto estimate = network::estimate_memory(params, 0);
      CHECK(estimate.agents == agents);
      const Network n = network::build(params, 0, 3);
      double labels = bytes(n.labels);
      for (const std::string& label : n.labels) labels += label.size() > 15 ? label.capacity() + 1.0 : 0;
      CHECK(estimate.held_bytes == Approx(held(n) + labels).epsilon(0.2));
    }
  std::filesystem::remove(params.file.resolved);
}

TEST_CASE("agents of a long file are not fewer than were thought after its beginning", "[network]") {
  const TemporaryDirectory work;
  const auto plain = [](AgentIndex i) { return std::to_string(i); };
  NetworkParams params;
  params.file = {"long.txt", work.path() / "long.txt"};
  write_ring(params.file.resolved, 900'000, 2, plain);  // 12 MB, of which 8 MiB are read
  CHECK(network::estimate_memory(params, 0).agents >= 900'000);
  CHECK(network::estimate_memory(params, 0).agents <= 1.2 * 900'000);
  CHECK(network::estimate_memory(params, 900'000).agents == 900'000);
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
