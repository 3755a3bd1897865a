#include "network/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "config/source.hpp"
#include "network/feasible.hpp"
#include "network/generator.hpp"
#include "network/import.hpp"
#include "network/weigh.hpp"

namespace shoal {

Generator chosen_generator(const NetworkParams& p) {
  return p.generator == Generator::automatic ? Generator::planted_partition : p.generator;
}

namespace network {
namespace {

Draft generate(const NetworkParams& params, AgentIndex agents, std::uint64_t seed) {
  config::Problems problems;
  for (Misfit& misfit : misfits(params, agents))
    problems.push_back({{}, full_key(misfit), std::move(misfit.message)});
  if (!problems.empty()) throw config::InvalidInput(std::move(problems));
  return generator_entry(chosen_generator(params)).generate(params, agents, seed);
}

[[noreturn]] void refuse(std::string key, std::string message) {
  throw config::InvalidInput({{{}, std::move(key), std::move(message)}});
}

Draft read(const NetworkParams& params, AgentIndex agents) {
  Draft draft = read_file(params);
  if (agents != 0 && agents != draft.agents)
    refuse("population.agents",
           fmt::format("found {}; the network file '{}' has {} agents: leave the key out", agents,
                       params.file.written, draft.agents));
  return draft;
}

void choose_communities(const NetworkParams& params, Draft& draft, std::uint64_t seed) {
  const bool from_file = !params.file.empty();
  switch (params.communities) {
    case CommunitySource::automatic:
      if (!from_file || !draft.community.empty()) return;
      break;
    case CommunitySource::file:
      if (draft.community.empty())
        refuse("network.communities",
               "found 'file'; neither the network file nor communities_file tells them");
      return;
    case CommunitySource::detect: break;
    case CommunitySource::none:
      draft.community.clear();
      draft.community_names.clear();
      return;
  }
  draft.community_names.clear();
  draft.community = detect_communities(draft, seed);
  draft.communities_detected = true;
  if (!has_igraph())
    draft.notes.push_back("igraph is not here: the communities are the connected components");
}

}  // namespace

bool depends_on_seed(const NetworkParams& p) {
  const bool from_file = !p.file.empty();
  if (!from_file && generator_entry(chosen_generator(p)).draws) return true;
  const bool told = !p.communities_file.empty() || p.communities == CommunitySource::file;
  if (p.communities == CommunitySource::detect) return true;
  if (p.communities == CommunitySource::automatic && from_file && !told) return true;
  if (p.layers.size() > 1) return true;
  return !p.weights.constant() ||
         std::ranges::any_of(p.layers, [](const auto& layer) { return !layer.weights.constant(); });
}

Network build(const NetworkParams& params, AgentIndex agents, std::uint64_t seed) {
  Draft draft = params.file.empty() ? generate(params, agents, seed) : read(params, agents);
  for (const std::string& name : unused_sections(params))
    draft.notes.push_back("network." + name + " has parameters of a generator that is not used");
  choose_communities(params, draft, seed);
  draw_layers(params, draft, seed);
  draw_weights(params, draft, seed);
  return assemble(std::move(draft));
}

}  // namespace network
}  // namespace shoal
