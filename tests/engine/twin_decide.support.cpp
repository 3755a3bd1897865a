// How the twin decides under rule logit: docs/mechanisms/{planned,impulse}.md.

#include <algorithm>
#include <cmath>

#include "engine/twin.support.hpp"

namespace shoal::twin {

bool Twin::launched(std::size_t k) const {
  return tick_ >= static_cast<std::uint64_t>(scenario_.market.products[k].launch.value);
}

bool Twin::may_buy(AgentIndex i, std::size_t k) {
  const DecisionParams& decision = scenario_.decision;
  const double asked = price(i, k);
  if (decision.budget.enabled) close_call(budget_[i] - asked);
  const bool affordable = !decision.budget.enabled || asked <= budget_[i];
  return launched(k) && affordable && (decision.adoption == Adoption::repeat || !owned_[i][k]) &&
         (committed_at_[i] == 0 || k != group_product_);
}

bool Twin::noticed(AgentIndex i, std::size_t k) {
  if (!scenario_.learning.observation.enabled) return false;
  const double producible = trait(Trait::production, i) * memory_[i][k];
  close_call(producible - scenario_.decision.planned.notice);
  return producible >= scenario_.decision.planned.notice;
}

bool Twin::lasts(AgentIndex i, std::size_t k) const {
  return bought_at_[i][k] > 0 &&
         tick_ - bought_at_[i][k] < static_cast<double>(scenario_.decision.planned.lasts.value);
}

std::optional<Bought> Twin::decide(AgentIndex i) {
  if (scenario_.decision.rule != DecisionRule::logit) return by_rule(i);
  std::optional<Bought> bought = settle(i);
  if (!bought && scenario_.decision.planned.enabled) bought = plan(i);
  if (!bought && scenario_.decision.impulse.enabled) bought = feel(i);
  return bought;
}

double Twin::utility(AgentIndex i, std::size_t k, double price) const {
  const LearningParams& learning = scenario_.learning;
  const PlannedParams::Weights& w = scenario_.decision.planned.weights;
  const ProductParams& product = scenario_.market.products[k];
  const double income = trait(Trait::income, i);
  const double weights[] = {w.quality, w.service, w.value_for_money};
  double u =
      w.loyalty * loyalty_[i][k] + w.brand * product.brand * std::log(income) - w.price * price / income;
  if (learning.beliefs.enabled) {
    for (const Attribute attribute : learning.beliefs.attributes) {
      const auto b = static_cast<std::size_t>(attribute);
      u += weights[b] * belief_[b][i][k];
    }
    u -= w.uncertainty / precision_[0][i][k];
  }
  if (learning.reinforcement.enabled) {
    const ReinforcementRule rule = learning.reinforcement.rule;
    const bool propensity = rule == ReinforcementRule::bush_mosteller || rule == ReinforcementRule::roth_erev;
    u += w.value * (propensity ? std::log(value_[i][k]) : value_[i][k]);
  }
  if (learning.observation.enabled) u += w.observation * drive_[k] + w.vicarious * vicarious_[i][k];
  return u;
}

Twin::Pick Twin::pick(AgentIndex i, const std::vector<std::size_t>& considered, double u) {
  const PlannedParams& params = scenario_.decision.planned;
  std::vector<double> strength;
  for (const std::size_t k : considered) strength.push_back(utility(i, k, price(i, k)) / params.temperature);
  if (params.outside) strength.push_back(0);
  const double largest = *std::max_element(strength.begin(), strength.end());
  double sum = 0, reached = 0;
  for (double& s : strength) sum += s = std::exp(s - largest);
  for (std::size_t n = 0; n < strength.size(); ++n) {
    reached += strength[n] / sum;
    const bool last = n + 1 == strength.size();
    if (!last) close_call(u - reached);
    if (u >= reached && !last) continue;
    if (n < considered.size()) return {considered[n], strength[n] / sum};
    return {std::nullopt, strength[n] / sum};
  }
  return {};
}

std::optional<Bought> Twin::plan(AgentIndex i) {
  using metrics::ReaderOutcome;
  const PlannedParams& params = scenario_.decision.planned;
  const auto drawn = [&](std::uint32_t number) { return shared(random::Purpose::decision, i, number); };
  double need = params.need;
  const auto& own = population_.segment_need[population_.segment.empty() ? 0 : population_.segment[i]];
  if (own) need = static_cast<double>(*own);
  need *= 2 * trait(Trait::utilitarian_motivation, i);
  if (!happens(unit(drawn(0)), need)) return {};
  totals_.counts.needs += 1;

  const bool found = happens(unit(drawn(3)), params.search);
  for (std::size_t k = 0; k < products_; ++k)
    if (found && may_buy(i, k)) hear_advert(i, k);
  std::vector<std::size_t> considered;
  for (std::size_t k = 0; k < products_; ++k)
    if (may_buy(i, k) && !lasts(i, k) && (noticed(i, k) || found || offered(i, k))) considered.push_back(k);
  if (considered.empty()) return {};

  Pick choice = pick(i, considered, unit(drawn(1)));
  if (scenario_.reviews.read > 0 &&
      happens(unit(words(random::Purpose::reading, i)[0]), scenario_.reviews.read)) {
    const Pick before = choice;
    const double moved = read_reviews(i, considered);
    choice = pick(i, considered, unit(drawn(1)));
    ReaderOutcome outcome = ReaderOutcome::changed;
    close_call(moved - scenario_.reviews.epsilon);
    if (moved < scenario_.reviews.epsilon)
      outcome = ReaderOutcome::unaffected;
    else if (choice.product == before.product && choice.probability >= before.probability)
      outcome = ReaderOutcome::confirmed;
    else if (before.product && !choice.product)
      outcome = ReaderOutcome::abandoned;
    if (choice.product == before.product) close_call(choice.probability - before.probability);
    totals_.counts.readers[static_cast<int>(outcome)] += 1;
  }
  if (!choice.product) return {};
  return Bought{.product = *choice.product,
                .impulse = false,
                .cause = metrics::Cause::trait,
                .channel = noticed(i, *choice.product) ? metrics::Channel::peers
                           : found                     ? metrics::Channel::search
                                                       : metrics::Channel::reseller};
}

std::optional<Bought> Twin::feel(AgentIndex i) {
  const ImpulseParams& g = scenario_.decision.impulse;
  const auto drawn = [&](std::uint32_t number) { return shared(random::Purpose::decision, i, number); };
  struct Urge {
    std::size_t product;
    double strength;
    std::array<double, 4> causes;  ///< trait, motive, stimulus, social
  };
  const auto share = [&](double signs) { return total_ > 0 ? signs / total_ : 0.0; };
  std::vector<Urge> urges;
  for (std::size_t k = 0; k < products_; ++k) {
    if (!launched(k)) continue;
    const ProductParams& product = scenario_.market.products[k];
    const double comparison = owned_[i][k] ? 0 : share(seen_[k].owns);
    const std::array<double, 4> causes = {
        g.trait * trait(Trait::impulsivity, i) * stimulus(i, k),
        g.hedonic * trait(Trait::hedonic_motivation, i) * product.hedonic,
        g.stimulus * stimulus(i, k) + g.warmth * warmth(i),
        g.observation * drive_[k] + g.comparison * comparison + g.support * share(seen_[k].recommends)};
    const double strength = g.base + causes[0] + causes[1] + causes[2] + causes[3] -
                            g.self_control * trait(Trait::self_control, i);
    urges.push_back({k, strength, causes});
  }
  const auto stirs = [&](const Urge& urge) {
    return scenario_.decision.adoption == Adoption::repeat || !owned_[i][urge.product];
  };
  const Urge* felt = nullptr;
  if (g.target == ImpulseTarget::draw && !urges.empty()) {
    felt = &urges[std::uint64_t{drawn(3)} * urges.size() >> 32];
    if (!stirs(*felt)) felt = nullptr;
  } else {
    for (const Urge& urge : urges) {
      if (!stirs(urge)) continue;
      if (felt) close_call(urge.strength - felt->strength);
      if (!felt || urge.strength > felt->strength) felt = &urge;
    }
  }
  if (!felt) return {};
  const std::size_t k = felt->product;
  const double approval = share(seen_[k].on_impulse);
  const double p = (1 - g.norm * (1 - approval)) / (1 + std::exp(-felt->strength));
  if (!happens(unit(drawn(2)), p) || !may_buy(i, k)) return {};
  std::size_t cause = 0;
  for (std::size_t c = 1; c < 4; ++c) {
    close_call(felt->causes[c] - felt->causes[cause]);
    if (felt->causes[c] > felt->causes[cause]) cause = c;
  }
  const bool stimulated = stimulus(i, k) > 0;
  if (stimulated) hear_advert(i, k);
  return Bought{.product = k,
                .impulse = true,
                .cause = static_cast<metrics::Cause>(cause),
                .channel = noticed(i, k)   ? metrics::Channel::peers
                           : offered(i, k) ? metrics::Channel::reseller
                           : stimulated    ? metrics::Channel::campaign
                                           : metrics::Channel::search};
}

}  // namespace shoal::twin
