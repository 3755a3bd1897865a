#include "network/networks.support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "paths.support.hpp"

namespace shoal::testing {
namespace {

std::string defect_of_rows(const Network& n, bool loops) {
  if (n.offsets.size() != n.agents + std::size_t{1} || n.offsets.front() != 0 || n.offsets.back() != n.ties())
    return "offsets do not span the ties";
  for (AgentIndex i = 0; i < n.agents; ++i) {
    if (n.offsets[i] > n.offsets[i + 1]) return fmt::format("offsets fall at {}", i);
    const auto row = n.row(i);
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (row[k] >= n.agents) return fmt::format("row {} leaves the network", i);
      if (k > 0 && row[k - 1] >= row[k]) return fmt::format("row {} does not ascend", i);
      if (row[k] == i && !loops) return fmt::format("agent {} observes itself", i);
    }
  }
  return "";
}

std::string defect_of_symmetry(const Network& n) {
  for (AgentIndex i = 0; i < n.agents; ++i)
    for (TieIndex k = n.offsets[i]; k < n.offsets[i + 1]; ++k) {
      const auto back = n.row(n.neighbours[k]);
      const auto it = std::lower_bound(back.begin(), back.end(), i);
      if (it == back.end() || *it != i)
        return fmt::format("{} observes {} but not the reverse", i, n.neighbours[k]);
      const auto other = n.offsets[n.neighbours[k]] + static_cast<TieIndex>(it - back.begin());
      if (!n.weights.empty() && n.weights[k] != n.weights[other]) return "a tie has two weights";
      if (!n.layers.empty() && n.layers[k] != n.layers[other]) return "a tie has two layers";
    }
  return "";
}

std::string defect_of_columns(const Network& n) {
  if (n.community.size() != n.agents || n.agent_of.size() != n.agents) return "a column has the wrong length";
  if (n.community_offsets.front() != 0 || n.community_offsets.back() != n.agents)
    return "communities miss agents";
  for (std::uint32_t c = 0; c < n.communities(); ++c) {
    if (n.community_offsets[c] >= n.community_offsets[c + 1]) return fmt::format("community {} is empty", c);
    for (AgentIndex i = n.community_offsets[c]; i < n.community_offsets[c + 1]; ++i)
      if (n.community[i] != c) return fmt::format("agent {} is in the range of community {}", i, c);
  }
  std::vector<bool> seen(n.agents, false);
  for (const AgentIndex agent : n.agent_of) {
    if (agent >= n.agents || seen[agent]) return "agent_of is no permutation";
    seen[agent] = true;
  }
  if (!n.weights.empty() && n.weights.size() != n.ties()) return "weights do not match ties";
  if (!n.layers.empty() && n.layers.size() != n.ties()) return "layers do not match ties";
  if (!n.roles.empty() && n.roles.size() != n.agents) return "roles do not match agents";
  for (const float w : n.weights)
    if (!(w > 0 && w <= 1)) return fmt::format("a weight is {}", w);
  for (const std::uint8_t layer : n.layers)
    if (layer >= n.layer_names.size()) return "a layer has no name";
  return "";
}

}  // namespace

std::string defect(const Network& n, bool loops) {
  std::string found = defect_of_rows(n, loops);
  if (found.empty()) found = defect_of_columns(n);
  if (found.empty() && !n.directed) found = defect_of_symmetry(n);
  return found;
}

Network sound(const NetworkParams& params, AgentIndex agents, std::uint64_t seed) {
  Network n = network::build(params, agents, seed);
  REQUIRE(n.agents == agents);
  REQUIRE(defect(n) == "");
  return n;
}

NetworkParams with_generator(Generator g) {
  NetworkParams params;
  params.generator = g;
  return params;
}

bool binomial_plausible(double successes, double trials, double chance) {
  const double sd = std::sqrt(trials * chance * (1 - chance));
  const bool plausible = std::abs(successes - trials * chance) <= sigmas * sd + 1e-9;
  if (!plausible)
    WARN(successes << " successes in " << trials << " trials with chance " << chance
                   << ": z = " << (successes - trials * chance) / sd);
  return plausible;
}

bool chi_square_plausible(const std::vector<double>& counts, const std::vector<double>& expected) {
  REQUIRE(counts.size() == expected.size());
  double statistic = 0, count = 0, mean = 0;
  int cells = 0;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    count += counts[k];
    mean += expected[k];
    const bool last = k + 1 == counts.size();
    if (mean < 5 && !last) continue;
    if (mean > 0) statistic += (count - mean) * (count - mean) / mean, ++cells;
    count = mean = 0;
  }
  REQUIRE(cells > 1);
  const double df = cells - 1, a = 2 / (9 * df);
  const double limit = df * std::pow(1 - a + 4.8 * std::sqrt(a), 3);  // 4.8 sd: p = 8e-7
  if (statistic > limit) WARN("chi-square " << statistic << " on " << df << " degrees of freedom");
  return statistic <= limit;
}

bool observes(const Network& n, AgentIndex i, AgentIndex j) {
  const auto row = n.row(i);
  return std::binary_search(row.begin(), row.end(), j);
}

AgentIndex degree_inside(const Network& n, AgentIndex i) {
  const auto row = n.row(i);
  return static_cast<AgentIndex>(
      std::count_if(row.begin(), row.end(), [&](AgentIndex j) { return n.community[i] == n.community[j]; }));
}

std::optional<std::filesystem::path> shared_data(const std::string& name) {
  const char* folder = std::getenv("SHOAL_DATA");
  const std::filesystem::path root =
      folder ? std::filesystem::path(folder) : std::filesystem::path(paths::source) / "../shared/data";
  if (std::filesystem::exists(root / name)) return root / name;
  std::cout << "SKIPPED: " << name << " is not in " << root.string() << " (set SHOAL_DATA)" << std::endl;
  return std::nullopt;
}

std::optional<Network> karate_club() {
  const auto edges = shared_data("networks/karate_edges.csv"),
             nodes = shared_data("networks/karate_nodes.csv");
  if (!edges || !nodes) return std::nullopt;
  network::Draft draft;
  std::string line;
  std::ifstream people(*nodes);
  std::getline(people, line);
  while (std::getline(people, line)) {
    draft.community.push_back(line.find("Officer") != std::string::npos);
    ++draft.agents;
  }
  std::ifstream ties(*edges);
  std::getline(ties, line);
  while (std::getline(ties, line)) {
    std::istringstream text(line);
    Tie tie{};
    char comma = 0;
    text >> tie.observer >> comma >> tie.observed;
    draft.ties.push_back(tie);
  }
  return network::assemble(std::move(draft));
}

}  // namespace shoal::testing
