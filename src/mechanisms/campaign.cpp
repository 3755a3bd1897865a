#include "mechanisms/campaign.hpp"

#include <algorithm>

#include "mechanisms/believe.hpp"
#include "mechanisms/purchase.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

void join(double& level, double effect) { level = joined(level, effect); }

std::int64_t heads(const TickStep& step, const Campaign& campaign) {
  std::int64_t count = 0;
  for (AgentIndex i = 0; i < step.model.population.agents; ++i)
    count += targets(step.model, step.state, campaign, i) ? 1 : 0;
  return count;
}

bool touches_agents(const CampaignEffect& effect) {
  return effect.stimulus > 0 || effect.price_cut > 0 || effect.warmth > 0;
}

}  // namespace

bool targets(const Model& model, const State& state, const Campaign& campaign, AgentIndex i) {
  if (!campaign.community.empty() && !campaign.community[model.network.community[i]]) return false;
  if (!campaign.segment.empty() &&
      !campaign.segment[model.population.segment.empty() ? 0 : model.population.segment[i]])
    return false;
  if (!campaign.role[static_cast<std::size_t>(state.role.empty() ? Role::mass : state.role[i])]) return false;
  if (is_removed(state, i)) return false;
  if (campaign.params.audience == Audience::everybody) return true;
  return is_member(state, i) == (campaign.params.audience == Audience::members);
}

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
    for (std::uint32_t a = 0; a < block.size; ++a)
      mask[a] = targets(step.model, step.state, campaign, block.first + a) ? 1.0f : 0.0f;
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
    for (std::uint32_t a = 0; a < block.size; ++a) {
      const AgentIndex i = block.first + a;
      if (state.role[i] != Role::hub || !is_member(state, i) || !targets(model, state, campaign, i)) continue;
      const auto words =
          random::draw(model.seed, random::Purpose::endorsement, model.network.agent_of[i], step.moment, m);
      if (!(random::uniform(words[0]) < static_cast<float>(campaign.effect.endorse))) continue;
      for (const std::size_t k : campaign.products) {
        step.showing[i * products + k] |= signal::recommends;
        if (Matrix* told = telling(model, step.state)) (*told)(i, k) = 1;  // paid praise
      }
    }
  }
}

}  // namespace shoal
