#include "network/position_rows.hpp"

#include <catch2/catch.hpp>

#include "network/build.hpp"
#include "random/philox.hpp"
#include "scenario/scenario.hpp"

namespace position_rows_test {

using namespace shoal;

Network built(const std::string& yaml) {
  const Scenario s = parse_scenario(yaml + "market: {products: [{name: a}]}\n", "test", ".");
  return network::build(s.network, static_cast<AgentIndex>(s.population.agents), s.network_seed());
}

/// One community of the rows.
PositionsOfCommunity community(const Network& network, const PositionRows& rows, std::size_t c) {
  return {rows.positions.data() + rows.first[c], rows.width[c],
          network.community_offsets[c + 1] - network.community_offsets[c]};
}

/// Where word w of a member stands.
std::size_t place_of(AgentIndex member, std::size_t w, std::size_t width) {
  return (std::size_t{member} / 8 * width + w) * 64 + member % 8 * std::size_t{8};
}

/// The ties of agent i: positions and list together say them, in order.
std::vector<AgentIndex> read_back(const Network& network, const PositionRows& rows, AgentIndex i,
                                  AgentIndex block) {
  const std::size_t c = network.community[i];
  const AgentIndex home = network.community_offsets[c];
  std::vector<AgentIndex> observed;
  for (std::size_t n = 0; n < std::size_t{8} * rows.width[c]; ++n) {
    const std::uint8_t at = rows.positions[rows.first[c] + place_of(i - home, n / 8, rows.width[c]) + n % 8];
    if (at != PositionRows::nobody) observed.push_back(home + at);
  }
  std::size_t e = rows.block_offsets[i / block];
  for (AgentIndex before = i / block * block; before < i; ++before) e += rows.leaving[before];
  for (std::size_t n = 0; n < rows.leaving[i]; ++n) observed.push_back(rows.observed[e + n]);
  std::sort(observed.begin(), observed.end());
  return observed;
}

TEST_CASE("positions and the list beside them hold exactly the ties of small communities", "[network]") {
  const std::string communities = R"(
network: {generator: planted_partition, planted_partition: {communities: 7, mean_degree: 16, mixing: 0.1}}
population: {agents: 1000}
)";
  const std::string tiny = R"(
network: {generator: planted_partition, planted_partition: {communities: 90, mean_degree: 7, mixing: 0.4}}
population: {agents: 1000}
)";
  for (const std::string& yaml : {communities, tiny}) {
    const Network network = built(yaml);
    const PositionRows rows = make_position_rows(network, 64, 8);
    REQUIRE(!rows.empty());
    CHECK(rows.bytes() < 4 * network.neighbours.size() + 12 * network.agents);
    for (AgentIndex i = 0; i < network.agents; ++i) {
      const auto row = network.row(i);
      if (rows.width[network.community[i]] > 0)
        REQUIRE(read_back(network, rows, i, 64) == std::vector<AgentIndex>(row.begin(), row.end()));
      else
        REQUIRE(rows.leaving[i] == 0);
    }
  }
}

TEST_CASE(
    "positions are left out where communities are large, where ties have weights and where bits are met "
    "faster",
    "[network]") {
  const std::string large = R"(
network: {generator: planted_partition, planted_partition: {communities: 3, mean_degree: 16, mixing: 0.1}}
population: {agents: 900}
)";
  CHECK(make_position_rows(built(large), 1024, 8).empty());
  const std::string small = R"(
network: {generator: planted_partition, planted_partition: {communities: 6, mean_degree: 16, mixing: 0.1})",
                    rest = "}\npopulation: {agents: 900}\n";
  CHECK_FALSE(make_position_rows(built(small + rest), 1024, 8).empty());
  CHECK(make_position_rows(built(small + rest), 1024, 2).empty());  // two sets of five words of bits each
  CHECK(make_position_rows(built(small + ", weights: {uniform: [0.1, 1]}" + rest), 1024, 8).empty());
  const std::string all_tied = "network: {generator: complete}\npopulation: {agents: 100}\n";
  CHECK(make_position_rows(built(all_tied), 1024, 8).empty());
}

/// A ring of `members` whose members observe the next `ties`; the first also observes `leaving` others.
Network with_ties_that_leave(AgentIndex members, AgentIndex ties, AgentIndex leaving) {
  Network network;
  network.agents = members + 300;
  network.directed = true;
  network.community_offsets = {0, members, network.agents};
  network.offsets = {0};
  for (AgentIndex i = 0; i < network.agents; ++i) {
    network.community.push_back(i < members ? 0 : 1);
    std::vector<AgentIndex> row;
    for (AgentIndex n = 1; i < members && n <= ties; ++n) row.push_back((i + n) % members);
    for (AgentIndex n = 0; i == 0 && n < leaving; ++n) row.push_back(members + n);
    std::sort(row.begin(), row.end());
    network.neighbours.insert(network.neighbours.end(), row.begin(), row.end());
    network.offsets.push_back(static_cast<TieIndex>(network.neighbours.size()));
  }
  return network;
}

TEST_CASE("a community of which an agent has too many ties beside the positions is left as a list",
          "[network]") {
  CHECK(make_position_rows(with_ties_that_leave(100, 8, 255), 1024, 8).width ==
        std::vector<std::uint8_t>{1, 0});
  CHECK(make_position_rows(with_ties_that_leave(100, 8, 256), 1024, 8).empty());
}

TEST_CASE("a row is as wide as is cheapest: a few long rows do not widen all", "[network]") {
  std::vector<double> agents_by_degree(101);
  CHECK(width_of_positions(agents_by_degree) == 0);
  agents_by_degree[16] = 96;
  CHECK(width_of_positions(agents_by_degree) == 2);
  agents_by_degree[24] = 4;
  CHECK(width_of_positions(agents_by_degree) == 2);
  CHECK(ties_left_out(agents_by_degree, 2) == 4 * 8);
  agents_by_degree[24] = 50;
  CHECK(width_of_positions(agents_by_degree) == 3);
  CHECK(ties_left_out(agents_by_degree, 3) == 0);
  std::vector<double> few = {90, 10};  // a list takes less memory
  CHECK(width_of_positions(few) == 0);
}

TEST_CASE("what positions add to lanes is what a look at every neighbour adds, for every size of a community",
          "[network]") {
  random::Stream draws(4, random::Purpose::design_value, 8);
  int tried = 0;
  for (const AgentIndex members : {7u, 8u, 9u, 62u, 63u, 64u, 127u, 128u, 150u, 191u, 192u, 255u})
    for (const AgentIndex ties : {5u, 8u, 11u}) {
      if (ties >= members) continue;
      const Network network = with_ties_that_leave(members, ties, 20);
      const PositionRows rows = make_position_rows(network, 1024, 8);
      if (rows.empty()) continue;
      tried += 1;
      std::vector<std::uint8_t> shown(network.agents);
      for (auto& byte : shown) byte = static_cast<std::uint8_t>(draws.word() | 1);
      for (const AgentIndex begin : {0u, 1u, 7u, 8u})
        for (const AgentIndex end : {begin + 1, (begin + members) / 2, members}) {
          if (begin >= end || end > members) continue;
          std::vector<std::uint64_t> lanes(end - begin + 1, 0x0102030405060704), expected = lanes;
          add_positions(community(network, rows, 0), shown.data(), begin, end, lanes.data());
          for (AgentIndex i = begin; i < end; ++i)
            for (const AgentIndex j : network.row(i))
              for (unsigned p = 0; j < members && p < 8; ++p)
                expected[i - begin] += std::uint64_t{shown[j] >> p & 1u} << (8 * p);
          CAPTURE(members, begin, end);
          CHECK(lanes == expected);
        }
    }
  CHECK(tried > 30);
}

}  // namespace position_rows_test
