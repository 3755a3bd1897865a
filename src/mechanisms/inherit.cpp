#include "mechanisms/inherit.hpp"

#include "mechanisms/copy.hpp"
#include "random/philox.hpp"

namespace shoal {
namespace {

/// Whom agent i meets, itself included where anybody may be met; `nobody` where it has no neighbours.
AgentIndex opponent(const Step& step, AgentIndex i, std::uint32_t word) {
  const Model& model = step.model;
  const Network& network = model.network;
  if (model.decision.copy.from == CopyFrom::everybody)
    return position(model, static_cast<std::uint32_t>(std::uint64_t{word} * network.agents >> 32));
  return network.degree(i) == 0 ? nobody : neighbour_met(step, i, word, false);
}

void count(const State& state, metrics::Totals& totals) {
  metrics::LearnerTotals& learners = totals.learners;
  learners = {};
  for (std::size_t i = 0; i < state.learners.social.size(); ++i) {
    if (is_removed(state, static_cast<AgentIndex>(i))) continue;
    const bool social = state.learners.social[i] != 0;
    (social ? learners.social : learners.individual) += 1;
    (social ? learners.social_payoff : learners.individual_payoff) += double{state.learners.payoff[i]};
  }
}

}  // namespace

void draw_strategies(const Model& model, State& state) {
  const Network& network = model.network;
  state.learners.social.resize(network.agents);
  state.learners.payoff.assign(network.agents, 0.0f);
  const auto share = static_cast<float>(model.decision.copy.strategies.social);
  for (AgentIndex i = 0; i < network.agents; ++i) {
    const auto words = random::draw(model.population_seed, random::Purpose::strategy, network.agent_of[i]);
    state.learners.social[i] = random::uniform(words[0]) < share;
  }
  state.learners.before = state.learners.social;
}

bool innovates(const Step& step, AgentIndex i, std::uint32_t word) {
  const auto& social = step.state.learners.social;
  if (!social.empty() && social[i] == 0) return true;
  return random::uniform(word) < static_cast<float>(step.model.decision.copy.innovation);
}

void earn(const Step& step, Block& block) {
  for (const Purchase& p : block.scratch.purchases)
    step.state.learners.payoff[block.first + p.agent] += p.reward;
}

void inherit(const TickStep& tick) {
  const Model& model = tick.model;
  const StrategyParams& params = model.decision.copy.strategies;
  Learners& learners = tick.state.learners;
  count(tick.state, tick.totals);
  if (params.turnover == 0) return;
  const Step step{model, tick.state, tick.tick, tick.tick, tick.state.shown.data(), nullptr};
  const auto turnover = static_cast<float>(params.turnover), mutation = static_cast<float>(params.mutation),
             selection = static_cast<float>(params.selection);
  learners.before = learners.social;
  for (AgentIndex i = 0; i < model.network.agents; ++i) {
    if (is_removed(tick.state, i)) continue;
    const random::Words words =
        random::draw(model.seed, random::Purpose::turnover, model.network.agent_of[i], tick.tick);
    if (!(random::uniform(words[0]) < turnover)) continue;
    if (random::uniform(words[1]) < mutation) {
      learners.social[i] = learners.before[i] == 0;
      continue;
    }
    const AgentIndex j = opponent(step, i, words[2]);
    if (j == nobody || is_removed(tick.state, j)) continue;
    if (random::uniform(words[3]) < takeover(learners.payoff[i], learners.payoff[j], selection))
      learners.social[i] = learners.before[j];
  }
}

}  // namespace shoal
