#include "network/lfr_degrees.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "config/source.hpp"
#include "network/power_law.hpp"

namespace shoal::network {
namespace {

constexpr std::uint32_t most_attempts = 100;

struct Degree {
  std::uint32_t inside, outside;
};

std::vector<Degree> draw_degrees(const NetworkParams::Lfr& p, AgentIndex agents, std::uint64_t seed) {
  const auto law =
      PowerLaw::with_mean(p.degree_exponent, p.mean_degree, static_cast<std::uint32_t>(p.max_degree));
  std::vector<Degree> degrees(agents);
  for (AgentIndex i = 0; i < agents; ++i) {
    random::Stream draws(seed, random::Purpose::network_degree, i);
    const std::uint32_t degree = law->at(draws.uniform_open());
    // a fraction of a tie is a tie with that probability, so that mixing is met in the mean
    const auto inside =
        static_cast<std::uint32_t>(std::floor((1 - p.mixing) * degree + draws.uniform_open()));
    degrees[i] = {std::min(inside, degree), degree - std::min(inside, degree)};
  }
  return degrees;
}

/// Positions sorted by inside degree, largest first; counting sort.
std::vector<AgentIndex> most_demanding_first(const std::vector<Degree>& degrees, std::size_t max_degree) {
  std::vector<AgentIndex> start(max_degree + 2, 0), order(degrees.size());
  for (const Degree d : degrees) ++start[max_degree - d.inside + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  for (AgentIndex i = 0; i < degrees.size(); ++i) order[start[max_degree - degrees[i].inside]++] = i;
  return order;
}

/// Gives every degree a seat in a large enough community; false if there is none for somebody.
bool seat(const std::vector<Degree>& degrees, const std::vector<AgentIndex>& order, random::Stream draws,
          LfrDegrees& out) {
  std::vector<std::uint32_t> by_size(out.communities.size());
  std::iota(by_size.begin(), by_size.end(), 0u);
  std::stable_sort(by_size.begin(), by_size.end(), [&](std::uint32_t a, std::uint32_t b) {
    return out.communities[a].size() > out.communities[b].size();
  });
  std::vector<AgentIndex> seats;  // free ones in communities that are large enough
  seats.reserve(degrees.size());
  std::size_t opened = 0;
  for (const AgentIndex who : order) {
    for (; opened < by_size.size() && out.communities[by_size[opened]].size() > degrees[who].inside;
         ++opened) {
      const Range c = out.communities[by_size[opened]];
      for (AgentIndex i = c.first; i < c.last; ++i) seats.push_back(i);
    }
    if (seats.empty()) return false;
    const std::uint32_t pick = draws.below(static_cast<std::uint32_t>(seats.size()));
    out.inside[seats[pick]] = degrees[who].inside;
    out.outside[seats[pick]] = degrees[who].outside;
    seats[pick] = seats.back();
    seats.pop_back();
  }
  return true;
}

/// Whether no community has more outside ties than all others together.
bool outside_ties_fit(const LfrDegrees& d) {
  const auto ends = [&](Range c) {
    return std::accumulate(d.outside.begin() + c.first, d.outside.begin() + c.last, std::uint64_t{0});
  };
  std::uint64_t all = 0, most = 0;
  for (const Range c : d.communities) {
    all += ends(c);
    most = std::max(most, ends(c));
  }
  return 2 * most <= all;
}

}  // namespace

std::vector<AgentIndex> lfr_sizes(const NetworkParams::Lfr& p, AgentIndex agents, std::uint64_t seed,
                                  std::uint32_t attempt) {
  const auto smallest = static_cast<AgentIndex>(p.min_community),
             largest = static_cast<AgentIndex>(p.max_community);
  const PowerLaw law(p.community_exponent, smallest, largest);
  random::Stream draws(seed, random::Purpose::network_size, attempt);
  std::vector<AgentIndex> sizes;
  AgentIndex left = agents;
  while (left > 0) {
    const AgentIndex size = std::min(law.at(draws.uniform_open()), left);
    sizes.push_back(size);
    left -= size;
  }
  if (sizes.back() >= smallest) return sizes;
  AgentIndex rest = sizes.back();
  sizes.pop_back();
  std::uint64_t room = 0;
  for (const AgentIndex size : sizes) room += largest - size;
  if (room >= rest) {
    for (std::size_t c = 0; rest > 0; c = (c + 1) % sizes.size())
      if (sizes[c] < largest) ++sizes[c], --rest;
  } else {
    for (std::size_t c = 0; rest < smallest; c = (c + 1) % sizes.size())
      if (sizes[c] > smallest) --sizes[c], ++rest;
    sizes.push_back(rest);
  }
  return sizes;
}

LfrDegrees lfr_degrees(const NetworkParams::Lfr& p, AgentIndex agents, std::uint64_t seed) {
  const std::vector<Degree> degrees = draw_degrees(p, agents, seed);
  const std::vector<AgentIndex> order = most_demanding_first(degrees, static_cast<std::size_t>(p.max_degree));
  LfrDegrees out;
  out.inside.resize(agents);
  out.outside.resize(agents);
  std::string why;
  for (std::uint32_t attempt = 0; attempt < most_attempts; ++attempt) {
    out.communities.clear();
    AgentIndex first = 0;
    for (const AgentIndex size : lfr_sizes(p, agents, seed, attempt)) {
      out.communities.push_back({first, first + size});
      first += size;
    }
    if (!seat(degrees, order, random::Stream(seed, random::Purpose::network_shuffle, 0, attempt), out))
      why = fmt::format(
          "had no room for agents with up to {} ties inside their community: have larger communities, a "
          "smaller max_degree or more mixing",
          degrees[order[0]].inside);
    else if (!outside_ties_fit(out))
      why = "had too few agents outside the largest community: have smaller communities";
    else
      return out;
  }
  throw config::InvalidInput({{{},
                               "network.lfr.max_community",
                               fmt::format("found {}; {} draws of community sizes {}",
                                           std::int64_t{p.max_community}, most_attempts, why)}});
}

}  // namespace shoal::network
