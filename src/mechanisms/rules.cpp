#include "mechanisms/rules.hpp"

#include <algorithm>

#include "maths/elementary.hpp"
#include "maths/wide.hpp"
#include "mechanisms/chosen.hpp"
#include "mechanisms/copy.hpp"
#include "mechanisms/purchase.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

random::Words words_of(const Step& step, AgentIndex i) {
  return random::draw(step.model.seed, random::Purpose::rule, number_of(step.model, i), step.moment);
}

void adopt(const Step& step, Block& block, std::uint32_t a, std::size_t k, bool seen) {
  buy(step, block, a, k, false, metrics::Cause::trait,
      seen ? metrics::Channel::peers : metrics::Channel::search);
}

}  // namespace

void adopt_at_threshold(const Step& step, Block& block) {
  const ThresholdParams& params = step.model.decision.threshold;
  const float* threshold = step.model.adopt_threshold.block(block.first);
  const float* bought = block.scratch.seen(shown_bought, 0);
  // Who has adopted for good is left out with those who are not reached: both stand in no order.
  const std::size_t products = step.model.products.size();
  const Signal out = step.model.decision.adoption == Adoption::once ? signal::owns : Signal{0};
  maths::in_widest_vectors([=, strict = params.strict, by_count = params.of == ThresholdOf::count,
                            total = block.scratch.total.data(), reached = block.scratch.mask.data(),
                            idle = step.state.idle.data() + block.first * products, size = block.size] {
    for (std::uint32_t a = 0; a < size; ++a) {
      const float share = total[a] > 0 ? bought[a] / total[a] : 0.0f;
      const bool moved = reaches(by_count ? bought[a] : share, threshold[a], strict);
      reached[a] = moved & ((idle[a * products] & out) == 0) ? 1.0f : 0.0f;
    }
  });
  Chosen::where(block.scratch.mask.data(), block.size).for_each([&](std::uint32_t a) {
    if (available(step, block, a, 0)) adopt(step, block, a, 0, bought[a] > 0);
  });
}

void adopt_with_hazard(const Step& step, Block& block) {
  const HazardParams& params = step.model.decision.hazard;
  const float p = static_cast<float>(params.innovation), q = static_cast<float>(params.imitation);
  const float* bought = block.scratch.seen(shown_bought, 0);
  for (std::uint32_t a = 0; a < block.size; ++a) {
    if (!available(step, block, a, 0)) continue;
    const float total = block.scratch.total[a];
    const float hazard = p + q * (total > 0 ? bought[a] / total : 0.0f);
    if (random::uniform(words_of(step, block.first + a)[0]) < hazard) adopt(step, block, a, 0, bought[a] > 0);
  }
}

// Independent chances on each tie to a new adopter: one draw against 1 - prod_j (1 - p w_ij).
void adopt_by_cascade(const Step& step, Block& block) {
  const Network& network = step.model.network;
  const float p = static_cast<float>(step.model.decision.cascade.probability);
  const float* bought = block.scratch.seen(shown_bought, 0);
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const AgentIndex i = block.first + a;
    if (bought[a] == 0.0f || !available(step, block, a, 0)) continue;
    float spared = 1;
    for (TieIndex e = network.offsets[i]; e < network.offsets[i + 1]; ++e)
      if (step.shown[network.neighbours[e]] & signal::bought)
        spared *= 1.0f - p * (network.weights.empty() ? 1.0f : network.weights[e]);
    if (random::uniform(words_of(step, i)[0]) < 1.0f - spared) adopt(step, block, a, 0, true);
  }
}

// The voter model: do what one neighbour, drawn by weight (and appeal), last did.
void imitate(const Step& step, Block& block) {
  const Network& network = step.model.network;
  const std::size_t products = step.model.products.size();
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const AgentIndex i = block.first + a;
    if (network.degree(i) == 0 && step.parent == nobody) continue;
    if (!step.state.member.empty() &&
        (step.state.member[i] == 0 || (step.shown[i * products] & signal::member) == 0))
      continue;
    const AgentIndex j = step.parent != nobody
                             ? step.parent
                             : neighbour_met(step, i, words_of(step, i)[0], step.model.appeals_differ);
    const Signal* s = step.shown + j * products;
    for (std::size_t k = 0; k < products; ++k) {
      if (!(s[k] & signal::bought)) continue;
      if (available(step, block, a, k)) adopt(step, block, a, k, true);
      break;
    }
  }
}

PublicBelief::PublicBelief(double accuracy, TieRule tie)
    : p_(accuracy), signal_(maths::log(accuracy / (1.0 - accuracy))), tie_(tie) {}

double PublicBelief::buy_probability(bool good_signal) const {
  const double odds = log_odds_ + (good_signal ? signal_ : -signal_);
  // Indifference is exact in theory; in numbers it is a difference far below one signal.
  if (std::abs(odds) > 1e-9 * signal_) return odds > 0 ? 1.0 : 0.0;
  if (tie_ == TieRule::coin) return 0.5;
  return good_signal ? 1.0 : 0.0;
}

void PublicBelief::observe(bool bought) {
  const double after_good = buy_probability(true), after_bad = buy_probability(false);
  const double if_good = p_ * after_good + (1 - p_) * after_bad,
               if_bad = (1 - p_) * after_good + p_ * after_bad;
  const double act_if_good = bought ? if_good : 1 - if_good, act_if_bad = bought ? if_bad : 1 - if_bad;
  if (act_if_good > 0 && act_if_bad > 0) log_odds_ += maths::log(act_if_good / act_if_bad);
}

// Observed predecessors in the order in which they acted; each is taken to have known what the agent now
// knows of those before it.
void infer(const Step& step, Block& block) {
  const Model& model = step.model;
  const BayesParams& params = model.decision.bayes;
  auto& acts = block.scratch.acts;
  for (std::uint32_t a = 0; a < block.size; ++a) {
    const AgentIndex i = block.first + a;
    if (step.state.acted_at[i] != 0 || is_removed(step.state, i)) continue;
    acts.clear();
    for (const AgentIndex j : model.network.row(i))
      if (step.state.acted_at[j] != 0)
        acts.emplace_back(step.state.acted_at[j], (step.shown[j] & signal::bought) != 0);
    std::sort(acts.begin(), acts.end());
    PublicBelief belief(params.accuracy, params.tie);
    for (const auto& [when, bought] : acts) belief.observe(bought);
    const random::Words words = words_of(step, i);
    const bool right = random::uniform(words[0]) < static_cast<float>(params.accuracy);
    const bool good_signal = right == (model.world == WorldState::good);
    step.state.acted_at[i] = step.moment + 1;
    if (random::uniform(words[1]) < static_cast<float>(belief.buy_probability(good_signal)) &&
        available(step, block, a, 0))
      adopt(step, block, a, 0, !acts.empty());
  }
}

}  // namespace shoal
