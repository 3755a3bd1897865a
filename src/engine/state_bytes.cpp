#include <algorithm>

#include "engine/interventions.hpp"
#include "engine/model.hpp"
#include "engine/simulation.hpp"
#include "mechanisms/agent_set.hpp"
#include "mechanisms/watch.hpp"
#include "network/build.hpp"

namespace shoal {
namespace {

/// Whether what is watched is counted as words (counts_on_planes).
bool watches_words(const Scenario& s) {
  return counted_as_words(s.market.products.size(), watched_signs(s)) &&
         !(s.learning.observation.admiration > 1);
}

/// Whether a run may count neighbours by bits.
bool may_use_bits(const Scenario& s) {
  if (!s.stages.empty()) return true;
  if (s.schedule == Schedule::synchronous && counts_sets(s)) return true;
  const ObservationParams& observation = s.learning.observation;
  return s.schedule == Schedule::synchronous && observation.sample == 0 && !watches_words(s) &&
         (observation.enabled || s.decision.rule != DecisionRule::logit || s.decision.impulse.enabled ||
          s.learning.beliefs.enabled || s.learning.reinforcement.enabled || s.share.enabled ||
          s.membership.enabled);
}

/// Whether it may look up their positions.
bool may_use_positions(const Scenario& s) {
  if (!s.stages.empty()) return true;
  const ObservationParams& observation = s.learning.observation;
  return s.schedule == Schedule::synchronous && observation.sample == 0 &&
         sets_by_position(s.market.products.size(), watched_signs(s)) > 0;
}

}  // namespace

double estimate_state_bytes(const Scenario& start, const network::MemoryEstimate& network, unsigned threads) {
  const auto agents = static_cast<AgentIndex>(std::min(network.agents, 4e9));
  const Scenario scenario = start.stages.empty() ? start : widest(start);
  const double n = padded(agents);
  const double products = static_cast<double>(scenario.market.products.size());
  const LearningParams& learning = scenario.learning;
  double floats = 2 + 1;   // participation, budget, need
  double per_product = 1;  // loyalty
  if (learning.observation.enabled) per_product += 2;
  if (learning.reinforcement.enabled) per_product += 1;
  if (learning.beliefs.enabled)
    per_product += static_cast<double>(learning.beliefs.attributes.size()) *
                       (learning.beliefs.social == SocialBelief::degroot ? 3 : 2) +
                   (learning.beliefs.told == Told::level ? 2 : 0);
  if (scenario.decision.planned.lasts > 0) per_product += 1;
  if (products == 1 && !scenario.decision.impulse.enabled) floats += 1;  // burden
  if (scenario.share.recognition > 0) floats += 1.5;
  if (scenario.decision.rule == DecisionRule::copy) floats += 1.25;  // novelty, positions
  if (scenario.decision.copy.strategies.enabled) floats += 1.5;
  if (scenario.group_buy.enabled) floats += 1.25;
  if (scenario.resellers.enabled) floats += 2.5;
  if (scenario.output.agents.on()) floats += 1;
  if (scenario.reviews.read > 0 || learning.beliefs.precision.advert > 0) per_product += 0.25;
  if (scenario.membership.enabled) floats += 2.25;    // member, joined_at, fit
  if (scenario.community.bonds.enabled) floats += 5;  // belonging, trust, displeasure, fit, layers
  if (scenario.roles.enabled) floats += 0.25;
  if (learning.observation.admiration > 1) floats += 0.125;  // strata as bits
  for (const Distribution& d : scenario.population.traits)
    floats += d.constant() && scenario.population.segments.empty() ? 0 : 1;
  // Signals as bytes, and the signs that are watched as bits (two at least).
  const double signals = (scenario.schedule == Schedule::synchronous ? 4 : 2) * products;
  const double blocks = block_count(agents) * (600.0 + 350.0 * products);
  const double scratch = threads * block_size * (60.0 + products * 60.0);
  const double bits = may_use_bits(start) ? network.bit_row_bytes : 0,
               positions = may_use_positions(start) ? network.position_row_bytes : 0;
  const bool both = counts_sets(start) || !start.stages.empty();
  const double rows = both ? bits + positions : std::max(bits, positions);
  return n * (4 * (floats + per_product * products) + signals + 1) + rows + blocks + scratch;
}

}  // namespace shoal
