#include "network/bit_rows.hpp"

#include <catch2/catch.hpp>

#include "network/build.hpp"
#include "random/philox.hpp"
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
  for (std::size_t q = 0; q < 32 * width; ++q)
    if (rows.words[rows.first[c] + q / 32 * size + (i - home)] >> (q % 32) & 1)
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
    CHECK(has_bit_rows(network));
    for (AgentIndex i = 0; i < network.agents; ++i) {
      REQUIRE(rows.width[network.community[i]] > 0);
      const auto row = network.row(i);
      REQUIRE(read_back(network, rows, i, 64) == std::vector<AgentIndex>(row.begin(), row.end()));
      REQUIRE(rows.degree[i] == row.size());
    }
  }
}

TEST_CASE("degrees stand in bytes, or nowhere where one does not fit", "[network]") {
  const auto complete = [](int agents) {
    return built("network: {generator: complete}\npopulation: {agents: " + std::to_string(agents) +
                 "}\nmarket: {products: [{name: a}]}\n");
  };
  const BitRows fits = make_bit_rows(complete(256), 64), too_long = make_bit_rows(complete(257), 64);
  CHECK(fits.degree == std::vector<std::uint8_t>(256, 255));
  CHECK(!too_long.empty());
  CHECK(too_long.degree.empty());
}

TEST_CASE("bit rows are left out where a list is smaller, and where ties have weights", "[network]") {
  const std::string sparse = R"(
network: {generator: erdos_renyi, erdos_renyi: {mean_degree: 8}}
population: {agents: 2000}
market: {products: [{name: a}]}
)";
  CHECK(make_bit_rows(built(sparse), 1024).empty());
  CHECK_FALSE(has_bit_rows(built(sparse)));
  const std::string weighted = R"(
network: {generator: complete, weights: {uniform: [0.1, 1]}}
population: {agents: 50}
market: {products: [{name: a}]}
)";
  CHECK(make_bit_rows(built(weighted), 1024).empty());
  CHECK_FALSE(has_bit_rows(built(weighted)));
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
  CHECK(make_bit_rows(with_ties_that_leave(255), 1024).width == std::vector<std::uint16_t>{4, 10});
  CHECK(make_bit_rows(with_ties_that_leave(256), 1024).width == std::vector<std::uint16_t>{0, 10});
}

TEST_CASE("up to eight sets are counted over bit rows as one by one, on top of what lanes hold",
          "[network]") {
  random::Stream draws(4, random::Purpose::design_value, 7);
  for (const std::size_t width : {1u, 2u, 5u, 6u})
    for (const std::uint32_t agents : {1u, 7u, 8u, 9u, 15u, 16u, 17u, 150u})
      for (std::size_t count = 1; count <= BitColumns::most; ++count) {
        const std::size_t stride = agents + 3;
        const auto word = [&] { return std::uint64_t{draws.word()} << 32 | draws.word(); };
        std::vector<RowWord> rows(width * stride), words(width * count);
        std::vector<std::uint64_t> lanes(agents);
        for (auto* all : {&rows, &words})
          for (auto& one : *all) one = draws.word();
        for (auto& one : lanes) one = word();
        std::vector<std::vector<float>> to(count, std::vector<float>(agents + 1, -1.0f));
        BitColumns those{.count = count, .width = width, .words = words.data(), .lane = {}, .to = {}};
        for (std::size_t n = 0; n < count; ++n) {
          those.lane[n] = static_cast<std::uint8_t>((3 * n + 1) % 8);
          those.to[n] = to[n].data();
        }
        count_observed(rows.data(), stride, those, agents, lanes.data());
        CAPTURE(width, agents, count);
        for (std::size_t n = 0; n < count; ++n) {
          std::vector<RowWord> column;
          for (std::size_t w = 0; w < width; ++w) column.push_back(words[w * count + n]);
          std::vector<std::uint32_t> inside(agents);
          count_observed(rows.data(), stride, {column.data(), width}, agents, inside.data());
          for (std::uint32_t a = 0; a < agents; ++a) {
            const std::uint64_t before = lanes[a] >> (8 * those.lane[n]) & 255;
            REQUIRE(to[n][a] == static_cast<float>(inside[a] + before));
          }
          CHECK(to[n][agents] == -1.0f);
        }
      }
}

}  // namespace bit_rows_test
