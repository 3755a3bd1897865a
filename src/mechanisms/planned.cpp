#include "mechanisms/planned.hpp"

#include <algorithm>
#include <array>

#include "maths/elementary.hpp"
#include "maths/wide.hpp"
#include "mechanisms/plan.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/read.hpp"
#include "mechanisms/utility.hpp"
#include "random/philox.hpp"

namespace shoal {

void describe(config::Section& s, PlannedParams::Weights& p) {
  s.field("quality", p.quality, "Weight of the believed quality.", {.equation = "b_q B"})
      .field("service", p.service, "Weight of the believed service, where it is among the attributes.")
      .field("value_for_money", p.value_for_money,
             "Weight of the believed value for money, where it is among the attributes.")
      .field("value", p.value, "Weight of the reinforcement value of own purchases.", {.equation = "b_v V"})
      .field("observation", p.observation, "Weight of the observational drive.", {.equation = "b_o O"})
      .field("vicarious", p.vicarious, "Weight of the value learned from observed outcomes.",
             {.equation = "b_w W"})
      .field("loyalty", p.loyalty, "Weight of habit and attachment.", {.equation = "b_l L"})
      .field("brand", p.brand, "Weight of the brand, which counts more with income.",
             {.equation = "b_n brand log(income)"})
      .field("price", p.price, "Weight of the price relative to income.",
             {.equation = "- b_p price / income"})
      .field("uncertainty", p.uncertainty, "Price of not knowing.", {.equation = "- b_r / tau"});
}

void describe(config::Section& s, PlannedParams& p) {
  s.field("enabled", p.enabled, "Whether agents make planned purchases.", {.source = "model 4.4"})
      .field(
          "need", p.need,
          "Probability that a need arises in an agent of neutral trait utilitarian_motivation; segments may "
          "override it.",
          {.unit = "per agent and tick", .equation = "need_i 2 utilitarian_i"})
      .field("temperature", p.temperature, "Noise of the choice: high means random, low means best.",
             {.equation = "P(k) ~ exp(U_k / temperature)", .source = "McFadden 1974"})
      .field("outside", p.outside, "Whether buying nothing (utility 0) is an option.")
      .field("search", p.search, "Probability that a needy agent finds the products it has not observed.")
      .field(
          "notice", p.notice,
          "Memory trace, as far as the agent can produce it, from which a product is known by observation.",
          {.equation = "production M >= notice"})
      .field("lasts", p.lasts,
             "How long a purchase, planned or not, stills the need for the product: until then it is not "
             "considered again, nor committed to in a group. 0: nothing bought stills a later need.",
             {.unit = "ticks", .source = "stockpiling: Blattberg, Eppen & Lieberman 1981"})
      .section("weights", p.weights, "Weights of the terms of a product's utility.");
}

namespace {

// Fills scratch.utility; true if there is anything to consider. `filled`: scratch.utilities are those of this
// moment.
bool compare(const Step& step, Block& block, std::uint32_t a, bool searched, bool filled) {
  bool any = false;
  for (std::size_t k = 0; k < block.scratch.products; ++k) {
    const bool considered = available(step, block, a, k) && !still_lasts(step, block.first + a, k) &&
                            (searched || noticed(step, block, a, k) || is_offered(block.scratch, a, k));
    block.scratch.utility[k] = !considered ? not_considered
                               : filled    ? block.scratch.row(block.scratch.utilities, k)[a]
                                           : utility(step, block, a, k);
    any = any || considered;
  }
  return any;
}

// What the sellers say to an agent that searches.
void hear_adverts(const Step& step, Block& block, std::uint32_t a) {
  for (std::size_t k = 0; k < block.scratch.products; ++k)
    if (available(step, block, a, k)) hear_advert(step, block, a, k);
}

// Whether many of the block's agents will compare, so that utilities are formed for all.
bool many_compare(const Step& step, const Block& block) {
  constexpr std::uint32_t one_in = 8;
  const float* need = step.model.need.block(block.first);
  std::uint32_t needy = 0;
  maths::in_widest_vectors([&needy, need, word = block.scratch.words[0].data(), size = block.size] {
    std::uint32_t count = 0;
    for (std::uint32_t a = 0; a < size; ++a) count += random::uniform(word[a]) < need[a] ? 1 : 0;
    needy = count;
  });
  return block.size > 1 && needy * one_in > block.size;
}

}  // namespace

Choice choose(std::span<const float> utility, float temperature, bool outside, float u) {
  float largest = outside ? 0.0f : not_considered;
  for (const float x : utility) largest = std::max(largest, x);
  if (largest == not_considered) return {};
  // Subtracting the largest utility keeps exp in range and changes no probability.
  std::array<float, max_products> weight;
  for (std::size_t k = 0; k < utility.size(); ++k) {
    const float e = maths::exp((utility[k] - largest) / temperature);
    weight[k] = utility[k] == not_considered ? 0.0f : e;
  }
  float sum = outside ? maths::exp(-largest / temperature) : 0.0f;
  const float outside_weight = sum;
  for (std::size_t k = 0; k < utility.size(); ++k) sum += weight[k];
  float reached = 0;
  std::size_t passed = 0;  // sums never fall: the first beyond the draw is behind all that are not
  for (std::size_t k = 0; k < utility.size(); ++k) {
    reached += weight[k];
    passed += u * sum < reached ? 0u : 1u;
  }
  if (passed < utility.size()) return {passed, weight[passed] / sum};
  if (outside) return {no_product, outside_weight / sum};
  std::size_t last = utility.size() - 1;  // rounding left u just above the last sum
  while (utility[last] == not_considered) --last;
  return {last, weight[last] / sum};
}

metrics::ReaderOutcome reader_outcome(Choice before, Choice after, float moved, float epsilon) {
  using metrics::ReaderOutcome;
  if (moved < epsilon) return ReaderOutcome::unaffected;
  if (before.product == after.product)
    return after.probability >= before.probability ? ReaderOutcome::confirmed : ReaderOutcome::changed;
  return after.product == no_product ? ReaderOutcome::abandoned : ReaderOutcome::changed;
}

void draw_decisions(const Step& step, Block& block) {
  auto& w = block.scratch.words;
  random::draw_columns(step.model.seed, random::Purpose::decision, numbers_of(step, block), step.moment,
                       block.size, w[0].data(), w[1].data(), w[2].data(), w[3].data());
}

void plan(const Step& step, Block& block) {
  const Model& model = step.model;
  const PlannedParams& params = model.decision.planned;
  Scratch& scratch = block.scratch;
  const float* need = model.need.block(block.first);
  const float temperature = static_cast<float>(params.temperature),
              search = static_cast<float>(params.search);
  const bool reviews = model.reviews.read > 0 && model.learning.beliefs.enabled;
  const bool adverts = adverts_tell(model);
  // Adverts and reviews change beliefs between one comparison and the next.
  const bool filled = !adverts && !reviews && many_compare(step, block);
  if (filled) fill_utilities(step, block);
  const bool bought_already = !scratch.purchases.empty();  // in a group
  if (bought_already) std::fill_n(scratch.mask.begin(), block.size, 0.0f);
  for (const Purchase& p : scratch.purchases) scratch.mask[p.agent] = 1.0f;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    if (bought_already && scratch.mask[a] != 0.0f) continue;
    if (!(random::uniform(scratch.words[0][a]) < need[a]) || is_removed(step.state, block.first + a))
      continue;
    block.tally.counts.needs += 1;
    const bool searched = random::uniform(scratch.words[3][a]) < search;
    if (adverts && searched) hear_adverts(step, block, a);
    if (!compare(step, block, a, searched, filled)) continue;
    const float u = random::uniform(scratch.words[1][a]);
    Choice choice = choose(scratch.utility, temperature, params.outside, u);
    if (reviews) {
      const auto words = random::draw(model.seed, random::Purpose::reading,
                                      model.network.agent_of[block.first + a], step.moment);
      if (random::uniform(words[0]) < static_cast<float>(model.reviews.read)) {
        const Choice before = choice;
        const float moved = read_reviews(step, block, a);
        compare(step, block, a, searched, false);
        choice = choose(scratch.utility, temperature, params.outside, u);
        const auto outcome = reader_outcome(before, choice, moved, static_cast<float>(model.reviews.epsilon));
        block.tally.counts.readers[static_cast<int>(outcome)] += 1;
      }
    }
    if (choice.product == no_product) continue;
    const auto channel = noticed(step, block, a, choice.product) ? metrics::Channel::peers
                         : searched                              ? metrics::Channel::search
                                                                 : metrics::Channel::reseller;
    buy(step, block, a, choice.product, false, metrics::Cause::trait, channel);
  }
}

}  // namespace shoal
