// Planted partition (Condon & Karp 2001): equal communities; a pair is tied with one chance inside a
// community and with another across, set so that an agent has mean_degree * (1 - mixing) ties inside and
// mean_degree * mixing outside.

#include <fmt/format.h>

#include "network/blocks.hpp"
#include "network/generator.hpp"

namespace shoal::network {
namespace {

void check(const NetworkParams& params, std::int64_t agents, Misfits& out) {
  const auto& p = params.planted_partition;
  const std::int64_t communities = p.communities;
  if (communities > agents) {
    out.push_back({"planted_partition.communities",
                   fmt::format("found {}; there are only {} agents", communities, agents)});
    return;
  }
  const double inside = p.mean_degree * (1 - p.mixing), outside = p.mean_degree * p.mixing;
  const std::int64_t smallest = agents / communities;
  const std::int64_t largest = smallest + (agents % communities != 0);
  if (inside > static_cast<double>(smallest - 1))
    out.push_back(
        {"planted_partition.mean_degree",
         fmt::format("found {}, of which {} inside the community; communities of {} agents have room for "
                     "at most {}: have fewer communities or more mixing",
                     p.mean_degree.value, inside, smallest, smallest - 1)});
  if (communities == 1 && outside > 0)
    out.push_back(
        {"planted_partition.mixing",
         fmt::format("found {}; a single community has no outside: set it to 0 or have more communities",
                     p.mixing.value)});
  else if (outside > static_cast<double>(agents - largest))
    out.push_back(
        {"planted_partition.mixing",
         fmt::format("found {}, that is {} ties to other communities; there are only {} agents in them",
                     p.mixing.value, outside, agents - largest)});
}

double expected_ties(const NetworkParams& p, double agents) {
  return agents * p.planted_partition.mean_degree / 2;
}

Draft generate(const NetworkParams& params, AgentIndex agents, std::uint64_t seed) {
  const auto& p = params.planted_partition;
  const std::vector<Range> communities = even_ranges(agents, p.communities);
  Draft draft;
  draft.agents = agents;
  draft.ties.reserve(room_for(expected_ties(params, agents)));
  double outsiders = 0;  // summed over agents
  for (const Range& c : communities) outsiders += static_cast<double>(c.size()) * (agents - c.size());
  const Trials across(outsiders > 0 ? p.mean_degree * p.mixing * agents / outsiders : 0);
  const auto tie = [&](AgentIndex i, AgentIndex j) { draft.ties.push_back({i, j}); };
  for (const Range& c : communities) {
    const double inside = c.size() > 1 ? p.mean_degree * (1 - p.mixing) / (c.size() - 1.0) : 0;
    tie_within(c, Trials(inside), seed, tie);
    tie_between(c, {c.last, agents}, across,
                random::Stream(seed, random::Purpose::network_pair, c.first, c.last), tie);
  }
  draft.community = range_of_agents(communities);
  return draft;
}

}  // namespace

constexpr GeneratorEntry planted_partition_generator{check, expected_ties, generate};

}  // namespace shoal::network
