#include "population/seed_adopters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "config/source.hpp"
#include "maths/share.hpp"
#include "population/agent_names.hpp"
#include "population/shuffle.hpp"

namespace shoal::population {
namespace {

[[noreturn]] void refuse(std::string_view key, std::string message) {
  throw config::InvalidInput({{{}, fmt::format("population.seed_adopters.{}", key), std::move(message)}});
}

std::vector<AgentIndex> with_role(Role role, const Network& network) {
  std::vector<AgentIndex> agents;
  for (AgentIndex i = 0; i < network.agents; ++i)
    if (network.role(i) == role) agents.push_back(i);
  if (agents.empty())
    refuse(
        "role",
        fmt::format("no agent of the network has the role '{}'; generators star, core_periphery and tiered "
                    "give roles",
                    config::name_of(role)));
  return agents;
}

std::vector<AgentIndex> of_community(std::int64_t community, const Network& network) {
  if (static_cast<std::uint64_t>(community) >= network.communities())
    refuse("community", fmt::format("found {}; the communities of the network are 0 to {}", community,
                                    network.communities() - 1));
  const auto c = static_cast<std::size_t>(community);
  std::vector<AgentIndex> agents(network.community_offsets[c + 1] - network.community_offsets[c]);
  std::iota(agents.begin(), agents.end(), network.community_offsets[c]);
  return agents;
}

std::vector<AgentIndex> listed(const std::vector<std::string>& labels, const Network& network) {
  const AgentNames names(network);
  std::vector<AgentIndex> position_of(network.agents);
  for (AgentIndex i = 0; i < network.agents; ++i) position_of[network.agent_of[i]] = i;
  std::vector<bool> taken(network.agents, false);
  std::vector<AgentIndex> agents;
  config::Problems problems;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    const auto path = fmt::format("population.seed_adopters.agents.{}", k);
    const AgentIndex user = names.find(labels[k]);
    if (user == AgentNames::none) {
      problems.push_back({{}, path, names.unknown(labels[k])});
    } else if (taken[user]) {
      problems.push_back({{}, path, fmt::format("agent '{}' is listed twice", labels[k])});
    } else {
      taken[user] = true;
      agents.push_back(position_of[user]);
    }
  }
  if (!problems.empty()) throw config::InvalidInput(std::move(problems));
  return agents;
}

/// How many of `available` agents are wanted.
std::size_t wanted(const SeedAdopterParams& params, std::size_t available) {
  if (params.share)
    return static_cast<std::size_t>(maths::share_of(*params.share, static_cast<double>(available)));
  if (!params.count) return params.by == SeedChoice::random ? 0 : available;
  const auto count = static_cast<std::uint64_t>(*params.count);
  if (count > available)
    refuse("count", fmt::format("found {}; there are {} agents to choose from", count, available));
  return count;
}

/// Of other candidates luck chooses.
bool in_order_of_choice(SeedChoice by) { return by == SeedChoice::highest_degree || by == SeedChoice::list; }

/// The agents to choose from; where luck does not choose, the first choice first.
std::vector<AgentIndex> candidates(const SeedAdopterParams& params, const Network& network) {
  switch (params.by) {
    case SeedChoice::random: return everybody(network);
    case SeedChoice::highest_degree: return by_audience(network);
    case SeedChoice::role: return with_role(params.role, network);
    case SeedChoice::community: return of_community(params.community, network);
    case SeedChoice::list: break;
  }
  return listed(params.agents, network);
}

}  // namespace

std::vector<AgentIndex> choose_seed_adopters(const SeedAdopterParams& params, const Network& network,
                                             std::uint64_t seed) {
  if (params.by == SeedChoice::random && !params.count && !params.share) return {};
  std::vector<AgentIndex> agents = candidates(params, network);
  const std::size_t count = wanted(params, agents.size());
  if (in_order_of_choice(params.by))
    agents.resize(count);
  else
    agents = first_in_random_order(agents, count, network, seed, random::Purpose::seed_adopter);
  std::sort(agents.begin(), agents.end());
  return agents;
}

std::vector<std::uint8_t> choose_seed_products(const SeedAdopterParams& params,
                                               const std::vector<AgentIndex>& agents, const Network& network,
                                               std::uint64_t seed) {
  if (params.products.empty()) return {};
  // In a random order the first have the first product: numbers up to a product are its cumulated share,
  // rounded.
  const std::vector<AgentIndex> order = in_random_order(agents, network, seed, random::Purpose::seed_product);
  std::vector<std::uint8_t> products(agents.size(), 0);
  double share = 0;
  std::size_t begin = 0;
  for (std::size_t k = 0; k < params.products.size(); ++k) {
    share += params.products[k];
    const auto end =
        k + 1 == params.products.size()
            ? agents.size()
            : std::min(agents.size(),
                       static_cast<std::size_t>(maths::share_of(share, static_cast<double>(agents.size()))));
    for (std::size_t n = begin; n < end; ++n) {
      const auto at = std::ranges::lower_bound(agents, order[n]) - agents.begin();
      products[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(k);
    }
    begin = std::max(begin, end);
  }
  return products;
}

}  // namespace shoal::population
