#include "mechanisms/join.hpp"

#include <algorithm>

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
  for (std::vector<float>* of : {&scratch.total, &scratch.attention, &scratch.warmth}) keep(of->data());
  for (int sign = 0; sign < shown_count; ++sign)
    for (std::size_t k = 0; k < scratch.products; ++k) keep(scratch.seen(static_cast<Shown>(sign), k));
}

}  // namespace

void join(const Step& step, Block& block) {
  const Model& model = step.model;
  State& state = step.state;
  Scratch& scratch = block.scratch;
  Communities& communities = state.communities;
  const MembershipParams& params = model.membership;
  auto& w = scratch.words;
  if (params.enabled)
    random::draw_columns(model.seed, random::Purpose::membership, model.network.agent_of.data() + block.first,
                         step.moment, block.size, w[0].data(), w[1].data(), w[2].data(), w[3].data());
  for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
    const bool dead = communities.stage[c] == metrics::Stage::dead;
    const Entry entry = entry_of(model, communities, c);
    metrics::CommunityCounts now;
    for (std::uint32_t a = begin; a < end; ++a) {
      const AgentIndex i = block.first + a;
      const bool outsider = state.member[i] == 0;
      if (params.enabled && !outsider) {
        const double displeasure = state.displeasure.size() > 0 ? double{state.displeasure[i]} : 0.0;
        const double p = leave_probability(params.leave, double{state.belonging[i]}, communities.activity[c],
                                           communities.fatigue[c], displeasure);
        if (random::uniform(w[0][a]) < static_cast<float>(p)) {
          state.member[i] = 0;
          now.left += 1;
        }
      } else if (params.enabled && !dead && !is_removed(state, i)) {
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
      scratch.mask[a] = outsider || state.member[i] == 0 ? 0.0f : 1.0f;
    }
    metrics::CommunityCounts& happened = communities.happened[c];
    add_to(happened.left, now.left);
    add_to(happened.referred, now.referred);
    add_to(happened.contacted, now.contacted);
    add_to(happened.acquired, now.acquired);
  });
  forget_peers(scratch, block.size);
}

}  // namespace shoal
