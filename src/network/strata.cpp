#include "network/strata.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "maths/share.hpp"
#include "network/blocks.hpp"

namespace shoal::network {
namespace {

/// The strata of one community, top first; shares are rounded to whole agents.
std::vector<Range> split(const Strata& s, Range community) {
  std::vector<Range> ranges;
  AgentIndex first = community.first;
  for (std::size_t k = 0; k < s.strata.size(); ++k) {
    const auto rounded = static_cast<AgentIndex>(maths::share_of(s.strata[k].share, community.size()));
    const AgentIndex last =
        k + 1 == s.strata.size() ? community.last : first + std::min(rounded, community.last - first);
    ranges.push_back({first, last});
    first = last;
  }
  return ranges;
}

/// Agents of the top strata, numbered through over communities: a community's are one range.
std::vector<Range> top_ranges(const std::vector<Range>& tops) {
  std::vector<Range> ranges;
  AgentIndex first = 0;
  for (const Range& top : tops) {
    ranges.push_back({first, first + top.size()});
    first += top.size();
  }
  return ranges;
}

void check_community(const Strata& s, AgentIndex size, Misfits& out) {
  const auto key = [&](std::string_view name) { return fmt::format("{}.{}", s.section, name); };
  const std::vector<Range> ranges = split(s, {0, size});
  for (std::size_t k = 0; k < ranges.size(); ++k) {
    const Stratum& stratum = s.strata[k];
    const AgentIndex n = ranges[k].size();
    if (n == 0) {
      if (k + 1 < ranges.size() || stratum.within > 0 || stratum.upward > 0)
        out.push_back(
            {key(stratum.share_key),
             fmt::format("leaves no agent for the {} of a community of {} agents", stratum.name, size)});
      continue;
    }
    if (stratum.within > n - 1.0)
      out.push_back(
          {key(stratum.within_key),
           fmt::format("found {}; the {} of a community of {} agents has {}, so at most {} ties each",
                       stratum.within, stratum.name, size, n, n - 1)});
    if (k > 0 && ranges[k - 1].size() > 0 && stratum.upward > ranges[k - 1].size())
      out.push_back({key(stratum.upward_key),
                     fmt::format("found {}; the {} of a community of {} agents has only {}", stratum.upward,
                                 s.strata[k - 1].name, size, ranges[k - 1].size())});
  }
}

}  // namespace

void check_strata(const Strata& s, std::int64_t agents, Misfits& out) {
  if (s.communities > agents) {
    out.push_back({fmt::format("{}.communities", s.section),
                   fmt::format("found {}; there are only {} agents", s.communities, agents)});
    return;
  }
  double shares = 0;
  for (std::size_t k = 0; k + 1 < s.strata.size(); ++k) shares += s.strata[k].share;
  if (shares > 1) {
    out.push_back({fmt::format("{}.{}", s.section, s.strata[s.strata.size() - 2].share_key),
                   fmt::format("the shares add up to {}; at most 1 is allowed", shares)});
    return;
  }
  const auto smallest = static_cast<AgentIndex>(agents / s.communities);
  check_community(s, smallest, out);
  if (s.bridge <= 0) return;
  const auto key = fmt::format("{}.bridge_degree", s.section);
  const double others =
      static_cast<double>(split(s, {0, smallest})[0].size()) * (static_cast<double>(s.communities) - 1);
  if (s.communities == 1)
    out.push_back(
        {key, fmt::format("found {}; a single community has no other to bridge to: set it to 0", s.bridge)});
  else if (s.bridge > others)
    out.push_back({key, fmt::format("found {}; the other communities have only {} agents in the {}", s.bridge,
                                    others, s.strata[0].name)});
}

double expected_strata_ties(const Strata& s, double agents) {
  const double size = agents / static_cast<double>(s.communities);
  double left = size, ties = 0;
  for (std::size_t k = 0; k < s.strata.size(); ++k) {
    const Stratum& stratum = s.strata[k];
    const double n = k + 1 == s.strata.size() ? left : std::min(left, maths::share_of(stratum.share, size));
    left -= n;
    ties += n * (stratum.within / 2 + (k > 0 ? stratum.upward : s.bridge / 2));
  }
  return ties * static_cast<double>(s.communities);
}

Draft generate_strata(const Strata& s, AgentIndex agents, std::uint64_t seed) {
  const std::vector<Range> communities = even_ranges(agents, s.communities);
  Draft draft;
  draft.agents = agents;
  draft.ties.reserve(room_for(expected_strata_ties(s, agents)));
  draft.roles.assign(agents, Role::mass);
  const auto tie = [&](AgentIndex i, AgentIndex j) { draft.ties.push_back({i, j}); };
  const auto pair_stream = [&](AgentIndex a, AgentIndex b) {
    return random::Stream(seed, random::Purpose::network_pair, a, b);
  };
  std::vector<Range> tops;
  for (const Range& community : communities) {
    const std::vector<Range> ranges = split(s, community);
    tops.push_back(ranges[0]);
    for (std::size_t k = 0; k < ranges.size(); ++k) {
      const Stratum& stratum = s.strata[k];
      const double n = ranges[k].size();
      for (AgentIndex i = ranges[k].first; i < ranges[k].last; ++i) draft.roles[i] = stratum.role;
      tie_within(ranges[k], Trials(n > 1 ? stratum.within / (n - 1) : 0), seed, tie);
      if (k == 0 || n == 0) continue;
      tie_between(ranges[k], ranges[k - 1], Trials(stratum.upward / ranges[k - 1].size()),
                  pair_stream(ranges[k].first, ranges[k - 1].first), tie);
    }
  }
  const std::vector<Range> numbered = top_ranges(tops);
  const AgentIndex all = numbered.back().last;
  double others = 0;  // summed over top agents
  for (const Range& r : numbered) others += static_cast<double>(r.size()) * (all - r.size());
  const Trials bridges(others > 0 ? std::min(1.0, s.bridge * all / others) : 0);
  const std::vector<std::uint32_t> community_of = range_of_agents(numbered);
  for (std::size_t c = 0; c < tops.size(); ++c)
    tie_between(tops[c], {numbered[c].last, all}, bridges, pair_stream(tops[c].first, 0xffffffff),
                [&](AgentIndex i, AgentIndex j) {
                  const std::uint32_t d = community_of[j];
                  tie(i, tops[d].first + (j - numbered[d].first));
                });
  draft.community = range_of_agents(communities);
  return draft;
}

}  // namespace shoal::network
