#include "mechanisms/campaign.hpp"

#include <algorithm>
#include <array>

#include "maths/wide.hpp"
#include "mechanisms/believe.hpp"
#include "mechanisms/purchase.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

void join(double& level, double effect) { level = joined(level, effect); }

/// Whom of agents first .. first + size - 1 a campaign is for, as ones and zeros; a condition at a time.
void find_targets(const Model& model, const State& state, const Campaign& campaign, AgentIndex first,
                  std::uint32_t size, float* mask) {
  std::fill_n(mask, size, 1.0f);
  const auto keep = [=](auto among) {
    maths::in_widest_vectors([=] {
      for (std::uint32_t a = 0; a < size; ++a) mask[a] = among(a) ? mask[a] : 0.0f;
    });
  };
  if (!campaign.community.empty())
    for (std::uint32_t a = 0; a < size; ++a)
      if (!campaign.community[model.network.community[first + a]]) mask[a] = 0;
  if (!campaign.segment.empty())
    for (std::uint32_t a = 0; a < size; ++a)
      if (!campaign.segment[model.population.segment.empty() ? 0 : model.population.segment[first + a]])
        mask[a] = 0;
  std::uint32_t roles = 0;
  for (std::size_t r = 0; r < campaign.role.size(); ++r) roles |= std::uint32_t{campaign.role[r]} << r;
  if (state.role.empty())
    keep([=](std::uint32_t) { return (roles >> static_cast<unsigned>(Role::mass) & 1) != 0; });
  else
    keep([roles, role = state.role.data() + first](std::uint32_t a) {
      return (roles >> static_cast<unsigned>(role[a]) & 1) != 0;
    });
  if (!state.removed.empty())
    keep([removed = state.removed.data() + first](std::uint32_t a) { return removed[a] == 0; });
  const Audience audience = campaign.params.audience;
  if (audience == Audience::everybody) return;
  const bool members = audience == Audience::members;
  if (state.member.empty())
    keep([members](std::uint32_t) { return members; });
  else
    keep([members, member = state.member.data() + first](std::uint32_t a) {
      return (member[a] != 0) == members;
    });
}

std::int64_t heads(const TickStep& step, const Campaign& campaign) {
  std::array<float, block_size> mask;
  std::int64_t count = 0;
  const AgentIndex agents = step.model.population.agents;
  for (AgentIndex first = 0; first < agents; first += block_size) {
    const std::uint32_t size = std::min<AgentIndex>(block_size, agents - first);
    find_targets(step.model, step.state, campaign, first, size, mask.data());
    count += std::count(mask.begin(), mask.begin() + size, 1.0f);
  }
  return count;
}

bool touches_agents(const CampaignEffect& effect) {
  return effect.stimulus > 0 || effect.price_cut > 0 || effect.warmth > 0;
}

}  // namespace

void open_campaigns(const TickStep& step) {
  const Model& model = step.model;
  Communities& communities = step.state.communities;
  for (auto* effect : {&communities.content, &communities.event_warmth, &communities.pressure,
                       &communities.promotion, &communities.reach})
    std::fill(effect->begin(), effect->end(), 0.0);
  step.state.campaigns_on.clear();
  std::fill(step.state.campaign_cost.begin(), step.state.campaign_cost.end(), 0.0);
  for (std::uint32_t m = 0; m < model.campaigns.size(); ++m) {
    const Campaign& campaign = model.campaigns[m];
    if (!is_on(campaign.params, step.tick)) continue;
    step.state.campaigns_on.push_back(m);
    const CampaignEffect& effect = campaign.effect;
    for (std::size_t c = 0; c < model.network.communities(); ++c) {
      if (!campaign.community.empty() && !campaign.community[c]) continue;
      join(communities.content[c], effect.content);
      join(communities.event_warmth[c], effect.warmth);
      join(communities.pressure[c], effect.pressure);
      join(communities.promotion[c], effect.promotion);
      join(communities.reach[c], effect.reach);
    }
    double cost = effect.cost;
    if (effect.cost_per_head > 0) cost += effect.cost_per_head * static_cast<double>(heads(step, campaign));
    for (const std::size_t k : campaign.products)
      step.state.campaign_cost[k] += cost / static_cast<double>(campaign.products.size());
  }
}

void target(const Step& step, Block& block) {
  Scratch& scratch = block.scratch;
  for (const std::uint32_t m : step.state.campaigns_on) {
    const Campaign& campaign = step.model.campaigns[m];
    if (!touches_agents(campaign.effect)) continue;
    float* mask = scratch.mask.data();
    find_targets(step.model, step.state, campaign, block.first, block.size, mask);
    const auto warmth = static_cast<float>(campaign.effect.warmth),
               stimulus = static_cast<float>(campaign.effect.stimulus),
               cut = static_cast<float>(campaign.effect.price_cut);
    float* warm = scratch.warmth.data();
    for (std::uint32_t a = 0; a < block.size; ++a) warm[a] += warmth * mask[a] * (1.0f - warm[a]);
    for (const std::size_t k : campaign.products) {
      float* s = scratch.row(scratch.stimulus, k);
      float* price = scratch.row(scratch.price, k);
      for (std::uint32_t a = 0; a < block.size; ++a) {
        s[a] += stimulus * mask[a] * (1.0f - s[a]);
        price[a] *= 1.0f - cut * mask[a];
      }
    }
  }
}

void endorse(const Step& step, Block& block) {
  const Model& model = step.model;
  const State& state = step.state;
  if (state.role.empty()) return;
  const std::size_t products = model.products.size();
  for (const std::uint32_t m : state.campaigns_on) {
    const Campaign& campaign = model.campaigns[m];
    if (!(campaign.effect.endorse > 0)) continue;
    const float* targeted = block.scratch.mask.data();
    find_targets(model, state, campaign, block.first, block.size, block.scratch.mask.data());
    for (std::uint32_t a = 0; a < block.size; ++a) {
      const AgentIndex i = block.first + a;
      if (state.role[i] != Role::hub || !is_member(state, i) || targeted[a] == 0.0f) continue;
      const auto words =
          random::draw(model.seed, random::Purpose::endorsement, number_of(model, i), step.moment, m);
      if (!(random::uniform(words[0]) < static_cast<float>(campaign.effect.endorse))) continue;
      for (const std::size_t k : campaign.products) {
        step.showing[i * products + k] |= signal::recommends;
        if (Matrix* told = telling(model, step.state)) (*told)(i, k) = 1;  // paid praise
      }
    }
  }
}

}  // namespace shoal
