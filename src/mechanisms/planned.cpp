#include "mechanisms/planned.hpp"

#include <span>

#include "maths/wide.hpp"
#include "mechanisms/chosen.hpp"
#include "mechanisms/comparison.hpp"
#include "mechanisms/plan.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/read.hpp"
#include "mechanisms/routine.hpp"
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

// What the sellers say to an agent that searches.
void hear_adverts(const Step& step, Block& block, std::uint32_t a) {
  for (std::size_t k = 0; k < block.scratch.products; ++k)
    if (available(step, block, a, k)) hear_advert(step, block, a, k);
}

}  // namespace

Chosen find_needy(const Step& step, Block& block) {
  Scratch& scratch = block.scratch;
  float* mask = scratch.mask.data();
  maths::in_widest_vectors(
      [=, need = step.model.need.block(block.first), word = scratch.words[0].data(), size = block.size] {
        for (std::uint32_t a = 0; a < size; ++a) mask[a] = random::uniform(word[a]) < need[a] ? 1.0f : 0.0f;
      });
  if (!step.state.removed.empty())
    for (std::uint32_t a = 0; a < block.size; ++a)
      if (step.state.removed[block.first + a] != 0) mask[a] = 0;
  for (const Purchase& p : scratch.purchases) mask[p.agent] = 0;
  const Chosen needy = Chosen::where(mask, block.size);
  block.tally.counts.needs += needy.count();
  return needy;
}

metrics::ReaderOutcome reader_outcome(Choice before, Choice after, float moved, float epsilon) {
  using metrics::ReaderOutcome;
  if (moved < epsilon) return ReaderOutcome::unaffected;
  if (before.product == after.product)
    return after.probability >= before.probability ? ReaderOutcome::confirmed : ReaderOutcome::changed;
  return after.product == no_product ? ReaderOutcome::abandoned : ReaderOutcome::changed;
}

void draw_decisions(const Step& step, Block& block) {
  const DecisionParams& decision = step.model.decision;
  const bool planned = decision.planned.enabled, impulse = decision.impulse.enabled,
             targeted = impulse && decision.impulse.target == ImpulseTarget::draw;
  if (planned && may_lack_need(step.model)) draw_luck(step, block, Luck::need);
  if (planned) {
    constexpr auto choice = static_cast<std::uint32_t>(Luck::choice);
    draw_fetching_ahead(step, block, random::Purpose::decision, choice, block.scratch.words[choice].data(),
                        {0, in_one_pass(step.model) ? draws_of_pass : 1});
  }
  if (impulse) draw_luck(step, block, Luck::impulse);
  if (targeted || (planned && decision.planned.search < 1.0)) draw_luck(step, block, Luck::search_or_target);
}

namespace {

/// How an agent that had a need came to what it buys; looked up, as either is luck.
metrics::Channel channel_of(bool noticed, bool searched) {
  using metrics::Channel;
  constexpr static Channel channel[2][2] = {{Channel::reseller, Channel::search},
                                            {Channel::peers, Channel::peers}};
  return channel[noticed][searched];
}

/// The choices of those who need not be asked one after the other.
void plan_together(const Step& step, Block& block, const Chosen& needy, std::uint32_t count) {
  constexpr std::uint32_t most = 8;  // one in so many agents: from there on all are served, without a list
  const PlannedParams& params = step.model.decision.planned;
  Scratch& scratch = block.scratch;
  const bool all = count * most > block.size;
  const std::uint32_t* words = scratch.words[1].data();
  if (!all) {
    std::uint32_t* positions = scratch.positions.data();
    std::uint32_t n = 0;
    needy.for_each([&](std::uint32_t a) {
      positions[n] = a;
      scratch.count[n++] = words[a];
    });
    words = scratch.count.data();
  }
  const Comparing who = all ? Comparing{nullptr, block.size} : Comparing{scratch.positions.data(), count};
  compare_together(step, block, who);
  choose_all(scratch.utilities.data(), block_size, scratch.products, who.count,
             static_cast<float>(params.temperature), params.outside, words, scratch.best.data());
  // Who buys is luck: all are listed, and written over by the next unless they buy.
  std::uint32_t* buyers = scratch.count.data();
  std::uint32_t n = 0, buying = 0;
  needy.for_each([&](std::uint32_t a) {
    const std::uint32_t at = all ? a : n++;
    buyers[buying] = at;
    buying += scratch.best[at] < scratch.products;
  });
  const Till till(step, block);
  const Noticing noticing(step, block);
  for (const std::uint32_t at : std::span(buyers, buying)) {
    const std::uint32_t a = all ? at : scratch.positions[at], k = scratch.best[at];
    till.buy(a, k, false, metrics::Cause::trait, channel_of(noticing.of(a, k), scratch.mask[at] != 0.0f));
  }
}

}  // namespace

void plan(const Step& step, Block& block) {
  const Model& model = step.model;
  const PlannedParams& params = model.decision.planned;
  Scratch& scratch = block.scratch;
  const float temperature = static_cast<float>(params.temperature),
              search = static_cast<float>(params.search);
  const bool reviews = model.reviews.read > 0 && model.learning.beliefs.enabled;
  const bool adverts = adverts_tell(model);
  const Chosen needy = find_needy(step, block);
  const std::uint32_t count = needy.count();
  constexpr std::uint32_t few = 4;  // whom it does not pay to serve together
  // Adverts and reviews change beliefs between one comparison and the next.
  if (!adverts && !reviews && count > few) return plan_together(step, block, needy, count);
  needy.for_each([&](std::uint32_t a) {
    const bool searched = random::uniform(scratch.words[3][a]) < search;
    if (adverts && searched) hear_adverts(step, block, a);
    if (!compare(step, block, a, searched)) return;
    const float u = random::uniform(scratch.words[1][a]);
    Choice choice = choose(scratch.utility, temperature, params.outside, u);
    if (reviews) {
      const auto words =
          random::draw(model.seed, random::Purpose::reading, number_of(model, block.first + a), step.moment);
      if (random::uniform(words[0]) < static_cast<float>(model.reviews.read)) {
        const Choice before = choice;
        const float moved = read_reviews(step, block, a);
        compare(step, block, a, searched);
        choice = choose(scratch.utility, temperature, params.outside, u);
        const auto outcome = reader_outcome(before, choice, moved, static_cast<float>(model.reviews.epsilon));
        block.tally.counts.readers[static_cast<int>(outcome)] += 1;
      }
    }
    if (choice.product != no_product)
      buy(step, block, a, choice.product, false, metrics::Cause::trait,
          channel_of(noticed(step, block, a, choice.product), searched));
  });
}

}  // namespace shoal
