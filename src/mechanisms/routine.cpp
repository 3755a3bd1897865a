#include "mechanisms/routine.hpp"

#include <optional>

#include "maths/wide.hpp"
#include "mechanisms/join.hpp"
#include "mechanisms/live.hpp"
#include "mechanisms/observe.hpp"
#include "mechanisms/plan.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/read.hpp"
#include "mechanisms/routine_purchases.hpp"
#include "mechanisms/watch.hpp"
#include "random/philox.hpp"

namespace shoal {

bool routine(const Model& m) {
  const bool one = m.products.size() == 1 && !(m.products[0].brand > 0);
  const DecisionParams& decision = m.decision;
  const bool planned = decision.rule == DecisionRule::logit && decision.adoption == Adoption::repeat &&
                       decision.planned.enabled && decision.planned.outside && decision.planned.lasts == 0 &&
                       !decision.impulse.enabled && !decision.budget.enabled;
  const ReinforcementParams& reinforcement = m.learning.reinforcement;
  const bool delta = reinforcement.enabled && reinforcement.rule == ReinforcementRule::delta &&
                     reinforcement.recommendation_boost == 0 && reinforcement.forgetting == 0;
  const bool nothing_else = !m.learning.beliefs.enabled && !m.share.enabled && m.campaigns.empty() &&
                            !m.group_buy.enabled && !m.resellers.enabled && !has_outsiders(m) &&
                            !m.community.bonds.enabled && !m.roles.enabled && !keeps_impressions(m);
  const bool indifferent = m.experience.loyalty_gain == 0 && m.experience.loyalty_loss == 0;
  return one && planned && delta && nothing_else && indifferent && m.learning.observation.enabled &&
         !m.single_turns;
}

bool may_notice_in_passing(const Model& m) {
  const ObservationParams& observation = m.learning.observation;
  const bool counted = countable(m) && !(observation.admiration > 1) && m.watched == signal::bought;
  const bool scaled = observation.rule == ObservationRule::linear && !(observation.motivation > 0) &&
                      !(observation.vicarious_rate > 0) && !(observation.forgetting > 0) &&
                      !observation.trust && !observation.precision &&
                      !m.population.trait(Trait::susceptibility).varies() &&
                      !m.population.trait(Trait::production).varies();
  return in_one_pass(m) && counted && scaled && !(m.decision.planned.search < 1.0);
}

bool measures(const Model& m, metrics::Figures read) {
  using enum metrics::Figures;
  return !counts_only(m, read) || metrics::meet(read, exposed | members);
}

bool counts_only(const Model& m, metrics::Figures read) {
  using enum metrics::Figures;
  return in_one_pass(m) && !metrics::meet(read, exposure | drive | memory | vicarious_value | value |
                                                    loyalty | satisfaction | reward);
}

Column make_burden(const Model& m) {
  if (!routine(m)) return {};
  const Column& income = m.population.trait(Trait::income);
  const float by_price = static_cast<float>(m.decision.planned.weights.price);
  if (!income.varies()) return Column::constant(by_price * m.products[0].price / income[0]);
  Column burden = Column::varying(m.population.agents);
  for (AgentIndex i = 0; i < m.population.agents; ++i) burden[i] = by_price * m.products[0].price / income[i];
  return burden;
}

namespace {

/// Those who have a need and know the product; nothing: all do.
std::optional<Chosen> find_choosers(const Step& step, Block& block) {
  const Model& model = step.model;
  const bool searching = model.decision.planned.search < 1.0,
             launched = step.tick >= model.products[0].launch;
  if (!may_lack_need(model) && !searching && launched && step.state.removed.empty()) {
    block.tally.counts.needs += block.size;
    return {};
  }
  const Chosen needy = find_needy(step, block);
  if (!launched) return Chosen();
  if (!searching) return needy;
  float* knows = block.scratch.urge.data();  // of no use here otherwise
  maths::in_widest_vectors([=, search = static_cast<float>(model.decision.planned.search),
                            notice = static_cast<float>(model.decision.planned.notice),
                            memory = step.state.memory.at(block.first, 0),
                            production = model.population.trait(Trait::production).block(block.first),
                            word = block.scratch.words[3].data(), size = block.size] {
    for (std::uint32_t a = 0; a < size; ++a)
      knows[a] = (random::uniform(word[a]) < search) | known_by_observation(production[a], memory[a], notice)
                     ? 1.0f
                     : 0.0f;
  });
  return needy.among(Chosen::where(knows, block.size));
}

/// Utilities over temperature, in scratch.best_urge: terms as in `utility`, in its order. `drive` is a
/// function of an agent.
template <class Drive>
void compare_driven(const Step& step, Block& block, Drive drive) {
  const PlannedParams& params = step.model.decision.planned;
  const PlannedParams::Weights& w = params.weights;
  const State& state = step.state;
  const auto by_value = static_cast<float>(w.value), by_drive = static_cast<float>(w.observation),
             temperature = static_cast<float>(params.temperature);
  const float* value = state.value.at(block.first, 0);
  const float* burden = step.model.burden.block(block.first);
  const auto compare = [=, size = block.size, to = block.scratch.best_urge.data()](auto utility) {
    float* __restrict scaled = to;
    if (temperature == 1.0f)
      for (std::uint32_t a = 0; a < size; ++a) scaled[a] = utility(a);
    else
      for (std::uint32_t a = 0; a < size; ++a) scaled[a] = utility(a) / temperature;
  };
  if (w.vicarious == 0 && w.loyalty == 0)  // nothing times a number adds nothing
    return compare([=](std::uint32_t a) { return by_value * value[a] + by_drive * drive(a) - burden[a]; });
  const auto by_vicarious = static_cast<float>(w.vicarious), by_loyalty = static_cast<float>(w.loyalty);
  const float* vicarious = state.vicarious_value.at(block.first, 0);
  const float* loyalty = state.loyalty.at(block.first, 0);
  compare([=](std::uint32_t a) {
    return by_value * value[a] + by_drive * drive(a) + by_vicarious * vicarious[a] + by_loyalty * loyalty[a] -
           burden[a];
  });
}

/// The same, observing what was counted on the way: exposure, memory and drive as in phase `observe`. Where
/// memory is not `stored`, nobody asks what it was. `degree` is a function of an agent.
template <bool stored, class Degree, class Retain>
void notice_and_compare(const Step& step, Block& block, Degree degree, Retain retain) {
  const Model& model = step.model;
  const float by =
      model.population.trait(Trait::susceptibility)[0] * model.population.trait(Trait::production)[0];
  const std::uint32_t* __restrict count = block.scratch.count.data();
  const float attention = block.scratch.attention[0];  // one for all (surround)
  float* __restrict memory = step.state.memory.at(block.first, 0);
  compare_driven(step, block, [=](std::uint32_t a) {
    const auto total = static_cast<float>(static_cast<std::int32_t>(degree(a)));
    const auto bought = static_cast<float>(static_cast<std::int32_t>(count[a]));
    const float exposure = exposed(attention, bought, total);
    if constexpr (!stored) return by * exposure;
    const float m = retain(memory[a], exposure);
    memory[a] = m;
    return by * m;
  });
}

template <class Degree>
void notice_and_compare(const Step& step, Block& block, Degree degree) {
  const float keep = static_cast<float>(step.model.learning.observation.retention), take = 1.0f - keep;
  const auto replace = [](float, float e) { return e; };  // without a look at what was there
  const auto retain = [=](float m, float e) { return retained(m, e, keep, take); };
  if (keep != 0.0f)
    notice_and_compare<true>(step, block, degree, retain);
  else if (keeps_memory(step.model, step.read))
    notice_and_compare<true>(step, block, degree, replace);
  else
    notice_and_compare<false>(step, block, degree, replace);
}

void compare_all(const Step& step, Block& block) {
  if (!notices_in_passing(step))
    return compare_driven(step, block,
                          [drive = block.scratch.drive.data()](std::uint32_t a) { return drive[a]; });
  with_degrees(step.model.network, step.model.bits.get(), block.first,
               [&](auto degree) { notice_and_compare(step, block, degree); });
}

}  // namespace

void decide_routinely(const Step& step, Block& block) {
  draw_decisions(step, block);
  const std::optional<Chosen> choosers = find_choosers(step, block);
  maths::in_widest_vectors([&] { compare_all(step, block); });
  // Between the product and buying nothing, of utility 0: as choice.hpp chooses.
  const Scratch& scratch = block.scratch;
  const Chosen drawn = Chosen::succeeding(scratch.best_urge.data(), scratch.words[1].data(), block.size);
  carry_through(step, block, choosers ? drawn.among(*choosers) : drawn);
}

}  // namespace shoal
