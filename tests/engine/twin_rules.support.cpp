// How the twin decides under the classical rules: docs/mechanisms/rules.md.

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/twin.support.hpp"

namespace shoal::twin {

std::optional<Bought> Twin::by_rule(AgentIndex i) {
  std::optional<std::size_t> product;
  bool peers = seen_[0].bought > 0;
  switch (scenario_.decision.rule) {
    case DecisionRule::logit: break;
    case DecisionRule::threshold:
      if (reaches_threshold(i)) product = 0;
      break;
    case DecisionRule::hazard:
      if (meets_hazard(i)) product = 0;
      break;
    case DecisionRule::cascade:
      if (is_activated(i)) product = 0;
      break;
    case DecisionRule::imitate:
      product = imitated(i);
      peers = true;
      break;
    case DecisionRule::bayes: return infer(i);
    case DecisionRule::copy: return copy(i);
  }
  if (!product || !may_buy(i, *product)) return {};
  return Bought{.product = *product,
                .impulse = false,
                .cause = metrics::Cause::trait,
                .channel = peers ? metrics::Channel::peers : metrics::Channel::search};
}

bool Twin::reaches_threshold(AgentIndex i) {
  const ThresholdParams& params = scenario_.decision.threshold;
  double reached = seen_[0].bought;
  if (params.of == ThresholdOf::share) reached = total_ > 0 ? reached / total_ : 0;
  if (!(reached > 0) && adopt_at_[i] > 0) return false;
  const double slack = 1e-6 * std::max(1.0, adopt_at_[i]);
  close_call(std::abs(reached - adopt_at_[i]) - slack);
  return params.strict ? reached > adopt_at_[i] + slack : reached >= adopt_at_[i] - slack;
}

bool Twin::meets_hazard(AgentIndex i) {
  const HazardParams& params = scenario_.decision.hazard;
  const double share = total_ > 0 ? seen_[0].bought / total_ : 0;
  return happens(unit(words(random::Purpose::rule, i)[0]), params.innovation + params.imitation * share);
}

bool Twin::is_activated(AgentIndex i) {
  double spared = 1;
  for (TieIndex e = network_.offsets[i]; e < network_.offsets[i + 1]; ++e)
    if (shown_[network_.neighbours[e]][0].bought)
      spared *= 1 - scenario_.decision.cascade.probability * weight(e);
  return happens(unit(words(random::Purpose::rule, i)[0]), 1 - spared);
}

std::optional<std::size_t> Twin::imitated(AgentIndex i) {
  if (!member_[i] || !carries_[i]) return {};
  if (parent_) return shows(*parent_);
  if (ties_of(i).empty()) return {};
  bool by_fitness = false;
  for (const ProductParams& product : scenario_.market.products) by_fitness |= product.appeal != 1;
  return shows(met(i, words(random::Purpose::rule, i)[0], by_fitness));
}

// Each observed act is weighed by how likely it was in the good and in the bad world, made by somebody who
// knew the acts before it and a private signal.
std::optional<Bought> Twin::infer(AgentIndex i) {
  const BayesParams& params = scenario_.decision.bayes;
  if (acted_at_[i] > 0) return {};
  const double p = params.accuracy, own = std::log(p / (1 - p));
  const auto buys = [&](double log_odds, bool good_signal) {
    const double x = log_odds + (good_signal ? own : -own);
    if (std::abs(x) > 1e-9) return x > 0 ? 1.0 : 0.0;
    return params.tie == TieRule::coin ? 0.5 : good_signal ? 1.0 : 0.0;
  };
  std::vector<std::pair<std::uint32_t, bool>> acts;
  for (const AgentIndex j : network_.row(i))
    if (acted_at_[j] > 0) acts.emplace_back(acted_at_[j], shown_[j][0].bought);
  std::sort(acts.begin(), acts.end());
  double log_odds = 0;
  for (const auto& [when, bought] : acts) {
    const double good = p * buys(log_odds, true) + (1 - p) * buys(log_odds, false);
    const double bad = (1 - p) * buys(log_odds, true) + p * buys(log_odds, false);
    const double if_good = bought ? good : 1 - good, if_bad = bought ? bad : 1 - bad;
    if (if_good > 0 && if_bad > 0) log_odds += std::log(if_good / if_bad);
  }
  const auto drawn = words(random::Purpose::rule, i);
  const bool good_signal = happens(unit(drawn[0]), p) ? good_world_ : !good_world_;
  acted_at_[i] = time_;
  if (!(unit(drawn[1]) < buys(log_odds, good_signal)) || !may_buy(i, 0)) return {};
  return Bought{.product = 0,
                .impulse = false,
                .cause = metrics::Cause::trait,
                .channel = acts.empty() ? metrics::Channel::search : metrics::Channel::peers};
}

}  // namespace shoal::twin
