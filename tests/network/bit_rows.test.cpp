#include "network/bit_rows.hpp"

#include <catch2/catch.hpp>

#include "network/build.hpp"
#include "scenario/scenario.hpp"

namespace bit_rows_test {

using namespace shoal;

Network built(const std::string& yaml) {
  const Scenario s = parse_scenario(yaml, "test", ".");
  return network::build(s.network, static_cast<AgentIndex>(s.population.agents), s.network_seed());
}

/// The ties of a network as bits and list together say them, in order.
std::vector<AgentIndex> read_back(const Network& network, const BitRows& rows, AgentIndex i,
                                  AgentIndex block) {
  const std::size_t c = network.community[i], width = rows.width[c];
  const AgentIndex home = network.community_offsets[c], size = network.community_offsets[c + 1] - home;
  std::vector<AgentIndex> observed;
  for (std::size_t q = 0; q < 64 * width; ++q)
    if (rows.words[rows.first[c] + q / 64 * size + (i - home)] >> (q % 64) & 1)
      observed.push_back(home + static_cast<AgentIndex>(q));
  std::size_t e = rows.block_offsets[i / block];
  for (AgentIndex before = i / block * block; before < i; ++before) e += rows.leaving[before];
  for (std::size_t n = 0; n < rows.leaving[i]; ++n) observed.push_back(rows.observed[e + n]);
  std::sort(observed.begin(), observed.end());
  return observed;
}

TEST_CASE("bit rows and the list beside them hold exactly the ties of dense communities", "[network]") {
  const std::string communities = R"(
network: {generator: planted_partition, planted_partition: {communities: 7, mean_degree: 16, mixing: 0.1}}
population: {agents: 1000}
market: {products: [{name: a}]}
)";
  const std::string all_tied = R"(
network: {generator: complete}
population: {agents: 130}
market: {products: [{name: a}]}
)";
  for (const std::string& yaml : {communities, all_tied}) {
    const Network network = built(yaml);
    const BitRows rows = make_bit_rows(network, 64);
    REQUIRE(!rows.empty());
    for (AgentIndex i = 0; i < network.agents; ++i) {
      REQUIRE(rows.width[network.community[i]] > 0);
      const auto row = network.row(i);
      REQUIRE(read_back(network, rows, i, 64) == std::vector<AgentIndex>(row.begin(), row.end()));
    }
  }
}

TEST_CASE("bit rows are left out where a list is smaller, and where ties have weights", "[network]") {
  const std::string sparse = R"(
network: {generator: erdos_renyi, erdos_renyi: {mean_degree: 8}}
population: {agents: 2000}
market: {products: [{name: a}]}
)";
  CHECK(make_bit_rows(built(sparse), 1024).empty());
  const std::string weighted = R"(
network: {generator: complete, weights: {uniform: [0.1, 1]}}
population: {agents: 50}
market: {products: [{name: a}]}
)";
  CHECK(make_bit_rows(built(weighted), 1024).empty());
}

// Two communities with all ties inside; agent 0 has `leaving` ties into the second.
Network with_ties_that_leave(AgentIndex leaving) {
  Network network;
  network.agents = 400;
  network.directed = true;
  network.community_offsets = {0, 100, 400};
  network.offsets = {0};
  for (AgentIndex i = 0; i < network.agents; ++i) {
    const AgentIndex first = i < 100 ? 0 : 100, last = i < 100 ? 100 : 400;
    network.community.push_back(i < 100 ? 0 : 1);
    for (AgentIndex j = first; j < last; ++j)
      if (j != i) network.neighbours.push_back(j);
    for (AgentIndex n = 0; i == 0 && n < leaving; ++n) network.neighbours.push_back(100 + n);
    network.offsets.push_back(static_cast<TieIndex>(network.neighbours.size()));
  }
  return network;
}

TEST_CASE("bit rows are left out for a community of which an agent has too many ties that leave",
          "[network]") {
  CHECK(make_bit_rows(with_ties_that_leave(255), 1024).width == std::vector<std::uint8_t>{2, 5});
  CHECK(make_bit_rows(with_ties_that_leave(256), 1024).width == std::vector<std::uint8_t>{0, 5});
}

}  // namespace bit_rows_test
