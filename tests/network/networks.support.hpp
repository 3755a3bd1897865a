#pragma once
// What tests of networks share: invariants, statistical limits, data.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "network/build.hpp"

namespace shoal::testing {

/// What is wrong with a network as a data structure; empty if nothing: offsets, ascending rows without
/// repeats, symmetry of undirected ties with their weights and layers, contiguous communities, the
/// permutation of agents. `loops`: whether self-loops are expected.
std::string defect(const Network& network, bool loops = false);

/// Builds and asserts that the network is sound.
Network sound(const NetworkParams& params, AgentIndex agents, std::uint64_t seed);

NetworkParams with_generator(Generator g);

/// Five standard deviations: a false alarm in 1.7 million.
inline constexpr double sigmas = 5;
bool binomial_plausible(double successes, double trials, double chance);

/// Pearson's statistic over cells with their expectations; cells below 5 are pooled with the next. True
/// unless p < 1e-6 (Wilson & Hilferty 1931).
bool chi_square_plausible(const std::vector<double>& counts, const std::vector<double>& expected);

/// Whether i observes j.
bool observes(const Network& network, AgentIndex i, AgentIndex j);
/// Ties from i into its own community.
AgentIndex degree_inside(const Network& network, AgentIndex i);

/// A file of the shared data folder (SHOAL_DATA or ../shared/data), or nothing after printing SKIPPED.
std::optional<std::filesystem::path> shared_data(const std::string& name);
/// Zachary's karate club with its two factions, unweighted; nothing where the data are missing.
std::optional<Network> karate_club();

}  // namespace shoal::testing
