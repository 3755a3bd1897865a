#include "mechanisms/group_buy.hpp"

#include <algorithm>
#include <atomic>

#include "maths/elementary.hpp"
#include "mechanisms/group_buys.hpp"
#include "mechanisms/plan.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/spared.hpp"
#include "mechanisms/tie_counts.hpp"
#include "mechanisms/utility.hpp"
#include "random/philox.hpp"

namespace shoal {

void describe(config::Section& s, GroupBuyParams& p) {
  s.field("enabled", p.enabled, "Whether a product is offered to groups.", {.source = "model 4.9"})
      .field("product", p.product, "Name of the product; empty: the first.")
      .field("discount", p.discount, "Share of the list price that a group saves.",
             {.equation = "price = list price (1 - discount)"})
      .field("size", p.size, "Commitments in a community from which the group buys.", {.unit = "agents"})
      .field("window", p.window, "How long an offer is open.", {.unit = "ticks"})
      .field("every", p.every, "An offer opens every so many ticks; more than the window.", {.unit = "ticks"})
      .field("from", p.from, "Tick in which the first offer opens.", {.unit = "ticks"})
      .field("notice", p.notice, "Probability that a member considers the offer without being invited.",
             {.unit = "per tick"})
      .field("invite", p.invite,
             "Probability that one committed neighbour brings an agent to consider the offer, member or not.",
             {.unit = "per tick",
              .equation = "1 - (1 - notice) prod_j (1 - invite w_ij)",
              .source = "claim C33"});
}

namespace {

// While an offer is open, agents write their own entry and read their neighbours': what is written in this
// tick counts from the next one on, so that it does not matter who comes first.
std::uint32_t read(std::uint32_t& entry) { return std::atomic_ref(entry).load(std::memory_order_relaxed); }
void write(std::uint32_t& entry, std::uint32_t tick) {
  std::atomic_ref(entry).store(tick, std::memory_order_relaxed);
}

/// Whether agent j committed before this tick and was a member in the last one; `step` of an agent or the
/// tick.
template <class AnyStep>
bool hosts(const AnyStep& step, AgentIndex j) {
  const bool before = read(step.state.group.committed_at[j]) - 1u < step.tick - 1u;  // 0 < when < tick
  return before && (step.state.shown[j * step.model.products.size()] & signal::member) != 0;
}

/// prod_j (1 - invite w_ij) over the neighbours that are hosts; `count` of them where ties count alike.
float uninvited(const Step& step, AgentIndex i, const Spared& spared, std::uint32_t count) {
  const Network& network = step.model.network;
  if (network.weights.empty()) return spared.by(count);
  float left = 1;
  for (TieIndex e = network.offsets[i]; e < network.offsets[i + 1]; ++e)
    if (hosts(step, network.neighbours[e])) left *= 1.0f - spared.strength() * network.weights[e];
  return left;
}

/// Sets scratch.count to how many hosts each agent of the block observes.
void count_hosts(const Step& step, Block& block) {
  const AgentSet& all = step.state.group.hosts;
  if (all.allocated()) return BlockTies(step, block).count(all.plane(), block.scratch.count.data());
  for (std::uint32_t a = 0; a < block.size; ++a)
    block.scratch.count[a] = static_cast<std::uint32_t>(std::ranges::count_if(
        step.model.network.row(block.first + a), [&](AgentIndex j) { return hosts(step, j); }));
}

/// Back into the budget, up to what a period gives: a period may have begun in between.
void refund(const Model& model, State& state, AgentIndex i) {
  if (!model.decision.budget.enabled) return;
  const float full =
      static_cast<float>(model.decision.budget.share) * model.population.trait(Trait::income)[i];
  state.budget[i] = std::max(state.budget[i], std::min(state.budget[i] + state.group.price, full));
}

}  // namespace

void open_group_buy(const TickStep& step) {
  const GroupBuyParams& params = step.model.group_buy;
  GroupOrders& group = step.state.group;
  group.started = std::any_of(group.orders.begin(), group.orders.end(), [](auto n) { return n > 0; });
  const auto now = std::int64_t{step.tick};
  if (group.opened != 0 && step.tick <= group.settled) return;  // one at a time
  if (now < params.from || (now - params.from) % params.every != 0) return;
  group.product = step.model.group_product;
  group.price = step.model.products[group.product].price * (1.0f - static_cast<float>(params.discount));
  group.opened = step.tick;
  group.settled = static_cast<std::uint32_t>(now + params.window);
  group.size = params.size;
  group.started = false;
  std::fill(group.orders.begin(), group.orders.end(), 0);
}

void find_hosts(const TickStep& step) {
  GroupOrders& group = step.state.group;
  if (!group.started || !group.hosts.allocated()) return;
  group.hosts.assign(step.model.population.agents, [&](AgentIndex i) { return hosts(step, i); });
}

void settle(const Step& step, Block& block) {
  GroupOrders& group = step.state.group;
  if (group.opened == 0 || step.tick != group.settled) return;
  const Model& model = step.model;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const AgentIndex i = block.first + a;
    if (group.committed_at[i] == 0) continue;
    group.committed_at[i] = 0;
    if (is_removed(step.state, i)) continue;
    if (group.orders[model.network.community[i]] < group.size) {
      refund(model, step.state, i);
      block.tally.counts.group_refunds += 1;
      continue;
    }
    block.scratch.price[group.product * block_size + a] = group.price;
    if (model.decision.budget.enabled) step.state.budget[i] += group.price;  // what was set aside is paid now
    const bool invited = group.invited[i] != 0 || noticed(step, block, a, group.product);
    buy(step, block, a, group.product, false, metrics::Cause::trait,
        invited ? metrics::Channel::peers : metrics::Channel::campaign);
    block.tally.counts.group_purchases += 1;
  }
}

void commit(const Step& step, Block& block) {
  GroupOrders& group = step.state.group;
  if (group.opened == 0 || step.tick >= group.settled) return;
  const Model& model = step.model;
  const GroupBuyParams& params = model.group_buy;
  const auto invite = static_cast<float>(params.invite), notice = static_cast<float>(params.notice);
  const float temperature = static_cast<float>(model.decision.planned.temperature);
  const Spared by_invitations(invite);
  Scratch& scratch = block.scratch;
  auto& w = scratch.words;
  random::draw_columns(model.seed, random::Purpose::group_buy, numbers_of(step, block), step.moment,
                       block.size, w[0].data(), w[1].data(), nullptr, nullptr);
  const bool inviting = invite > 0.0f && group.started;
  if (inviting) count_hosts(step, block);
  std::fill_n(scratch.mask.begin(), block.size, 0.0f);
  for (const Purchase& p : scratch.purchases)
    if (p.product == group.product) scratch.mask[p.agent] = 1.0f;  // has just bought it
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const AgentIndex i = block.first + a;
    if (scratch.mask[a] != 0.0f || read(group.committed_at[i]) != 0) continue;
    const float alone = is_member(step.state, i) ? 1.0f - notice : 1.0f;
    const float spared = inviting ? uninvited(step, i, by_invitations, scratch.count[a]) : 1.0f;
    if (!(random::uniform(w[0][a]) < 1.0f - alone * spared)) continue;
    float& price = scratch.price[group.product * block_size + a];
    const float list = price;
    price = group.price;
    const bool can = available(step, block, a, group.product) && !still_lasts(step, i, group.product);
    const float u = can ? utility(step, block, a, group.product) : 0.0f;
    price = list;
    if (!can || !(random::uniform(w[1][a]) < maths::logistic(u / temperature))) continue;
    if (model.decision.budget.enabled) step.state.budget[i] -= group.price;
    write(group.committed_at[i], step.tick);
    group.invited[i] = spared < 1.0f ? 1 : 0;
    add_one(group.orders[model.network.community[i]]);
    block.tally.counts.group_commitments += 1;
  }
}

void cancel_group_buy(const Model& model, State& state) {
  GroupOrders& group = state.group;
  for (AgentIndex i = 0; i < static_cast<AgentIndex>(group.committed_at.size()); ++i) {
    if (group.committed_at[i] == 0) continue;
    group.committed_at[i] = 0;
    refund(model, state, i);
  }
  group.opened = 0;
}

}  // namespace shoal
