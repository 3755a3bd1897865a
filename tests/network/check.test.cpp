// Every cross-key problem of the `network` section, with its message and place.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/reader.hpp"
#include "network/build.hpp"
#include "network/networks.support.hpp"

using namespace shoal;

namespace {

/// A scenario of nothing but the network and the number of agents.
struct Root {
  NetworkParams network;
  config::Integer<0> agents{0};
  config::Section section() {
    config::Section root, population;
    root.section("network", network, "");
    root.field("agents", agents, "");
    return root;
  }
};

/// All problems of a scenario, one per line.
std::string problems(std::string_view yaml) {
  config::Problems found;
  const config::Node node = config::parse_source(yaml, "s.yaml", ".", found);
  Root root;
  config::Section section = root.section();
  config::Reader reader(found);
  reader.read(section, node);
  check(root.network, root.agents, reader);
  std::string text;
  for (const config::Problem& p : found) text += (text.empty() ? "" : "\n") + p.text();
  return text;
}

/// Problems of one generator's section with so many agents.
std::string of(const std::string& generator, const std::string& section, int agents) {
  return problems("agents: " + std::to_string(agents) + "\nnetwork:\n  generator: " + generator + "\n  " +
                  generator + ": " + section + "\n");
}

}  // namespace

TEST_CASE("scenarios without problems pass", "[network]") {
  CHECK(problems("agents: 1000\n") == "");
  CHECK(problems("agents: 1000\nnetwork: {generator: small_world}\n") == "");
  CHECK(problems("network: {file: karate.txt}\n") == "");
  CHECK(
      problems("network: {file: karate.txt, communities: file, communities_file: c.txt, directed: true}\n") ==
      "");
  CHECK(
      problems("agents: 1000\nnetwork: {communities: detect, layers: [{name: a}, {name: b, share: 2}]}\n") ==
      "");
  for (const std::string_view name : config::EnumNames<Generator>::names)
    if (name != "stochastic_block")
      CHECK(problems("agents: 2000\nnetwork: {generator: " + std::string(name) + "}\n") == "");
}

TEST_CASE("the resolved form of a valid scenario is valid", "[network]") {
  for (const char* yaml :
       {"agents: 1000\n", "agents: 1000\nnetwork: {generator: lfr, lfr: {mixing: 0.3}}\n"}) {
    config::Problems found;
    Root root;
    config::Section section = root.section();
    config::Reader reader(found);
    reader.read(section, config::parse_source(yaml, "s.yaml", ".", found));
    CHECK(problems(config::to_yaml(config::values(section, config::Form::rerun))) == "");
  }
}

TEST_CASE("a file and a generator exclude each other", "[network]") {
  CHECK(problems("network:\n  file: a.txt\n  generator: lfr\n") ==
        "s.yaml:3:14: network.generator: found 'lfr' together with network.file; allowed is one of them");
}

TEST_CASE("parameters of a generator that is not used are named, not refused", "[network]") {
  CHECK(problems("agents: 1000\nnetwork:\n  generator: small_world\n  lfr: {mixing: 0.3}\n").empty());
  NetworkParams params;
  CHECK(unused_sections(params).empty());
  params.planted_partition.mixing = 0.3;
  CHECK(unused_sections(params).empty());
  params.generator = Generator::star;
  CHECK(unused_sections(params) == std::vector<std::string>{"planted_partition"});
}

TEST_CASE("keys for files are a problem without a file", "[network]") {
  CHECK(problems("agents: 1000\nnetwork: {format: gml}\n") ==
        "s.yaml:2:19: network.format: only for networks from a file, and network.file is not set");
  CHECK(problems("agents: 1000\nnetwork: {directed: true}\n") ==
        "s.yaml:2:21: network.directed: only for networks from a file, and network.file is not set; a "
        "directed generator is ring_lattice with one_sided: true");
  CHECK(problems("agents: 1000\nnetwork: {self_loops: drop}\n") ==
        "s.yaml:2:23: network.self_loops: only for networks from a file, and network.file is not set");
  CHECK(problems("agents: 1000\nnetwork: {duplicates: error}\n") ==
        "s.yaml:2:23: network.duplicates: only for networks from a file, and network.file is not set");
  CHECK(problems("agents: 1000\nnetwork: {communities_file: c.txt}\n") ==
        "s.yaml:2:29: network.communities_file: only for networks from a file, and network.file is not set");
  CHECK(problems("agents: 1000\nnetwork: {communities: file}\n") ==
        "s.yaml:2:24: network.communities: only for networks from a file, and network.file is not set");
}

TEST_CASE("a community file and another source of communities exclude each other", "[network]") {
  CHECK(problems("network: {file: a.txt, communities_file: c.txt, communities: detect}\n") ==
        "s.yaml:1:62: network.communities: found 'detect' together with network.communities_file; allowed "
        "with it are 'auto' and 'file'");
}

TEST_CASE("layers need different names", "[network]") {
  CHECK(problems(
            "agents: 1000\nnetwork:\n  layers:\n    - {name: kin}\n    - {share: 2}\n    - {name: kin}\n") ==
        "s.yaml:5:7: network.layers.1: a layer needs a name\n"
        "s.yaml:6:14: network.layers.2.name: found 'kin', which is layer 0 already; names must differ");
  std::string many = "agents: 1000\nnetwork:\n  layers:\n";
  for (int k = 0; k < 256; ++k) many += "    - {name: l" + std::to_string(k) + "}\n";
  CHECK(problems(many) == "s.yaml:3:3: network.layers: found 256 layers; at most 255 are possible");
}

TEST_CASE("weights lie above 0 and at most at 1", "[network]") {
  CHECK(problems("agents: 1000\nnetwork: {weights: 0}\n").starts_with("s.yaml:2:20: network.weights: "));
  CHECK(problems("agents: 1000\nnetwork: {weights: 1.5}\n").starts_with("s.yaml:2:20: network.weights: "));
  CHECK(problems("agents: 1000\nnetwork: {weights: {uniform: [0.5, 1]}}\n") == "");
  CHECK(problems("agents: 1000\nnetwork: {weights: {column: income}}\n") != "");
}

TEST_CASE("a generator needs agents", "[network]") {
  CHECK(problems("network: {generator: complete}\n") ==
        "s.yaml: population.agents: found 0; generator 'complete' needs at least 1 agent");
}

TEST_CASE("rings and small worlds must fit their agents", "[network]") {
  CHECK(of("ring_lattice", "{neighbours: 5}", 10) ==
        "s.yaml:4:30: network.ring_lattice.neighbours: found 5; a two-sided ring of 10 agents has room "
        "for at most 4");
  CHECK(of("ring_lattice", "{neighbours: 9, one_sided: true}", 10) == "");
  CHECK(of("ring_lattice", "{neighbours: 10, one_sided: true}", 10) ==
        "s.yaml:4:30: network.ring_lattice.neighbours: found 10; a one-sided ring of 10 agents has room "
        "for at most 9");
  CHECK(of("small_world", "{mean_degree: 7}", 100) ==
        "s.yaml:4:30: network.small_world.mean_degree: found 7; it must be even, half on each side; did "
        "you mean 6 or 8?");
  CHECK(
      of("small_world", "{mean_degree: 100}", 100) ==
      "s.yaml:4:30: network.small_world.mean_degree: found 100; it must be below the number of agents, 100");
  CHECK(of("small_world", "{mean_degree: 8}", 9) == "");
  CHECK(
      of("erdos_renyi", "{mean_degree: 10}", 10) ==
      "s.yaml:4:30: network.erdos_renyi.mean_degree: found 10; 10 agents have room for at most 9 ties each");
  CHECK(
      of("scale_free", "{ties_per_agent: 10}", 10) ==
      "s.yaml:4:32: network.scale_free.ties_per_agent: found 10; it must be below the number of agents, 10");
  CHECK(of("star", "{hubs: 11}", 10) == "s.yaml:4:16: network.star.hubs: found 11; there are only 10 agents");
}

TEST_CASE("planted partitions must fit their agents", "[network]") {
  CHECK(of("planted_partition", "{communities: 20, mean_degree: 12, mixing: 0.1}", 200) ==
        "s.yaml:4:53: network.planted_partition.mean_degree: found 12, of which 10.8 inside the "
        "community; communities of 10 agents have room for at most 9: have fewer communities or more "
        "mixing");
  CHECK(of("planted_partition", "{communities: 1}", 200) ==
        "s.yaml:4:3: network.planted_partition.mixing: found 0.1; a single community has no outside: set "
        "it to 0 or have more communities");
  CHECK(of("planted_partition", "{communities: 1, mixing: 0}", 200) == "");
  CHECK(of("planted_partition", "{communities: 2, mean_degree: 20, mixing: 1}", 20) ==
        "s.yaml:4:64: network.planted_partition.mixing: found 1, that is 20 ties to other communities; "
        "there are only 10 agents in them");
  CHECK(of("planted_partition", "{communities: 300}", 200) ==
        "s.yaml:4:36: network.planted_partition.communities: found 300; there are only 200 agents");
}

TEST_CASE("block models must be square, mutual and fit their agents", "[network]") {
  CHECK(
      of("stochastic_block", "{}", 100) ==
      "s.yaml:4:3: network.stochastic_block.shares: found nothing; give the share of agents of every block");
  CHECK(of("stochastic_block", "{shares: [1, 1], mean_degrees: [[1, 2]]}", 100) ==
        "s.yaml:4:38: network.stochastic_block.mean_degrees: found 1 rows; there are 2 shares: give one "
        "row per block");
  CHECK(of("stochastic_block", "{shares: [1, 1], mean_degrees: [[1, 2], [2]]}", 100) ==
        "s.yaml:4:61: network.stochastic_block.mean_degrees.1: found 1 numbers; there are 2 shares: give "
        "one number per block");
  CHECK(of("stochastic_block", "{shares: [1, 3], mean_degrees: [[5, 6], [3, 5]]}", 100) ==
        "s.yaml:4:57: network.stochastic_block.mean_degrees.0.1: found 6 here and 3 in row 1; ties are "
        "mutual, so share times degree must agree: 9 here, or 2 there");
  CHECK(of("stochastic_block", "{shares: [0.3, 0.7], mean_degrees: [[5, 1], [0.43, 5]]}", 100) == "");
  CHECK(of("stochastic_block", "{shares: [1, 1000], mean_degrees: [[0, 0], [0, 2]]}", 100) ==
        "s.yaml:4:31: network.stochastic_block.shares.0: found 1; of 100 agents that leaves none for this "
        "block");
  CHECK(of("stochastic_block", "{shares: [1, 1], mean_degrees: [[10, 0], [0, 2]]}", 20) ==
        "s.yaml:4:54: network.stochastic_block.mean_degrees.0.0: found 10; block 0 has room for at most 9 "
        "ties of an agent of block 0");
}

TEST_CASE("LFR networks must be possible", "[network]") {
  CHECK(of("lfr", "{min_community: 30, max_community: 20, max_degree: 20}", 1000) ==
        "s.yaml:4:24: network.lfr.min_community: found 30; it may not exceed max_community, 20");
  CHECK(of("lfr", "{max_community: 200}", 100) ==
        "s.yaml:4:24: network.lfr.max_community: found 200; there are only 100 agents");
  CHECK(of("lfr", "{min_community: 60, max_community: 65}", 200) ==
        "s.yaml:4:24: network.lfr.min_community: no number of communities of 60 to 65 agents adds up to 200");
  CHECK(of("lfr", "{max_community: 30}", 1000) ==
        "s.yaml:4:3: network.lfr.max_degree: found 50, of which 40 inside the community; the largest "
        "community has room for 29: have larger communities, a smaller max_degree or more mixing");
  CHECK(of("lfr", "{mean_degree: 60}", 1000) ==
        "s.yaml:4:22: network.lfr.mean_degree: found 60; it may not exceed max_degree, 50");
  CHECK(of("lfr", "{mean_degree: 1.5}", 1000) ==
        "s.yaml:4:22: network.lfr.mean_degree: found 1.5; with exponent 2.5 and degrees from 1 to 50 the "
        "mean is at least 1.74: have a larger degree_exponent or a smaller max_degree");
  CHECK(of("lfr", "{mean_degree: 40, min_community: 20, mixing: 0.1}", 1000) ==
        "s.yaml:4:41: network.lfr.min_community: found 20; for this mean_degree everybody has at least 33 "
        "ties, of which 29.7 inside the community: at least 31 agents are needed");
  CHECK(of("lfr", "{max_degree: 300, max_community: 250}", 300) ==
        "s.yaml:4:21: network.lfr.max_degree: found 300; it must be below the number of agents, 300");
}

TEST_CASE("strata must fit their communities", "[network]") {
  CHECK(of("core_periphery", "{core_share: 0.1}", 50) ==
        "s.yaml:4:3: network.core_periphery.core_degree: found 12; the core of a community of 50 agents "
        "has 5, so at most 4 ties each");
  CHECK(of("core_periphery", "{core_share: 0.001}", 50) ==
        "s.yaml:4:32: network.core_periphery.core_share: leaves no agent for the core of a community of "
        "50 agents");
  CHECK(of("core_periphery", "{periphery_degree: 30}", 200) ==
        "s.yaml:4:38: network.core_periphery.periphery_degree: found 30; the core of a community of 200 "
        "agents has only 20");
  CHECK(of("core_periphery", "{bridge_degree: 1}", 200) ==
        "s.yaml:4:35: network.core_periphery.bridge_degree: found 1; a single community has no other to "
        "bridge to: set it to 0");
  CHECK(of("tiered", "{top_share: 0.6, middle_share: 0.6}", 1000) ==
        "s.yaml:4:42: network.tiered.middle_share: the shares add up to 1.2; at most 1 is allowed");
  CHECK(of("tiered", "{communities: 1001}", 1000) ==
        "s.yaml:4:25: network.tiered.communities: found 1001; there are only 1000 agents");
}

TEST_CASE("more ties than can be stored are refused before they are made", "[network]") {
  CHECK(problems("agents: 100000\nnetwork: {generator: complete}\n") ==
        "s.yaml:2:22: network.generator: 'complete' of 100000 agents would store 1e+10 ties (an "
        "undirected one counts twice); at most 4294967295 are possible");
}

TEST_CASE("build refuses what check refuses", "[network]") {
  NetworkParams params = testing::with_generator(Generator::small_world);
  params.small_world.mean_degree = 7;
  CHECK_THROWS_WITH(
      network::build(params, 5, 1),
      "network.small_world.mean_degree: found 7; it must be even, half on each side; did you mean 6 or "
      "8?\nnetwork.small_world.mean_degree: found 7; it must be below the number of agents, 5");
}

TEST_CASE("every key of the network section is explained", "[network]") {
  NetworkParams params;
  config::Section section;
  describe(section, params);
  const auto walk = [](const auto& self, const config::Section& s) -> void {
    for (const auto& entry : s.entries()) {
      CAPTURE(entry.name);
      CHECK(entry.help.size() > 10);
      CHECK(entry.help.back() == '.');
      if (entry.section) self(self, *entry.section);
      if (entry.value)
        if (const auto item = entry.value->item()) self(self, *item);
    }
  };
  walk(walk, section);
  for (const std::string_view name : config::EnumNames<Generator>::names)
    if (name != "auto" && name != "complete") CHECK(section.find(name) != nullptr);
}
