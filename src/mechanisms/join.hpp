#pragma once
// Membership: pure maths, and the phase (docs/mechanisms/membership.md).

#include "maths/elementary.hpp"
#include "mechanisms/membership.hpp"
#include "mechanisms/step.hpp"

namespace shoal {

/// Probability that a member leaves in a tick.
inline double leave_probability(const MembershipParams::Leave& p, double belonging, double activity,
                                double fatigue, double displeasure) {
  return maths::logistic(p.base - p.belonging * belonging - p.activity * activity + p.fatigue * fatigue +
                         p.displeasure * displeasure);
}

/// Probability that at least one invitation that comes at a rate is accepted.
inline double join_probability(double rate) { return 1.0 - maths::exp(-rate); }

/// Share of newcomers whom a community of this openness admits.
inline double admission(const MembershipParams& p, double openness) {
  return p.closed + (1.0 - p.closed) * openness;
}

/// Whether agent i is an outsider to whom nothing in its neighbourhood matters: it cannot join.
inline bool out_of_reach(const Step& step, AgentIndex i) {
  const State& state = step.state;
  if (state.member.empty() || state.member[i] != 0) return false;
  const MembershipParams& params = step.model.membership;
  return !params.enabled || params.referral <= 0 || is_removed(state, i) ||
         state.communities.stage[step.model.network.community[i]] == metrics::Stage::dead;
}

/// Sets reached[a] to 0 for those of the block's agents that are out of reach, to 1 for all others.
void find_reached(const Step& step, const Block& block, float* reached);
/// Makes a column of `size` sums 0 for those who are out of reach.
void keep_reached(const float* reached, std::uint32_t size, float* sum);

/// Who leaves and who joins; then what outsiders have seen of their peers is forgotten. Who joins shows from
/// this tick on and sees from the next.
void join(const Step& step, Block& block);

}  // namespace shoal
