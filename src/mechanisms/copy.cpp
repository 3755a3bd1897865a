#include "mechanisms/copy.hpp"

#include <algorithm>
#include <array>

#include "mechanisms/inherit.hpp"
#include "mechanisms/purchase.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace copying {
namespace {

bool launched(const Step& step, std::size_t k) { return step.tick >= step.model.products[k].launch; }

/// A launched product by one word, all alike; another than `except` where there is one.
std::size_t any_product(const Step& step, std::uint32_t word, std::size_t except) {
  std::size_t choices = 0;
  const std::size_t products = step.model.products.size();
  for (std::size_t k = 0; k < products; ++k) choices += launched(step, k) && k != except;
  if (choices == 0) return except;
  std::size_t left = std::uint64_t{word} * choices >> 32;
  for (std::size_t k = 0; k < products; ++k)
    if (launched(step, k) && k != except && left-- == 0) return k;
  return except;
}

std::size_t best_product(const Step& step) {
  std::size_t best = nothing_shown;
  for (std::size_t k = 0; k < step.model.products.size(); ++k)
    if (launched(step, k) &&
        (best == nothing_shown || step.model.products[k].level[0] > step.model.products[best].level[0]))
      best = k;
  return best;
}

std::size_t innovation(const Step& step, AgentIndex i, std::size_t own, std::uint32_t word) {
  switch (step.model.decision.copy.innovate) {
    case InnovateBy::best: return best_product(step);
    case InnovateBy::other: return any_product(step, word, own);
    case InnovateBy::fresh:
      if (const std::uint8_t novelty = step.state.novelty[i]; novelty > 0) return novelty - std::size_t{1};
      break;
    case InnovateBy::any: break;
  }
  return any_product(step, word, nothing_shown);
}

/// The words of a block's agents at one address each (random::draw).
class Draws {
 public:
  void draw(const Step& step, Block& block, std::uint32_t index) {
    if (block.size == 1) {  // a turn
      const auto words = random::draw(step.model.seed, random::Purpose::rule,
                                      number_of(step.model, block.first), step.moment, index);
      for (std::size_t w = 0; w < words.size(); ++w) words_[w][0] = words[w];
      return;
    }
    random::draw_columns(step.model.seed, random::Purpose::rule, numbers_of(step, block), step.moment,
                         block.size, words_[0].data(), words_[1].data(), words_[2].data(), words_[3].data(),
                         index);
  }
  random::Words of(std::uint32_t a) const { return {words_[0][a], words_[1][a], words_[2][a], words_[3][a]}; }

 private:
  std::array<std::array<std::uint32_t, block_size>, 4> words_;
};

/// How many of the models that agent a meets show each product; `first`: the words for the first four.
void meet(const Step& step, const Block& block, std::uint32_t a, const Draws& first,
          std::array<float, max_products>& met) {
  const Model& model = step.model;
  const CopyParams& params = model.decision.copy;
  const std::size_t products = model.products.size();
  const AgentIndex i = block.first + a;
  std::fill_n(met.begin(), products, 0.0f);
  // Outsiders learn nothing from peers, and who joins sees from the next tick on.
  if (!step.state.member.empty() &&
      (step.state.member[i] == 0 || (step.shown[i * products] & signal::member) == 0))
    return;
  const Network& network = model.network;
  if (params.models == 0 && step.state.cliques.hold_firsts()) {
    const std::size_t own = shown_product(step, i);
    for (std::size_t k = 0; k < products; ++k)
      met[k] = static_cast<float>(step.state.cliques.firsts(network.community[i], k) - (k == own ? 1u : 0u));
    return;
  }
  if (params.models == 0) {
    for (TieIndex e = network.offsets[i]; e < network.offsets[i + 1]; ++e)
      if (const std::size_t k = shown_product(step, network.neighbours[e]); k != nothing_shown)
        met[k] += network.weights.empty() ? 1.0f : network.weights[e];
    return;
  }
  const bool everybody = params.from == CopyFrom::everybody;
  if (!everybody && network.degree(i) == 0) return;
  random::Words words{};
  for (std::uint32_t m = 0; m < static_cast<std::uint32_t>(params.models); ++m) {
    if (m == 0)
      words = first.of(a);
    else if (m % 4 == 0)
      words = random::draw(model.seed, random::Purpose::rule, number_of(model, i), step.moment, 1 + m / 4);
    const std::uint32_t word = words[m % 4];
    const AgentIndex j =
        everybody ? position(model, static_cast<std::uint32_t>(std::uint64_t{word} * network.agents >> 32))
                  : neighbour_met(step, i, word, false);
    if (const std::size_t k = shown_product(step, j); k != nothing_shown) met[k] += 1.0f;
  }
}

std::size_t copied(const Step& step, const std::array<float, max_products>& met, std::uint32_t word) {
  const CopyParams& params = step.model.decision.copy;
  const std::size_t products = step.model.products.size();
  if (params.prior == 0 && params.exponent > 0) {  // what was not met has no weight
    std::size_t only = nothing_shown, several = 0;
    for (std::size_t k = 0; k < products; ++k) {
      only = met[k] > 0 ? k : only;
      several += met[k] > 0;
    }
    if (several == 0) return nothing_shown;
    if (several == 1 && met[only] >= 1) return launched(step, only) ? only : nothing_shown;
  }
  std::array<double, max_products> weight;
  double total = 0;
  for (std::size_t k = 0; k < products; ++k) {
    weight[k] = launched(step, k) ? copy_weight(double{step.model.products[k].appeal}, params.prior,
                                                double{met[k]}, params.exponent)
                                  : 0.0;
    total += weight[k];
  }
  if (!(total > 0)) return nothing_shown;
  const double u = double{random::uniform(word)} * total;
  double reached = 0;
  std::size_t last = nothing_shown;
  for (std::size_t k = 0; k < products; ++k) {
    if (weight[k] == 0) continue;
    last = k;
    if (u < (reached += weight[k])) break;
  }
  return last;
}

}  // namespace
}  // namespace copying

AgentIndex neighbour_met(const Step& step, AgentIndex i, std::uint32_t word, bool by_fitness) {
  const Network& network = step.model.network;
  const TieIndex degree = network.degree(i);
  auto pick = static_cast<TieIndex>(std::uint64_t{word} * degree >> 32);
  const bool weighted = !network.weights.empty();
  if (weighted || by_fitness) {
    const auto weight = [&](TieIndex n) {
      const TieIndex e = step.model.drawn_tie(i, n);
      const float w = weighted ? network.weights[e] : 1.0f;
      return by_fitness ? w * fitness(step, network.neighbours[e]) : w;
    };
    float total = 0, reached = 0;
    for (TieIndex n = 0; n < degree; ++n) total += weight(n);
    const float u = random::uniform(word) * total;
    for (pick = 0; pick + 1 < degree && !(u < (reached += weight(pick)));) ++pick;
  }
  return network.neighbours[step.model.drawn_tie(i, pick)];
}

Replacement draw_replacement(const Step& step) {
  const Model& model = step.model;
  float fittest = 1;
  for (const Product& product : model.products) fittest = std::max(fittest, product.appeal);
  random::Stream stream(model.seed, random::Purpose::replacement, 0, step.moment);
  AgentIndex parent = 0;
  do parent = position(model, stream.below(model.network.agents));
  while (!(random::uniform(stream.word()) * fittest < fitness(step, parent)));
  if (model.network.degree(parent) == 0) return {parent, parent};
  return {neighbour_met(step, parent, stream.word(), false), parent};
}

void copy(const Step& step, Block& block) {
  const CopyParams& params = step.model.decision.copy;
  const auto inertia = static_cast<float>(params.inertia);
  Learners& learners = step.state.learners;
  std::array<float, max_products> met;
  copying::Draws own_luck, models;
  own_luck.draw(step, block, 0);
  if (params.models > 0) models.draw(step, block, 1);
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const AgentIndex i = block.first + a;
    if (is_removed(step.state, i)) continue;
    const random::Words words = own_luck.of(a);
    const std::size_t own = shown_product(step, i);
    std::size_t chosen = own;
    bool seen = false, alone = false;
    if (own == nothing_shown || !(random::uniform(words[0]) < inertia)) {
      alone = innovates(step, i, words[1]);
      if (alone) {
        chosen = copying::innovation(step, i, own, words[3]);
      } else {
        copying::meet(step, block, a, models, met);
        const std::size_t k = copying::copied(step, met, words[2]);
        if (k != nothing_shown) chosen = k, seen = met[k] > 0;
      }
    }
    if (!learners.payoff.empty())
      learners.payoff[i] = alone ? -static_cast<float>(params.strategies.cost) : 0.0f;
    if (chosen != nothing_shown && available(step, block, a, chosen))
      buy(step, block, a, chosen, false, metrics::Cause::trait,
          seen ? metrics::Channel::peers : metrics::Channel::search);
  }
}

void invent(const TickStep& tick) {
  const Model& model = tick.model;
  const CopyParams& params = model.decision.copy;
  const Step step{model, tick.state, tick.tick, tick.tick, tick.state.shown.data(), nullptr};
  const std::size_t products = model.products.size();
  std::uint64_t taken = 0;  // products that somebody shows or that have been given away
  for (AgentIndex i = 0; i < model.network.agents; ++i)
    if (const std::size_t k = shown_product(step, i); k != nothing_shown) taken |= std::uint64_t{1} << k;
  tick.state.novelty.assign(model.network.agents, 0);
  const auto inertia = static_cast<float>(params.inertia);
  std::size_t next = 0;
  for (std::uint32_t user = 0; user < model.network.agents; ++user) {
    const AgentIndex i = position(model, user);
    if (is_removed(tick.state, i)) continue;
    const random::Words words = random::draw(model.seed, random::Purpose::rule, user, tick.tick);
    if (shown_product(step, i) != nothing_shown && random::uniform(words[0]) < inertia) continue;
    if (!innovates(step, i, words[1])) continue;
    while (next < products && (!copying::launched(step, next) || (taken >> next & 1) != 0)) ++next;
    if (next == products) return;
    tick.state.novelty[i] = static_cast<std::uint8_t>(++next);
  }
}

}  // namespace shoal
