#include "engine/tallies.hpp"

#include <numeric>

#include "mechanisms/join.hpp"
#include "mechanisms/live.hpp"
#include "mechanisms/read.hpp"

namespace shoal {

Tallies::Tallies(const Model& model, const SeedAdopterParams& seeds, std::int64_t acting) {
  const std::size_t products = model.products.size();
  const std::size_t segments = model.population.segment_names.size();
  BlockTally blank;
  blank.products.resize(products);
  blank.rating_sum.resize(metrics::review_sources * products);
  blank.segment_purchases.resize(segments);
  blank.segment_impulse.resize(segments);
  blocks.assign(block_count(model.population.agents), blank);

  totals.agents = totals.members = model.population.agents;
  totals.communities = static_cast<std::int64_t>(model.network.communities());
  totals.products.resize(products);
  totals.segment_purchases.resize(segments);
  totals.segment_impulse.resize(segments);
  totals.segment_agents.resize(segments);
  if (model.population.segment.empty())
    totals.segment_agents[0] = totals.agents;
  else
    for (const std::uint8_t s : model.population.segment) totals.segment_agents[s] += 1;
  totals.community_buyers.resize(model.network.communities());
  for (std::size_t c = 0; c < model.network.communities(); ++c)
    totals.community_agents.push_back(model.network.community_offsets[c + 1] -
                                      model.network.community_offsets[c]);
  totals.by_community.resize(model.network.communities());
  totals.acting = acting;
  totals.network = std::make_shared<metrics::NetworkFigures>(model.network);
  totals.together = !model.single_turns;
  totals.alive = model.community.life.enabled;
  for (std::size_t n = 0; n < model.population.seed_adopters.size(); ++n)
    totals.products[model.population.seed_product(n, seeds)].adopters += 1;
  totals.buyers_ever = static_cast<std::int64_t>(model.population.seed_adopters.size());
}

void Tallies::by_worker(unsigned workers) {
  BlockTally blank = blocks.front();
  blank.clear();
  per_worker_.assign(workers > 1 ? 2 * workers : workers, blank);
}

BlockTally& Tallies::of(std::size_t block, unsigned worker) {
  if (!per_worker_.empty()) return per_worker_[2 * worker];
  blocks[block].clear();
  return blocks[block];
}

void Tallies::begin(std::uint32_t tick) {
  for (BlockTally& tally : per_worker_) tally.clear();
  totals.tick = tick;
  totals.counts = {};
  totals.sums = {};
  for (auto& n : totals.segment_purchases) n = 0;
  for (auto& n : totals.segment_impulse) n = 0;
}

void Tallies::finish_communities(const Model& model, const State& state) {
  const Communities& communities = state.communities;
  for (std::size_t c = 0; c < totals.by_community.size(); ++c) {
    totals.community_buyers[c] = communities.happened[c].buyers;
    const metrics::CommunityCounts& happened = communities.happened[c];
    metrics::CommunityTotals& community = totals.by_community[c];
    community = {.counts = happened,
                 .agents = totals.community_agents[c],
                 .members = communities.members[c] + happened.referred + happened.acquired - happened.left,
                 .activity = communities.activity[c],
                 .warmth = communities.warmth[c],
                 .fatigue = communities.fatigue[c],
                 .stage = communities.stage[c],
                 .age = communities.age[c]};
    community.counts.left += communities.dissolved[c];
    const bool bonds = model.community.bonds.enabled;
    const auto mean = [&](std::int64_t sum, double constant) {
      if (!bonds) return constant;
      return community.members > 0
                 ? static_cast<double>(sum) * 0x1p-30 / static_cast<double>(community.members)
                 : 0.0;
    };
    community.belonging = mean(happened.belonging, model.community.belonging);
    community.trust = mean(happened.trust, model.community.trust);
    community.displeasure = mean(happened.displeasure, 0);
  }
}

void Tallies::finish(const Model& model, State& state, metrics::Figures read) {
  const double agents = static_cast<double>(totals.agents);
  for (std::size_t k = 0; k < totals.products.size(); ++k) {
    metrics::ProductTotals& to = totals.products[k];
    const metrics::ProductTotals before = to;
    to = {};
    to.adopters = before.adopters;
    to.cumulative_purchases = before.cumulative_purchases;
    to.cumulative_first_time = before.cumulative_first_time;
    to.cumulative_acquisition = before.cumulative_acquisition;
    for (const BlockTally& block : used()) {
      const metrics::ProductTotals& from = block.products[k];
      to.purchases += from.purchases;
      to.planned += from.planned;
      to.impulse += from.impulse;
      to.first_time += from.first_time;
      to.pleased += from.pleased;
      to.displeased += from.displeased;
      to.recommendations += from.recommendations;
      to.complaints += from.complaints;
      to.satisfaction += from.satisfaction;
      to.discounts += from.discounts;
      to.commission += from.commission;
      for (std::size_t n = 0; n < std::size(to.by_channel); ++n) to.by_channel[n] += from.by_channel[n];
      to.exposure += from.exposure;
      to.memory += from.memory;
      to.value += from.value;
      to.belief += from.belief;
      to.exposed += from.exposed;
      to.holders += from.holders;
    }
    to.exposure /= static_cast<double>(totals.acting);
    to.memory /= agents;
    to.value /= agents;
    to.belief /= agents;
    to.adopters += to.first_time;
    to.cumulative_purchases += to.purchases;
    to.cumulative_first_time += to.first_time;
    const ProductParams& product = model.market.products[k];
    to.price = product.price;
    to.unit_cost = product.unit_cost;
    to.marketing_cost = totals.tick >= static_cast<std::uint64_t>(product.launch.value)
                            ? double{product.marketing_cost}
                            : 0.0;
    to.marketing_cost += state.campaign_cost[k];
    to.cumulative_acquisition += to.marketing_cost + to.commission;
  }
  gather_reviews(model, state, used(), totals);
  for (const BlockTally& block : used()) {
    totals.counts.add(block.counts);
    totals.sums.add(block.sums);
    totals.buyers_ever += block.first_buyers;
    for (std::size_t s = 0; s < totals.segment_purchases.size(); ++s) {
      totals.segment_purchases[s] += block.segment_purchases[s];
      totals.segment_impulse[s] += block.segment_impulse[s];
    }
  }
  totals.changes = state.changes;
  totals.community_products = state.communities.bought;
  totals.resellers = state.resellers.count;
  totals.campaigns = static_cast<std::int64_t>(state.campaigns_on.size());
  const Communities& communities = state.communities;
  std::int64_t contacted = 0;
  totals.members = std::reduce(communities.members.begin(), communities.members.end());
  if (has_outsiders(model))
    for (const metrics::CommunityCounts& happened : communities.happened) {
      totals.members += happened.referred + happened.acquired - happened.left;
      contacted += happened.contacted;
    }
  totals.acquisition_cost = static_cast<double>(contacted) * model.membership.acquisition.cost;
  if (metrics::meet(read, metrics::Figures::communities)) finish_communities(model, state);
}

}  // namespace shoal
