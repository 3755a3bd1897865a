#include "engine/simulation.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <numeric>
#include <optional>

#include "engine/interventions.hpp"
#include "engine/model.hpp"
#include "engine/tallies.hpp"
#include "engine/turns.hpp"
#include "engine/workers.hpp"
#include "mechanisms/copy.hpp"
#include "mechanisms/measure.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/registry.hpp"
#include "mechanisms/watch.hpp"
#include "network/build.hpp"

namespace shoal {
namespace {

using Clock = std::chrono::steady_clock;

/// Positions in phases().
std::vector<std::size_t> active_phases(const Model& model) {
  std::vector<std::size_t> active;
  for (std::size_t p = 0; p < phases().size(); ++p)
    if (phases()[p].enabled(model)) active.push_back(p);
  return active;
}

/// Of the phase watch in phases(): packing signals counts as watching.
std::size_t position_of_watch() {
  const auto all = phases();
  return static_cast<std::size_t>(
      std::find_if(all.begin(), all.end(), [](const Phase& p) { return p.apply == watch; }) - all.begin());
}

/// Whether phases count members of a set (AgentSet) among neighbours; of a Model or a Scenario.
template <class Params>
bool counts_sets(const Params& params) {
  return params.resellers.enabled || params.group_buy.enabled;
}

State first_state(const Scenario& scenario, const Model& model) {
  const SeedAdopterParams& seeds = scenario.population.seed_adopters;
  if (scenario.stages.empty()) return make_state(model, seeds);
  const Scenario all = widest(scenario);
  return make_state(make_model(all, model.network, model.population), seeds);
}

}  // namespace

struct Simulation::Impl {
  Impl(const Scenario& scenario_, const Network& network, const Population& population, unsigned threads)
      : scenario(scenario_),
        interventions(scenario, network, population.segment_names),
        current(make_model(scenario, network, population)),
        state(first_state(scenario, *current)),
        active(active_phases(*current)),
        ran(phases().size(), false),
        workers(std::min<unsigned>(threads, std::max<AgentIndex>(1, block_count(network.agents)))),
        tallies(*current, scenario.population.seed_adopters,
                scenario.schedule == Schedule::sequential ? 1 : std::int64_t{population.agents}),
        nanoseconds(workers.count(), std::vector<std::int64_t>(phases().size() + 1)),
        turns(scenario, network) {
    for (unsigned w = 0; w < workers.count(); ++w) scratches.emplace_back(model().products.size());
    for (const std::size_t p : active) ran[p] = true;
    state.vicarious_moves = vicarious_moves(model());
    state.loyalty_moves = loyalty_moves(model());
    prepare_planes(nullptr);
    pack_task = [this](std::size_t block, unsigned worker) { pack_block(block, worker); };
    task = [this](std::size_t block, unsigned worker) { run_block(block, worker); };
    measure_task = [this](std::size_t block, unsigned worker) { measure_block(block, worker); };
  }

  Step now(std::uint32_t moment, AgentIndex parent = nobody) {
    Signal* showing = model().single_turns ? state.shown.data() : state.showing.data();
    const SignalPlanes* planes = state.planes.empty() ? nullptr : &state.planes;
    return {model(), state, tick, moment, state.shown.data(), showing, planes, parent};
  }

  Block block_at(std::size_t index, unsigned worker) {
    const auto first = static_cast<AgentIndex>(index * block_size);
    return {first, std::min<AgentIndex>(block_size, model().population.agents - first), scratches[worker],
            tallies.blocks[index]};
  }

  // All phases for one block of agents while its columns are in the cache. Blocks are independent: each reads
  // the signals of the last tick and writes its own agents.
  void run_block(std::size_t index, unsigned worker) {
    Block block = block_at(index, worker);
    block.tally.clear();
    block.scratch.purchases.clear();
    const Step step = now(tick);
    auto before = Clock::now();
    for (std::size_t n = 0; n <= active.size(); ++n) {
      const std::size_t p = n < active.size() ? active[n] : phases().size();
      if (n < active.size()) {
        phases()[p].apply(step, block);
      } else {
        measure_acts(step, block);
        measure_levels(step, block);
      }
      const auto after = Clock::now();
      nanoseconds[worker][p] += std::chrono::nanoseconds(after - before).count();
      before = after;
    }
  }

  /// Sets up what a new model counts on. `bits`: dense communities, where they are known already.
  void prepare_planes(std::shared_ptr<const BitRows> bits) {
    const Signs signs = countable(model()) ? watched_signs(model()) : Signs{0};
    const bool strata = signs != 0 && looking_up(model(), state);
    if (signs != state.planes.signs() || strata != state.planes.strata())
      state.planes.allocate(model().population.agents, model().products.size(), signs, strata);
    pushing = false;
    if (signs == 0 && (model().single_turns || !counts_sets(model()))) return;
    if (!bits) bits = std::make_shared<const BitRows>(make_bit_rows(model().network, block_size));
    current->bits = std::move(bits);
    const bool one = std::has_single_bit(signs) && model().products.size() == 1 && !strata;
    if (one && !state.pushed.possible()) state.pushed.allocate(model().network);
    pushing = one && state.pushed.possible();
  }

  /// Counts from the side of those who show the only sign that is watched, if they are few. The shares at
  /// which that pays were measured (docs/performance.md); either way the counts are the same.
  void push_if_few() {
    if (!pushing || !state.member.empty()) return;
    const Network& network = model().network;
    const auto sign = static_cast<unsigned>(std::countr_zero(state.planes.signs()));
    const AgentIndex one_in = model().bits->empty() ? 10 : 40;
    if (!state.pushed.begin(state.planes.plane(sign, 0), network.agents, one_in)) return;
    const auto before = Clock::now();
    const std::size_t ranges = workers.count();
    const auto end_of = [&](std::size_t n) {
      return static_cast<AgentIndex>(std::uint64_t{network.agents} * n / ranges);
    };
    workers.run(ranges,
                [&](std::size_t n, unsigned) { state.pushed.push(network, end_of(n), end_of(n + 1)); });
    nanoseconds[0][watch_position] += std::chrono::nanoseconds(Clock::now() - before).count();
  }

  void pack_block(std::size_t index, unsigned worker) {
    const auto before = Clock::now();
    const auto first = static_cast<AgentIndex>(index * block_size);
    const std::uint32_t size = std::min(block_size, model().population.agents - first);
    state.planes.pack(state.shown.data(), first, size);
    if (state.planes.strata()) state.planes.pack_strata(state.role.data(), first, size);
    nanoseconds[worker][watch_position] += std::chrono::nanoseconds(Clock::now() - before).count();
  }

  void measure_block(std::size_t index, unsigned worker) {
    Block block = block_at(index, worker);
    measure_levels(now(tick), block);
  }

  // One agent's turn: it sees all earlier acts and its own act is seen at once.
  void run_turn(AgentIndex agent, std::uint32_t moment, AgentIndex parent = nobody) {
    Block block{agent, 1, scratches[0], tallies.blocks[agent / block_size]};
    block.scratch.purchases.clear();
    const Step step = now(moment, parent);
    for (const std::size_t p : active) phases()[p].apply(step, block);
    measure_acts(step, block);
  }

  void step_synchronous() {
    if (model().learning.beliefs.enabled && model().learning.beliefs.social == SocialBelief::degroot)
      for (std::size_t b = 0; b < attribute_count; ++b) state.belief[b].swap(state.belief_seen[b]);
    if (!state.planes.empty()) {
      workers.run(tallies.blocks.size(), pack_task);
      push_if_few();
    }
    workers.run(tallies.blocks.size(), task);
    state.pushed.end();
    state.shown.swap(state.showing);
    state.told.swap(state.telling);
  }

  void step_turns() {
    const auto before = Clock::now();
    for (BlockTally& tally : tallies.blocks) tally.clear_events();
    if (scenario.schedule == Schedule::sequential) {
      const AgentIndex agent = turns.at(tick);
      run_turn(agent, tick);
      if (changed)
        workers.run(tallies.blocks.size(), measure_task);
      else
        measure_block(agent / block_size, 0);
      changed = false;
    } else {
      const AgentIndex agents = model().population.agents;
      const bool births = model().decision.rule == DecisionRule::imitate &&
                          model().decision.imitate.update == ImitateUpdate::birth_death;
      for (AgentIndex n = 0; n < agents; ++n) {
        const std::uint32_t moment = (tick - 1) * agents + n;
        if (births) {
          const auto [agent, parent] = draw_replacement(now(moment));
          run_turn(agent, moment, parent);
        } else {
          run_turn(turns.draw(tick, n), moment);
        }
      }
      workers.run(tallies.blocks.size(), measure_task);
    }
    nanoseconds[0].back() += std::chrono::nanoseconds(Clock::now() - before).count();
  }

  void once_per_tick(std::span<const TickPhase> phases) {
    for (const TickPhase& phase : phases)
      if (phase.enabled(model())) phase.apply({model(), state, tick, tallies.totals});
  }

  /// What is to be done before the tick's first phase.
  void intervene() {
    for (const std::size_t n : interventions.due(tick)) {
      if (const Scenario* stage = interventions.stage(n)) {
        Model next = make_model(*stage, model().network, model().population);
        adapt(state, model(), next);
        const auto bits = model().bits;
        current.emplace(std::move(next));
        prepare_planes(bits);
        state.vicarious_moves |= vicarious_moves(model());
        state.loyalty_moves |= loyalty_moves(model());
        if (state.changes > 0) set_environment(*current, state.changes);
        active = active_phases(model());
        for (const std::size_t p : active) ran[p] = true;
        for (Scratch& scratch : scratches) scratch = Scratch(model().products.size());
        changed = true;
      }
      if (scenario.interventions[n].remove) tallies.totals.removed += interventions.remove(n, model(), state);
      if (scenario.interventions[n].seed_adopters) interventions.seed(n, model(), state, tallies.totals);
    }
  }

  const Model& model() const { return *current; }

  const Scenario& scenario;
  Interventions interventions;
  std::optional<Model> current;
  State state;
  std::vector<std::size_t> active;  ///< positions in phases()
  std::vector<bool> ran;            ///< by position in phases(): whether it was ever active
  bool pushing = false;             ///< where few show the only sign that is watched, counts may be pushed
  bool changed = true;              ///< since all levels were last measured, other than by turns
  Workers workers;
  Tallies tallies;
  std::vector<Scratch> scratches;                      ///< one per worker
  std::vector<std::vector<std::int64_t>> nanoseconds;  ///< [worker][phases(), then measure or turns]
  const std::size_t watch_position = position_of_watch();
  Turns turns;
  Workers::Task pack_task, task, measure_task;
  std::uint32_t tick = 0;
};

Simulation::Simulation(const Scenario& scenario, const Network& network, const Population& population,
                       unsigned threads)
    : impl_(std::make_unique<Impl>(scenario, network, population, threads)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;

const metrics::Totals& Simulation::step() {
  Impl& run = *impl_;
  ++run.tick;
  if (!run.scenario.interventions.empty()) run.intervene();
  if (run.model().market.change.rate > 0 && environment_changes(run.model(), run.tick)) {
    set_environment(*run.current, ++run.state.changes);
    run.changed = true;
  }
  refill_budgets(run.model(), run.state, run.tick);
  run.once_per_tick(opening_phases());
  run.tallies.begin(run.tick);
  for (auto& happened : run.state.communities.happened) happened = {};
  if (run.model().single_turns)
    run.step_turns();
  else
    run.step_synchronous();
  run.tallies.finish(run.model(), run.state);
  run.once_per_tick(closing_phases());
  return run.tallies.totals;
}

std::uint32_t Simulation::tick() const { return impl_->tick; }

const Model& Simulation::model() const { return impl_->model(); }
const State& Simulation::state() const { return impl_->state; }

std::vector<PhaseTime> Simulation::phase_times() const {
  const Impl& run = *impl_;
  std::vector<PhaseTime> times;
  for (std::size_t p = 0; p <= phases().size(); ++p) {
    const bool last = p == phases().size();
    if (!last && !run.ran[p]) continue;
    std::int64_t sum = 0;
    for (const auto& worker : run.nanoseconds) sum += worker[p];
    std::string name = !last ? std::string(phases()[p].name) : run.model().single_turns ? "turns" : "measure";
    times.push_back({std::move(name), static_cast<double>(sum) * 1e-9});
  }
  return times;
}

namespace {

/// Whether a run may count neighbours by bits; which signs it watches is left to watched_signs.
bool may_use_bits(const Scenario& s) {
  if (!s.stages.empty()) return true;
  if (s.schedule == Schedule::synchronous && counts_sets(s)) return true;
  const ObservationParams& observation = s.learning.observation;
  return s.schedule == Schedule::synchronous && observation.sample == 0 &&
         (observation.enabled || s.decision.rule != DecisionRule::logit || s.decision.impulse.enabled ||
          s.learning.beliefs.enabled || s.learning.reinforcement.enabled || s.share.enabled ||
          s.membership.enabled);
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
  const double scratch = threads * block_size * (60.0 + products * 56.0);
  const double bits = may_use_bits(start) ? network.bit_row_bytes : 0;
  return n * (4 * (floats + per_product * products) + signals + 1) + bits + blocks + scratch;
}

}  // namespace shoal
