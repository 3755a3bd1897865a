#include "mechanisms/resell.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>

#include "mechanisms/purchase.hpp"
#include "mechanisms/resellers.hpp"
#include "mechanisms/spared.hpp"
#include "mechanisms/tie_counts.hpp"
#include "random/philox.hpp"

namespace shoal {

void describe(config::Section& s, ResellerParams& p) {
  s.field("enabled", p.enabled, "Whether loyal members may become resellers.", {.source = "model 4.9"})
      .field("rate", p.rate, "Probability that a member who is loyal enough becomes a reseller.",
             {.unit = "per tick"})
      .field("loyalty", p.loyalty, "Loyalty to a product from which a member may resell it.",
             {.equation = "L_ik >= loyalty"})
      .field("stimulus", p.stimulus, "Stimulus of one reseller on an agent that observes it.",
             {.unit = "per tick", .equation = "1 - prod_j (1 - stimulus w_ij)"})
      .field("commission", p.commission, "Share of the price paid that the reseller earns.")
      .field("pressure", p.pressure, "Commercial pressure on a community all of whose members resell.",
             {.equation = "pressure resellers / members", .source = "claim C32"})
      .field("quit", p.quit,
             "Probability that a reseller quits; one who is displeased with the product does.",
             {.unit = "per tick"});
}

namespace {

constexpr double unit_of_earnings = 1e-6;  // currency

/// The product that an agent is most loyal to, if loyal enough, from 1; else 0.
std::uint8_t favourite(const Step& step, AgentIndex i) {
  float most = static_cast<float>(step.model.resellers.loyalty);
  std::uint8_t best = 0;
  for (std::size_t k = 0; k < step.model.products.size(); ++k) {
    const float loyalty = step.state.loyalty(i, k);
    if (!(loyalty > 0.0f) || (best == 0 ? loyalty < most : loyalty <= most)) continue;
    most = loyalty;
    best = static_cast<std::uint8_t>(k + 1);
  }
  return best;
}

// As of the beginning of the tick: who leaves in it is still selling.
bool resells(const State& state, AgentIndex j, std::size_t k) { return state.resellers.selling[j] == k + 1; }

}  // namespace

void open_shops(const TickStep& step) {
  const Model& model = step.model;
  State& state = step.state;
  ResellerState& resellers = state.resellers;
  const AgentIndex agents = model.population.agents;
  resellers.shops.for_each([&](AgentIndex i) {  // nobody else has earned anything
    if (model.decision.budget.enabled)
      state.budget[i] += static_cast<float>(static_cast<double>(resellers.earned[i]) * unit_of_earnings);
    resellers.earned[i] = 0;
  });
  const std::uint8_t* member = state.member.empty() ? nullptr : state.member.data();
  if (member != nullptr)
    for (AgentIndex i = 0; i < agents; ++i) resellers.next[i] &= static_cast<std::uint8_t>(-(member[i] != 0));
  resellers.selling = resellers.next;
  resellers.shops.assign_marked(agents, resellers.selling.data());
  resellers.count = 0;
  for (std::size_t c = 0; c < model.network.communities(); ++c) {
    resellers.in_community[c] =
        resellers.shops.count(model.network.community_offsets[c], model.network.community_offsets[c + 1]);
    resellers.count += resellers.in_community[c];
  }
  for (std::size_t c = 0; c < model.network.communities(); ++c) {
    if (resellers.in_community[c] == 0) continue;
    const AgentIndex first = model.network.community_offsets[c],
                     last = model.network.community_offsets[c + 1];
    std::int64_t members = member != nullptr ? 0 : last - first;
    for (AgentIndex i = first; member != nullptr && i < last; ++i) members += member[i] != 0;
    double& pressure = state.communities.pressure[c];
    pressure = joined(pressure, model.resellers.pressure * static_cast<double>(resellers.in_community[c]) /
                                    static_cast<double>(members));
  }
}

namespace {

/// Sellers of one product over ties that count alike; `scratch.count` says how many an agent observes.
void solicit_for_one(const Step& step, Block& block) {
  Scratch& scratch = block.scratch;
  const Spared spared(static_cast<float>(step.model.resellers.stimulus));
  const std::uint8_t* member = step.state.member.empty() ? nullptr : step.state.member.data() + block.first;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const std::uint32_t hears = member == nullptr ? 1 : member[a];
    const std::uint32_t sellers = hears * scratch.count[a];
    float& s = scratch.stimulus[a];
    s += (1.0f - spared.by(sellers)) * (1.0f - s);
    scratch.offered[a] = sellers > 0 ? 1 : 0;
  }
}

/// Sellers of any product, tie by tie for those who observe one.
void solicit_by_tie(const Step& step, Block& block) {
  Scratch& scratch = block.scratch;
  const State& state = step.state;
  const Network& network = step.model.network;
  const auto stimulus = static_cast<float>(step.model.resellers.stimulus);
  const std::uint8_t* selling = state.resellers.selling.data();
  std::array<float, max_products> spared;
  std::fill(scratch.offered.begin(), scratch.offered.end(), 0);
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const AgentIndex i = block.first + a;
    if (!is_member(state, i) || scratch.count[a] == 0) continue;
    std::fill_n(spared.begin(), scratch.products, 1.0f);
    for (TieIndex e = network.offsets[i]; e < network.offsets[i + 1]; ++e) {
      const std::uint8_t sold = selling[network.neighbours[e]];
      if (sold == 0) continue;
      spared[sold - 1u] *= 1.0f - stimulus * (network.weights.empty() ? 1.0f : network.weights[e]);
      scratch.offered[(sold - 1u) * block_size + a] = 1;
    }
    for (std::size_t k = 0; k < scratch.products; ++k) {
      float& s = scratch.stimulus[k * block_size + a];
      s += (1.0f - spared[k]) * (1.0f - s);
    }
  }
}

}  // namespace

void solicit(const Step& step, Block& block) {
  Scratch& scratch = block.scratch;
  const ResellerState& resellers = step.state.resellers;
  scratch.offering = resellers.count > 0;
  if (!scratch.offering) return;
  BlockTies(step, block).count(resellers.shops.plane(), scratch.count.data());
  if (scratch.products == 1 && step.model.network.weights.empty())
    solicit_for_one(step, block);
  else
    solicit_by_tie(step, block);
}

void pay_commission(const Step& step, Block& block) {
  const Model& model = step.model;
  for (const Purchase& p : block.scratch.purchases) {
    if (p.channel != metrics::Channel::reseller) continue;
    const AgentIndex i = block.first + p.agent;
    std::uint32_t sellers = 0;
    for (const AgentIndex j : model.network.row(i)) sellers += resells(step.state, j, p.product) ? 1 : 0;
    const auto words =
        random::draw(model.seed, random::Purpose::commission, number_of(model, i), step.moment);
    auto pick = static_cast<std::uint32_t>(std::uint64_t{words[0]} * sellers >> 32);
    const auto amount = static_cast<std::int64_t>(
        std::floor(model.resellers.commission * double{p.paid} / unit_of_earnings + 0.5));
    for (TieIndex n = 0; n < model.network.degree(i); ++n) {
      const AgentIndex j = model.network.neighbours[model.drawn_tie(i, n)];
      if (!resells(step.state, j, p.product) || pick-- != 0) continue;
      std::atomic_ref(step.state.resellers.earned[j]).fetch_add(amount, std::memory_order_relaxed);
      break;
    }
    block.tally.products[p.product].commission += static_cast<double>(amount) * unit_of_earnings;
  }
}

void recruit(const Step& step, Block& block) {
  const Model& model = step.model;
  const State& state = step.state;
  Scratch& scratch = block.scratch;
  std::uint8_t* next = step.state.resellers.next.data();
  const auto rate = static_cast<float>(model.resellers.rate), quit = static_cast<float>(model.resellers.quit);
  const float least = std::max(static_cast<float>(model.resellers.loyalty), 0x1p-149f);
  float* loyalty = scratch.urge.data();  // to the product that an agent is most loyal to
  std::copy_n(state.loyalty.at(block.first, 0), block.size, loyalty);
  for (std::size_t k = 1; k < scratch.products; ++k) {
    const float* to = state.loyalty.at(block.first, k);
    for (std::uint32_t a = 0; a < block.size; ++a) loyalty[a] = std::max(loyalty[a], to[a]);
  }
  // Who sells or is loyal enough to, and then who of them moves.
  std::uint32_t *candidates = scratch.best.data(), *subjects = scratch.count.data(),
                *luck = scratch.words[0].data();
  std::uint32_t count = 0;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const AgentIndex i = block.first + a;
    candidates[count] = a;
    subjects[count] = number_of(model, i);
    count += is_member(state, i) & ((loyalty[a] >= least) | (next[i] != 0));
  }
  random::draw_columns(model.seed, random::Purpose::reselling, subjects, step.moment, count, luck, nullptr,
                       nullptr, nullptr);
  for (std::uint32_t n = 0; n < count; ++n) {
    const AgentIndex i = block.first + candidates[n];
    const bool sells = next[i] != 0;
    if (!(random::uniform(luck[n]) < (sells ? quit : rate))) continue;
    next[i] = sells ? 0 : favourite(step, i);
    (sells ? block.tally.counts.quit : block.tally.counts.recruited) += 1;
  }
  for (const Purchase& p : block.scratch.purchases) {
    const AgentIndex i = block.first + p.agent;
    if (!p.displeased || next[i] != p.product + 1) continue;
    next[i] = 0;
    block.tally.counts.quit += 1;
  }
}

}  // namespace shoal
