#include "mechanisms/join.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "maths/wide.hpp"
#include "mechanisms/live.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/surround.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

/// What newcomers to a community meet.
struct Entry {
  double referral;        ///< rate per member neighbour, before fit
  double contacted, own;  ///< probability of a paid contact; of one by `membership.acquisition`
  double acceptance;      ///< of a contact, before fit
};

Entry entry_of(const Model& model, const Communities& communities, std::uint32_t c) {
  const MembershipParams& params = model.membership;
  const double eased = 2.0 * model.platform.awareness * admission(params, communities.openness[c]);
  const double own = params.acquisition.rate;
  return {.referral = params.referral * 2.0 * communities.element(Element::replication, c) *
                      communities.activity[c] * eased,
          .contacted = std::min(1.0, own + communities.reach[c]),
          .own = own,
          .acceptance = params.acquisition.acceptance * eased};
}

/// Recommendations that agent `a` of the block has heard, over all products.
double heard(const Scratch& scratch, std::uint32_t a) {
  float sum = 0;
  for (std::size_t k = 0; k < scratch.products; ++k) sum += scratch.seen(shown_recommends, k)[a];
  return static_cast<double>(sum);
}

void welcome(const Step& step, AgentIndex i) {
  State& state = step.state;
  state.member[i] = 1;
  state.joined_at[i] = step.tick;
  const BondParams& bonds = step.model.community.bonds;
  if (!bonds.enabled) return;
  state.belonging[i] = static_cast<float>(bonds.newcomer.belonging);
  state.trust[i] = static_cast<float>(bonds.newcomer.trust);
}

/// Nothing seen of peers where `seeing` is 0.
void forget_peers(Scratch& scratch, std::uint32_t size) {
  const float* seeing = scratch.mask.data();
  const auto keep = [&](float* of) {
    for (std::uint32_t a = 0; a < size; ++a) of[a] = seeing[a] != 0.0f ? of[a] : 0.0f;
  };
  for (Aligned<float>* of : {&scratch.total, &scratch.attention, &scratch.warmth}) keep(of->data());
  for (int sign = 0; sign < shown_count; ++sign)
    for (std::size_t k = 0; k < scratch.products; ++k) keep(scratch.seen(static_cast<Shown>(sign), k));
}

constexpr float slack = 1.001f;  ///< of bounds in single precision

/// More than logistic(x): a power of two above exp(x).
float above_logistic(float x) {
  const float y = std::min(std::max(x * 1.44269504f, -120.0f), 0.5f);
  const auto exponent = static_cast<std::uint32_t>(static_cast<std::int32_t>(y + 128.0f));
  return std::bit_cast<float>(exponent << 23);
}

/// Who may leave or join in this tick, of agents [begin, end) of community c: all whose luck lies below a
/// bound of their probability, which takes no exponential. Their positions go to scratch.best; returns their
/// number.
std::uint32_t find_movers(const Step& step, Block& block, const Entry& entry, std::uint32_t c,
                          std::uint32_t begin, std::uint32_t end) {
  const MembershipParams& params = step.model.membership;
  const State& state = step.state;
  const Communities& communities = state.communities;
  Scratch& scratch = block.scratch;
  const auto by_belonging = static_cast<float>(params.leave.belonging);
  const auto by_displeasure = static_cast<float>(params.leave.displeasure);
  const auto alike = static_cast<float>(params.leave.base - params.leave.activity * communities.activity[c] +
                                        params.leave.fatigue * communities.fatigue[c]);
  const float same = alike + 0.005f + 1e-6f * (std::abs(alike) + by_belonging + by_displeasure);
  const auto referral = static_cast<float>(entry.referral) * slack;
  const auto contacted = static_cast<float>(entry.contacted) * slack;
  const auto hearing = static_cast<float>(params.heard);
  const bool dead = communities.stage[c] == metrics::Stage::dead;
  const std::uint8_t* member = state.member.data() + block.first;
  const float* belonging = state.belonging.block(block.first);
  const float* displeasure = state.displeasure.size() > 0 ? state.displeasure.data() + block.first : nullptr;
  const float* fit = state.fit.block(block.first);
  const std::uint32_t *first = scratch.words[0].data(), *second = scratch.words[1].data();
  float *bound = scratch.urge.data(), *moves = scratch.best_urge.data();
  const float* total = scratch.total.data();
  maths::in_widest_vectors([=] {
    for (std::uint32_t a = begin; a < end; ++a) bound[a] = total[a];
  });
  for (std::size_t k = 0; k < scratch.products; ++k)
    maths::in_widest_vectors([=, recommend = scratch.seen(shown_recommends, k)] {
      for (std::uint32_t a = begin; a < end; ++a) bound[a] += hearing * recommend[a];
    });
  // Nothing branches: half of all agents may be members, in no order.
  maths::in_widest_vectors([=, at_most = dead ? 0.0f : 1.0f] {
    for (std::uint32_t a = begin; a < end; ++a) {
      const float displeased = displeasure ? by_displeasure * displeasure[a] : 0.0f;
      const float leaving = above_logistic(same - by_belonging * belonging[a] + displeased);
      const float luck = random::uniform(first[a]);
      const float leaves = luck < leaving ? 1.0f : 0.0f,
                  referred = luck < bound[a] * (referral * fit[a]) ? at_most : 0.0f,
                  enters = random::uniform(second[a]) < contacted ? at_most : referred;
      moves[a] = member[a] != 0 ? leaves : enters;
    }
  });
  std::uint32_t movers = 0;
  for (std::uint32_t a = begin; a < end; ++a) {
    scratch.best[movers] = a;
    movers += moves[a] != 0.0f;
  }
  return movers;
}

/// One agent leaves or joins, or stays what it is.
void move(const Step& step, Block& block, const Entry& entry, std::uint32_t c, std::uint32_t a,
          metrics::CommunityCounts& now) {
  State& state = step.state;
  Scratch& scratch = block.scratch;
  const MembershipParams& params = step.model.membership;
  const AgentIndex i = block.first + a;
  const auto& w = scratch.words;
  if (state.member[i] != 0) {
    const double displeasure = state.displeasure.size() > 0 ? double{state.displeasure[i]} : 0.0;
    const double p =
        leave_probability(params.leave, double{state.belonging[i]}, state.communities.activity[c],
                          state.communities.fatigue[c], displeasure);
    if (!(random::uniform(w[0][a]) < static_cast<float>(p))) return;
    state.member[i] = 0;
    scratch.mask[a] = 0.0f;
    now.left += 1;
    return;
  }
  if (is_removed(state, i)) return;
  const double fit = double{state.fit[i]};
  const double invited = double{scratch.total[a]} + params.heard * heard(scratch, a);
  if (random::uniform(w[0][a]) < static_cast<float>(join_probability(entry.referral * fit * invited))) {
    welcome(step, i);
    now.referred += 1;
  } else if (double{random::uniform(w[1][a])} < entry.contacted) {
    now.contacted += double{random::uniform(w[1][a])} < entry.own;
    if (random::uniform(w[2][a]) < static_cast<float>(entry.acceptance * fit)) {
      welcome(step, i);
      now.acquired += 1;
    }
  }
}

}  // namespace

void find_reached(const Step& step, const Block& block, float* reached) {
  const State& state = step.state;
  const MembershipParams& params = step.model.membership;
  std::fill_n(reached, block.size, 1.0f);
  if (state.member.empty()) return;
  const std::uint8_t *member = state.member.data() + block.first,
                     *removed = state.removed.empty() ? nullptr : state.removed.data() + block.first;
  for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
    const bool none_joins =
        !params.enabled || params.referral <= 0 || state.communities.stage[c] == metrics::Stage::dead;
    maths::in_widest_vectors([=] {
      for (std::uint32_t a = begin; a < end; ++a) {
        const bool cannot = none_joins | (removed != nullptr && removed[a] != 0);
        reached[a] = ((member[a] == 0) & cannot) ? 0.0f : 1.0f;
      }
    });
  });
}

void keep_reached(const float* reached, std::uint32_t size, float* sum_) {
  maths::in_widest_vectors([=] {
    float* __restrict sum = sum_;
    for (std::uint32_t a = 0; a < size; ++a) sum[a] *= reached[a];
  });
}

void join(const Step& step, Block& block) {
  const Model& model = step.model;
  Scratch& scratch = block.scratch;
  Communities& communities = step.state.communities;
  const std::uint8_t* member = step.state.member.data() + block.first;
  // Who joins sees nobody before the next tick.
  for (std::uint32_t a = 0; a < block.size; ++a) scratch.mask[a] = member[a] != 0 ? 1.0f : 0.0f;
  if (model.membership.enabled) {
    auto& w = scratch.words;
    random::draw_columns(model.seed, random::Purpose::membership, numbers_of(step, block), step.moment,
                         block.size, w[0].data(), w[1].data(), w[2].data(), w[3].data());
    for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
      const Entry entry = entry_of(model, communities, c);
      metrics::CommunityCounts now;
      const std::uint32_t movers = find_movers(step, block, entry, c, begin, end);
      for (std::uint32_t n = 0; n < movers; ++n) move(step, block, entry, c, scratch.best[n], now);
      metrics::CommunityCounts& happened = communities.happened[c];
      add_to(happened.left, now.left);
      add_to(happened.referred, now.referred);
      add_to(happened.contacted, now.contacted);
      add_to(happened.acquired, now.acquired);
    });
  }
  forget_peers(scratch, block.size);
}

}  // namespace shoal
