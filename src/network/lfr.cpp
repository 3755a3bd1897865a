// LFR benchmark (Lancichinetti, Fortunato & Radicchi 2008): degrees and community sizes follow power laws;
// each agent has a share `mixing` of its ties outside its community.
//
// How exact: degrees have exactly the given mean in expectation; an agent's ties inside are (1 - mixing)
// times its degree, a fraction being a tie with that probability. Ends of ties inside each community, and
// then ends of all ties outside, are paired at random (configuration model); loops, multiple ties and outside
// ties that stay inside are repaired by exchanges. Where a community's ends are odd in number, one end moves
// out or in; ends that find no place inside move out. Without mixing these are lost, as is one end where all
// outside ends are odd in number, and ends that find no place outside; more than 1 % is an error. Exchanges
// favour no tie, but the result is not exactly uniform over the networks with these degrees.

#include <fmt/format.h>

#include <bit>
#include <cmath>

#include "config/source.hpp"
#include "network/generator.hpp"
#include "network/lfr_degrees.hpp"
#include "network/power_law.hpp"
#include "network/stub_matching.hpp"

namespace shoal::network {
namespace {

void check_sizes(const NetworkParams::Lfr& p, std::int64_t agents, Misfits& out) {
  const std::int64_t least = p.min_community, most = p.max_community;
  if (least > most) {
    out.push_back(
        {"lfr.min_community", fmt::format("found {}; it may not exceed max_community, {}", least, most)});
    return;
  }
  if (most > agents)
    out.push_back({"lfr.max_community", fmt::format("found {}; there are only {} agents", most, agents)});
  else if (most == agents && p.mixing > 0)
    out.push_back(
        {"lfr.max_community",
         fmt::format("found {}; with mixing there must be agents outside: at most {}", most, agents - 1)});
  else if ((agents + most - 1) / most > agents / least)
    out.push_back(
        {"lfr.min_community",
         fmt::format("no number of communities of {} to {} agents adds up to {}", least, most, agents)});
}

void check(const NetworkParams& params, std::int64_t agents, Misfits& out) {
  const auto& p = params.lfr;
  check_sizes(p, agents, out);
  const std::int64_t max_degree = p.max_degree;
  if (max_degree >= agents) {
    out.push_back({"lfr.max_degree",
                   fmt::format("found {}; it must be below the number of agents, {}", max_degree, agents)});
    return;
  }
  if (const double inside = (1 - p.mixing) * static_cast<double>(max_degree);
      inside > static_cast<double>(p.max_community - 1))
    out.push_back(
        {"lfr.max_degree",
         fmt::format(
             "found {}, of which {} inside the community; the largest community has room for {}: have "
             "larger communities, a smaller max_degree or more mixing",
             max_degree, inside, p.max_community - 1)});
  if (const double outside = p.mixing * static_cast<double>(max_degree);
      p.max_community < agents && outside > static_cast<double>(agents - p.max_community))
    out.push_back(
        {"lfr.max_degree", fmt::format("found {}, of which {} outside the community; there may be only {} "
                                       "agents outside",
                                       max_degree, outside, agents - p.max_community)});
  const auto highest = static_cast<std::uint32_t>(max_degree);
  if (p.mean_degree > static_cast<double>(max_degree))
    out.push_back({"lfr.mean_degree", fmt::format("found {}; it may not exceed max_degree, {}",
                                                  p.mean_degree.value, max_degree)});
  else if (const auto law = PowerLaw::with_mean(p.degree_exponent, p.mean_degree, highest); !law)
    out.push_back(
        {"lfr.mean_degree",
         fmt::format(
             "found {}; with exponent {} and degrees from 1 to {} the mean is at least {:.4g}: have a "
             "larger degree_exponent or a smaller max_degree",
             p.mean_degree.value, p.degree_exponent.value, max_degree,
             PowerLaw::smallest_mean(p.degree_exponent, highest))});
  else if (const double inside = (1 - p.mixing) * law->lowest();
           inside > static_cast<double>(p.min_community - 1))
    out.push_back(
        {"lfr.min_community",
         fmt::format("found {}; for this mean_degree everybody has at least {} ties, of which {} inside "
                     "the community: at least {} agents are needed",
                     std::int64_t{p.min_community}, law->lowest(), inside, std::ceil(inside) + 1)});
}

double expected_ties(const NetworkParams& p, double agents) { return agents * p.lfr.mean_degree / 2; }

double scratch_bytes(const NetworkParams& p, double agents) {
  const double outside_ends = agents * p.lfr.mean_degree * p.lfr.mixing;
  const auto slots = std::bit_ceil(static_cast<std::uint64_t>(outside_ends / 2 * 1.5) + 16);
  return agents * 8 + outside_ends * 4 + static_cast<double>(slots) * 8;
}

/// Makes the number of ends inside a community even: half the time an outside tie of a member moves in, else
/// an inside end moves out (or is lost where nobody has ties outside).
void even_out(Range community, bool mixes, random::Stream draws, LfrDegrees& d,
              std::vector<AgentIndex>& stubs) {
  if (draws.word() & 1)
    for (int trial = 0; trial < 32; ++trial) {
      const AgentIndex i = community.first + draws.below(community.size());
      if (d.outside[i] == 0 || d.inside[i] + 1 >= community.size()) continue;
      --d.outside[i];
      ++d.inside[i];
      stubs.push_back(i);
      return;
    }
  AgentIndex& end = stubs[draws.below(static_cast<std::uint32_t>(stubs.size()))];
  --d.inside[end];
  if (mixes) ++d.outside[end];
  end = stubs.back();
  stubs.pop_back();
}

/// Ties the agents of every community to each other; ends without a place join the outside ends. Returns the
/// number of ties lost.
std::size_t tie_inside(LfrDegrees& d, bool mixes, std::uint64_t seed, TieSet& seen, std::vector<Tie>& ties) {
  std::size_t lost = 0;
  std::vector<AgentIndex> stubs;
  for (std::uint32_t c = 0; c < d.communities.size(); ++c) {
    const Range community = d.communities[c];
    stubs.clear();
    for (AgentIndex i = community.first; i < community.last; ++i) stubs.insert(stubs.end(), d.inside[i], i);
    if (stubs.size() % 2 == 1)
      even_out(community, mixes, random::Stream(seed, random::Purpose::network_shuffle, c, 0xffffffff), d,
               stubs);
    StubMatching matching(random::Stream(seed, random::Purpose::network_pair, c), seen, ties,
                          [](AgentIndex, AgentIndex) { return true; });
    const std::vector<Tie> left_out = matching.match(stubs);
    if (!mixes) lost += left_out.size();
    for (const Tie pair : left_out)
      if (mixes) ++d.outside[pair.observer], ++d.outside[pair.observed];
  }
  return lost;
}

/// Ties agents of different communities; returns the number of ties lost.
std::size_t tie_outside(const LfrDegrees& d, const std::vector<std::uint32_t>& community, std::uint64_t seed,
                        TieSet& seen, std::vector<Tie>& ties) {
  std::vector<AgentIndex> stubs;
  for (AgentIndex i = 0; i < d.outside.size(); ++i) stubs.insert(stubs.end(), d.outside[i], i);
  random::Stream draws(seed, random::Purpose::network_pair, 0, 1);
  if (stubs.size() % 2 == 1) {
    std::swap(stubs[draws.below(static_cast<std::uint32_t>(stubs.size()))], stubs.back());
    stubs.pop_back();
  }
  StubMatching matching(draws, seen, ties,
                        [&](AgentIndex a, AgentIndex b) { return community[a] != community[b]; });
  return matching.match(stubs).size();
}

Draft generate(const NetworkParams& params, AgentIndex agents, std::uint64_t seed) {
  const auto& p = params.lfr;
  LfrDegrees degrees = lfr_degrees(p, agents, seed);
  Draft draft;
  draft.agents = agents;
  draft.ties.reserve(room_for(expected_ties(params, agents)));
  draft.community = range_of_agents(degrees.communities);
  TieSet seen;
  const std::size_t lost_inside = tie_inside(degrees, p.mixing > 0, seed, seen, draft.ties);
  const std::size_t lost = lost_inside + tie_outside(degrees, draft.community, seed, seen, draft.ties);
  const std::size_t wanted = draft.ties.size() + lost;
  if (static_cast<double>(lost) > 0.01 * static_cast<double>(wanted))
    throw config::InvalidInput({{{},
                                 "network.lfr",
                                 fmt::format("{} of {} ties found no place in a simple network: have "
                                             "larger communities or smaller degrees",
                                             lost, wanted)}});
  return draft;
}

}  // namespace

constexpr GeneratorEntry lfr_generator{check, expected_ties, generate, scratch_bytes};

}  // namespace shoal::network
