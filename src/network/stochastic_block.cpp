// Stochastic block model (Holland, Laskey & Leinhardt 1983): blocks of given shares; the chance of a tie
// depends on the blocks of both ends.
//
// Ties are mutual, so blocks r and s must want the same number of ties between them: share_r * degree_rs =
// share_s * degree_sr. `check` refuses a scenario whose two sides differ by more than 1 % (rounded figures);
// below that the generator takes their mean.

#include <fmt/format.h>

#include <algorithm>

#include "network/blocks.hpp"
#include "network/generator.hpp"

namespace shoal::network {
namespace {

constexpr double tolerance = 0.01;

std::vector<double> shares_of(const NetworkParams::StochasticBlock& p) {
  return {p.shares.begin(), p.shares.end()};
}

bool check_shape(const NetworkParams::StochasticBlock& p, std::int64_t agents, Misfits& out) {
  const std::size_t blocks = p.shares.size();
  if (blocks == 0) {
    out.push_back({"stochastic_block.shares", "found nothing; give the share of agents of every block"});
    return false;
  }
  bool square = p.mean_degrees.size() == blocks;
  if (!square)
    out.push_back({"stochastic_block.mean_degrees",
                   fmt::format("found {} rows; there are {} shares: give one row per block",
                               p.mean_degrees.size(), blocks)});
  for (std::size_t r = 0; r < p.mean_degrees.size(); ++r)
    if (p.mean_degrees[r].size() != blocks) {
      out.push_back({fmt::format("stochastic_block.mean_degrees.{}", r),
                     fmt::format("found {} numbers; there are {} shares: give one number per block",
                                 p.mean_degrees[r].size(), blocks)});
      square = false;
    }
  const auto ranges = ranges_by_share(static_cast<AgentIndex>(agents), shares_of(p));
  for (std::size_t r = 0; r < blocks; ++r)
    if (ranges[r].size() == 0) {
      out.push_back(
          {fmt::format("stochastic_block.shares.{}", r),
           fmt::format("found {}; of {} agents that leaves none for this block", p.shares[r].value, agents)});
      square = false;
    }
  return square;
}

void check(const NetworkParams& params, std::int64_t agents, Misfits& out) {
  const auto& p = params.stochastic_block;
  if (!check_shape(p, agents, out)) return;
  const auto ranges = ranges_by_share(static_cast<AgentIndex>(agents), shares_of(p));
  for (std::size_t r = 0; r < ranges.size(); ++r)
    for (std::size_t s = 0; s < ranges.size(); ++s) {
      const double wanted = p.mean_degrees[r][s];
      const auto key = fmt::format("stochastic_block.mean_degrees.{}.{}", r, s);
      const double room = ranges[s].size() - (r == s ? 1.0 : 0.0);
      if (wanted > room)
        out.push_back(
            {key, fmt::format("found {}; block {} has room for at most {} ties of an agent of block {}",
                              wanted, s, room, r)});
      const double one = p.shares[r] * wanted, other = p.shares[s] * p.mean_degrees[s][r];
      if (r < s && std::abs(one - other) > tolerance * std::max(one, other))
        out.push_back(
            {key,
             fmt::format("found {} here and {} in row {}; ties are mutual, so share times degree must "
                         "agree: {} here, or {} there",
                         wanted, p.mean_degrees[s][r].value, s, other / p.shares[r], one / p.shares[s])});
    }
}

double expected_ties(const NetworkParams& params, double agents) {
  const auto& p = params.stochastic_block;
  double total = 0, degree = 0;
  for (std::size_t r = 0; r < p.shares.size(); ++r) {
    total += p.shares[r];
    for (const double d : p.mean_degrees[r]) degree += p.shares[r] * d;
  }
  return agents * degree / total / 2;
}

Draft generate(const NetworkParams& params, AgentIndex agents, std::uint64_t seed) {
  const auto& p = params.stochastic_block;
  const std::vector<Range> blocks = ranges_by_share(agents, shares_of(p));
  Draft draft;
  draft.agents = agents;
  draft.ties.reserve(room_for(expected_ties(params, agents)));
  const auto tie = [&](AgentIndex i, AgentIndex j) { draft.ties.push_back({i, j}); };
  for (std::size_t r = 0; r < blocks.size(); ++r) {
    const double n = blocks[r].size();
    tie_within(blocks[r], Trials(n > 1 ? p.mean_degrees[r][r] / (n - 1) : 0), seed, tie);
    for (std::size_t s = r + 1; s < blocks.size(); ++s) {
      const double m = blocks[s].size();
      const double ties = (n * p.mean_degrees[r][s] + m * p.mean_degrees[s][r]) / 2;
      tie_between(blocks[r], blocks[s], Trials(std::min(1.0, ties / (n * m))),
                  random::Stream(seed, random::Purpose::network_pair, blocks[r].first, blocks[s].first), tie);
    }
  }
  draft.community = range_of_agents(blocks);
  return draft;
}

}  // namespace

constexpr GeneratorEntry stochastic_block_generator{check, expected_ties, generate};

}  // namespace shoal::network
