#include "mechanisms/bond.hpp"

#include <algorithm>
#include <cmath>

#include "maths/wide.hpp"
#include "mechanisms/measure.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/surround.hpp"
#include "random/philox.hpp"

namespace shoal {

Bonding bonding_of(const BondParams& params, const Communities& communities, std::size_t c) {
  const double closeness = 1.0 + params.belonging.closeness * (1.0 - communities.openness[c]);
  return {static_cast<float>(params.belonging.growth * closeness),
          static_cast<float>(params.belonging.warmth * communities.warmth[c]),
          static_cast<float>(params.belonging.fatigue * communities.fatigue[c])};
}

namespace {

void pass_time(const Step& step, Block& block) {
  const BondParams& params = step.model.community.bonds;
  State& state = step.state;
  const std::uint8_t* member = state.member.empty() ? nullptr : state.member.data() + block.first;
  const Role* role = state.role.empty() ? nullptr : state.role.data() + block.first;
  const float* fit = state.fit.block(block.first);
  const float* layers = state.layers.block(block.first);
  const float* participation = state.participation.data() + block.first;
  float* belonging = state.belonging.block(block.first);
  float* trust = state.trust.block(block.first);
  float* displeasure = state.displeasure.data() + block.first;
  const auto tenure = static_cast<float>(params.trust.tenure);
  const auto inactivity = static_cast<float>(params.belonging.inactivity);
  const auto strata = static_cast<float>(params.belonging.strata / 3.0);
  const auto further = static_cast<float>(params.belonging.layers);
  const float keep = 1.0f - static_cast<float>(params.displeasure.fading);
  for (std::uint32_t a = 0; a < block.size; ++a) displeasure[a] *= keep;
  const auto pass = [&](auto belongs, auto rank) {
    for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
      maths::in_widest_vectors([=, bonding = bonding_of(params, state.communities, c)] {
        float* __restrict g = belonging, * __restrict t = trust;
        for (std::uint32_t a = begin; a < end; ++a) {
          const float close = fit[a] * (1.0f + further * (layers[a] - 1.0f)) * (1.0f + strata * rank(a));
          const float after = belonging_after(g[a], bonding, close, participation[a], inactivity);
          g[a] = belongs(a) ? after : g[a];
          t[a] = belongs(a) ? gained(t[a], tenure) : t[a];
        }
      });
    });
  };
  const auto with_rank = [&](auto belongs) {
    if (role != nullptr)
      pass(belongs, [role](std::uint32_t a) { return static_cast<float>(role[a]); });
    else
      pass(belongs, [](std::uint32_t) { return 0.0f; });
  };
  if (member != nullptr)
    with_rank([member](std::uint32_t a) { return member[a] != 0; });
  else
    with_rank([](std::uint32_t) { return true; });
}

// Part of the belief that the purchase took away.
void restore_belief(State& state, AgentIndex i, const Purchase& p, float redress) {
  if (state.belief[0].empty()) return;
  float& mean = state.belief[0](i, p.product);
  const float before = p.quality - p.satisfaction;
  if (mean < before) mean += redress * (before - mean);
}

void take_purchases(const Step& step, Block& block) {
  const Model& model = step.model;
  const BondParams& params = model.community.bonds;
  State& state = step.state;
  const auto redress = static_cast<float>(params.redress);
  for (const Purchase& p : block.scratch.purchases) {
    const AgentIndex i = block.first + p.agent;
    if (!state.member.empty() && state.member[i] == 0) continue;
    const bool led = p.channel != metrics::Channel::search;
    if (p.pleased && led) state.trust[i] = gained(state.trust[i], static_cast<float>(params.trust.good));
    if (p.deceived) state.trust[i] = lost(state.trust[i], static_cast<float>(params.trust.deceived));
    if (!p.displeased) continue;
    bool answered = false;
    if (p.complains) {
      const auto words =
          random::draw(model.seed, random::Purpose::service, number_of(model, i), step.moment, p.product);
      answered = random::uniform(words[0]) < model.products[p.product].level[1];
    }
    const float felt = answered ? 1.0f - redress : 1.0f;
    state.displeasure[i] = gained(state.displeasure[i], felt * static_cast<float>(params.displeasure.hit));
    state.belonging[i] = lost(state.belonging[i], felt * static_cast<float>(params.belonging.hurt));
    if (led) state.trust[i] = lost(state.trust[i], felt * static_cast<float>(params.trust.bad));
    if (answered) {
      restore_belief(state, i, p, redress);
      add_one(state.communities.happened[model.network.community[i]].answered);
    }
  }
}

}  // namespace

void bond(const Step& step, Block& block) {
  pass_time(step, block);
  take_purchases(step, block);
}

namespace {

// A sum as a whole number of 2^-30, so that blocks may add to it in any order.
std::int64_t fixed_point(double sum) { return static_cast<std::int64_t>(std::floor(sum * 0x1p30 + 0.5)); }

}  // namespace

void measure_members(const Step& step, Block& block) {
  const State& state = step.state;
  float* value = block.scratch.urge.data();
  const std::uint8_t* member = state.member.empty() ? nullptr : state.member.data() + block.first;
  const auto over_members = [&](const float* of, std::uint32_t begin, std::uint32_t end) {
    if (!member) return fixed_point(ordered_sum(of + begin, end - begin));
    for (std::uint32_t a = begin; a < end; ++a) value[a] = member[a] != 0 ? of[a] : 0.0f;
    return fixed_point(ordered_sum(value + begin, end - begin));
  };
  const float* participation = state.participation.data() + block.first;
  const auto active = static_cast<float>(step.model.community.active);
  for_each_community(step, block, [&](std::uint32_t c, std::uint32_t begin, std::uint32_t end) {
    metrics::CommunityCounts& happened = step.state.communities.happened[c];
    std::uint32_t count = 0;
    if (member)
      for (std::uint32_t a = begin; a < end; ++a) count += (participation[a] >= active) & (member[a] != 0);
    else
      for (std::uint32_t a = begin; a < end; ++a) count += participation[a] >= active ? 1u : 0u;
    add_to(happened.active_members, count);
    if (!step.model.community.bonds.enabled) return;
    add_to(happened.belonging, over_members(state.belonging.block(block.first), begin, end));
    add_to(happened.trust, over_members(state.trust.block(block.first), begin, end));
    add_to(happened.displeasure, over_members(state.displeasure.data() + block.first, begin, end));
  });
}

}  // namespace shoal
