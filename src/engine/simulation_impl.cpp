#include "engine/simulation_impl.hpp"

#include <algorithm>
#include <bit>

#include "mechanisms/copy.hpp"
#include "mechanisms/measure.hpp"
#include "mechanisms/purchase.hpp"
#include "mechanisms/report.hpp"
#include "mechanisms/watch.hpp"

namespace shoal {
namespace {

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
const std::size_t watch_position = position_of_watch();
constexpr std::size_t communities_at_once = 64;  // that a worker counts

State first_state(const Scenario& scenario, const Model& model) {
  const SeedAdopterParams& seeds = scenario.population.seed_adopters;
  if (scenario.stages.empty()) return make_state(model, seeds);
  const Scenario all = widest(scenario);
  return make_state(make_model(all, model.network, model.population), seeds);
}

unsigned useful_threads(unsigned threads, AgentIndex agents) {
  return std::min<unsigned>(threads, std::max<AgentIndex>(1, block_count(agents)));
}

}  // namespace

Simulation::Impl::Impl(const Scenario& scenario_, const Network& network, network::Forms* forms_,
                       const Population& population, unsigned threads, metrics::Figures read_,
                       Stepping stepping_)
    : scenario(scenario_),
      read(scenario_.interventions.empty() ? read_ : read_ | metrics::Figures::agents),
      stepping(stepping_),
      own_forms(forms_ == nullptr ? std::make_unique<network::Forms>(network, block_size) : nullptr),
      forms(forms_ != nullptr ? *forms_ : *own_forms),
      interventions(scenario, network, population.segment_names),
      current(make_model(scenario, network, population)),
      state(first_state(scenario, *current)),
      active(active_phases(*current)),
      ran(phases().size(), false),
      workers(together() ? 1 : useful_threads(threads, network.agents)),
      tallies(*current, scenario.population.seed_adopters,
              scenario.schedule == Schedule::sequential ? 1 : std::int64_t{population.agents}),
      nanoseconds(workers.count(), std::vector<std::int64_t>(phases().size() + 1)),
      turns(scenario, network) {
  if (!together())
    for (unsigned w = 0; w < workers.count(); ++w) scratches.emplace_back(model().products.size());
  for (const std::size_t p : active) ran[p] = true;
  state.vicarious_moves = vicarious_moves(model());
  state.loyalty_moves = loyalty_moves(model());
  prepare_model();
  clique_task = [this](std::size_t some, unsigned worker) {
    LapClock lap = clock(worker);
    const std::size_t first = some * communities_at_once,
                      last = std::min(first + communities_at_once, model().network.communities());
    for (auto c = static_cast<std::uint32_t>(first); c < last; ++c) {
      if (state.cliques.in_use()) state.cliques.count(model().network, state.shown.data(), c);
      if (state.cliques.hold_firsts()) state.cliques.count_firsts(model().network, state.shown.data(), c);
    }
    lap.lap(watch_position);
  };
  pack_task = [this](std::size_t block, unsigned worker) {
    LapClock lap = clock(worker, block);
    pack_block(block);
    lap.lap(watch_position);
  };
  task = [this](std::size_t block, unsigned worker) {
    run_block(block, worker, scratches[worker], clock(worker, block), upcoming(block + 1));
  };
  measure_task = [this](std::size_t block, unsigned worker) { measure_block(block, worker); };
}

Step Simulation::Impl::now(std::uint32_t moment, AgentIndex parent) {
  Signal* showing = model().single_turns ? state.shown.data() : state.showing.data();
  const SignalPlanes* planes = state.planes.empty() ? nullptr : &state.planes;
  return {model(), state, tick, moment, state.shown.data(), showing, planes, parent, {}, read};
}

Block Simulation::Impl::block_at(std::size_t index, Scratch& scratch, BlockTally& tally) {
  const auto first = static_cast<AgentIndex>(index * block_size);
  return {first, std::min<AgentIndex>(block_size, model().population.agents - first), scratch, tally};
}

void Simulation::Impl::run_block(std::size_t index, unsigned worker, Scratch& scratch, LapClock lap,
                                 Upcoming next, SliceOf slice) {
  Block block = block_at(index, scratch, tallies.of(index, worker));
  block.scratch.purchases.clear();
  Step step = now(tick);
  step.slice = slice;
  step.next = next;
  for (const std::size_t p : active) {
    phases()[p].apply(step, block);
    lap.lap(p);
  }
  tally_purchases(step, block);
  if (!measuring) return;
  report_purchases(step, block);
  measure_acts(step, block);
  measure_levels(step, block);
  lap.lap(phases().size());
}

/// Sets up what a new model counts on.
void Simulation::Impl::prepare_model() {
  prepare_cliques();
  prepare_columns();
  prepare_planes();
  share_tallies(workers.count());
  counting_communities = counts_communities(model(), read);
  measuring = measures(model(), read);
}

/// Signs as counts of communities, where everybody observes all others of a community.
void Simulation::Impl::prepare_cliques() {
  state.cliques.release();
  const bool watching = model().watched != 0 && !looking_up(model(), state), copying = copies_all(model());
  const std::size_t communities = model().network.communities(), products = model().products.size();
  constexpr std::size_t fewest = 8;  // agents in a community, below which their ties are as few as its counts
  if (communities * fewest > model().population.agents) return;
  if (together() || !countable(model()) || !(watching || copying) || !forms.cliques()) return;
  if (watching) state.cliques.allocate(communities, products);
  if (copying) state.cliques.allocate_firsts(communities, products);
}

/// Signs as columns of bytes, where the positions of neighbours are looked up in them.
void Simulation::Impl::prepare_columns() {
  state.columns.release();
  if (state.cliques.in_use()) return;
  const unsigned sets = counted_by_position(model(), state);
  if (sets == 0) return;
  current->positions = forms.positions(sets);
  if (!model().positions->empty())
    state.columns.allocate(model().population.agents, model().products.size(), model().watched);
}

/// Signs as bits where they are no columns, and how they are counted.
void Simulation::Impl::prepare_planes() {
  const bool on_planes =
      !state.cliques.in_use() && !state.columns.in_use() && counts_on_planes(model(), state);
  const Signs signs = on_planes ? model().watched : Signs{0};
  const bool strata = signs != 0 && looking_up(model(), state);
  if (signs != state.planes.signs() || strata != state.planes.strata())
    state.planes.allocate(model().population.agents, model().products.size(), signs, strata);
  state.planes.doubt();
  // Where the pass is all there is, nothing but interventions changes signals between ticks.
  state.planes.foresee(in_one_pass(model()) && !strata && signs == signal::bought);
  pushing = false;
  const bool by_sets = !model().single_turns && counts_sets(model());
  const bool by_signs = signs != 0 && !together();
  if (!by_sets && !by_signs) return;
  current->bits = forms.bits();
  const bool one = by_signs && std::has_single_bit(signs) && model().products.size() == 1 && !strata;
  if (one && !state.pushed.possible()) state.pushed.allocate(model().network);
  pushing = one && state.pushed.possible();
}

/// Counts from the side of those who show the only sign that is watched, if they are few. The shares at
/// which that pays were measured (docs/performance.md); either way the counts are the same.
void Simulation::Impl::push_if_few() {
  if (!pushing || !state.member.empty()) return;
  const Network& network = model().network;
  const auto sign = static_cast<unsigned>(std::countr_zero(state.planes.signs()));
  const AgentIndex one_in = model().bits->empty() ? 8 : 25;
  if (!state.pushed.begin(state.planes.plane(sign, 0), network.agents, one_in)) return;
  LapClock lap = clock(0);
  const std::size_t ranges = workers.count();
  const auto end_of = [&](std::size_t n) {
    return static_cast<AgentIndex>(std::uint64_t{network.agents} * n / ranges);
  };
  workers.run(ranges, [&](std::size_t n, unsigned) { state.pushed.push(network, end_of(n), end_of(n + 1)); });
  lap.lap(watch_position);
}

void Simulation::Impl::pack_block(std::size_t index) {
  const auto first = static_cast<AgentIndex>(index * block_size);
  const std::uint32_t size = std::min(block_size, model().population.agents - first);
  if (state.columns.packed()) return state.columns.pack(state.shown.data(), first, size);
  state.planes.pack(state.shown.data(), first, size);
  if (state.planes.strata()) state.planes.pack_strata(state.role.data(), first, size);
}

void Simulation::Impl::measure_block(std::size_t index, unsigned worker) {
  Block block = block_at(index, scratches[worker], tallies.blocks[index]);
  measure_levels(now(tick), block);
}

/// One agent's turn: it sees all earlier acts and its own act is seen at once.
void Simulation::Impl::run_turn(AgentIndex agent, std::uint32_t moment, AgentIndex parent) {
  Block block{agent, 1, scratches[0], tallies.blocks[agent / block_size]};
  block.scratch.purchases.clear();
  const Step step = now(moment, parent);
  for (const std::size_t p : active) phases()[p].apply(step, block);
  tally_purchases(step, block);
  report_purchases(step, block);
  measure_acts(step, block);
}

void Simulation::Impl::begin_blocks() {
  if (model().learning.beliefs.enabled && model().learning.beliefs.social == SocialBelief::degroot)
    for (std::size_t b = 0; b < attribute_count; ++b) state.belief[b].swap(state.belief_seen[b]);
  columns.find(model(), state, read, runs_together);
}

void Simulation::Impl::end_blocks() {
  state.pushed.end();
  state.planes.advance();
  state.shown.swap(state.showing);
  state.told.swap(state.telling);
}

void Simulation::Impl::step_synchronous() {
  begin_blocks();
  if (state.cliques.in_use() || state.cliques.hold_firsts())
    workers.run((model().network.communities() + communities_at_once - 1) / communities_at_once, clique_task);
  if (must_pack()) workers.run(blocks(), pack_task);
  if (!state.planes.empty()) push_if_few();
  workers.run(blocks(), task);
  end_blocks();
}

void Simulation::Impl::step_turns() {
  LapClock lap = clock(0);
  if (scenario.schedule == Schedule::sequential) {
    if (tick > 1) tallies.blocks[turns.at(tick - 1) / block_size].clear_events();  // nobody else had acted
    const AgentIndex agent = turns.at(tick);
    run_turn(agent, tick);
    if (changed)
      workers.run(blocks(), measure_task);
    else
      measure_block(agent / block_size, 0);
    changed = false;
  } else {
    for (BlockTally& tally : tallies.blocks) tally.clear_events();
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
    workers.run(blocks(), measure_task);
  }
  lap.lap(phases().size());
}

void Simulation::Impl::once_per_tick(std::span<const TickPhase> phases) {
  for (const TickPhase& phase : phases)
    if (phase.enabled(model())) phase.apply({model(), state, tick, tallies.totals});
}

/// What is to be done before the tick's first phase.
void Simulation::Impl::intervene() {
  for (const std::size_t n : interventions.due(tick)) {
    state.planes.doubt();
    if (const Scenario* stage = interventions.stage(n)) {
      Model next = make_model(*stage, model().network, model().population);
      adapt(state, model(), next);
      current.emplace(std::move(next));
      prepare_model();
      state.vicarious_moves |= vicarious_moves(model());
      state.loyalty_moves |= loyalty_moves(model());
      if (state.changes > 0) set_environment(*current, state.changes);
      active = active_phases(model());
      for (const std::size_t p : active) ran[p] = true;
      for (Scratch& scratch : scratches) scratch = Scratch(model().products.size());
      changed = fresh = true;
    }
    if (scenario.interventions[n].remove) tallies.totals.removed += interventions.remove(n, model(), state);
    if (scenario.interventions[n].seed_adopters) interventions.seed(n, model(), state, tallies.totals);
  }
}

void Simulation::Impl::begin_tick() {
  ++tick;
  fresh = tick == 1;
  if (!scenario.interventions.empty()) intervene();
  if (model().market.change.rate > 0 && environment_changes(model(), tick)) {
    set_environment(*current, ++state.changes);
    changed = true;
  }
  refill_budgets(model(), state, tick);
  once_per_tick(opening_phases());
  tallies.begin(tick);
  if (counting_communities)
    for (auto& happened : state.communities.happened) happened = {};
}

void Simulation::Impl::end_tick() {
  tallies.finish(model(), state, read);
  once_per_tick(closing_phases());
}

}  // namespace shoal
