#include "experiment/runner.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <map>
#include <mutex>
#include <numeric>

#include "engine/workers.hpp"
#include "experiment/rule.hpp"
#include "experiment/scenarios.hpp"
#include "experiment/worlds.hpp"
#include "output/failure.hpp"

namespace shoal::experiment {

Workforce share_out(const Survey& survey, std::uint64_t runs, unsigned cores, double available_bytes) {
  Workforce force{std::max(1u, cores), 1};
  force.jobs = static_cast<unsigned>(std::min<std::uint64_t>(force.jobs, std::max<std::uint64_t>(runs, 1)));
  while (force.jobs > 1 && memory_bytes(survey, force.jobs) > available_bytes) --force.jobs;
  constexpr std::uint64_t worth_a_thread = 8192;  // agents
  std::uint64_t agents = 0;
  for (const CellSurvey& cell : survey.cells) agents = std::max(agents, cell.agents);
  const std::uint64_t useful = std::max<std::uint64_t>(1, agents / worth_a_thread);
  force.threads = static_cast<unsigned>(std::min<std::uint64_t>(std::max(1u, cores) / force.jobs, useful));
  return force;
}

Needed needed_in(const Plan& plan, const Ledger& ledger, std::size_t cell) {
  const Experiment& e = plan.experiment();
  if (!e.params.replicates.until) return {plan.most_replicates(), true};
  const auto names = e.measure_names();
  const auto at = std::ranges::find(names, e.params.replicates.until->measure);
  const auto index = static_cast<std::size_t>(at - names.begin());
  return needed_replicates(e.params.replicates, [&](std::uint64_t replicate) -> std::optional<double> {
    const Done* done = ledger.find(plan.run(cell, replicate));
    if (!done) return std::nullopt;
    return done->outcome.measures[index];
  });
}

std::vector<std::uint64_t> missing_runs(const Plan& plan, const Ledger& ledger) {
  std::vector<std::uint64_t> runs;
  for (std::size_t cell = 0; cell < plan.cells().size(); ++cell) {
    const std::uint64_t needed = needed_in(plan, ledger, cell).replicates;
    for (std::uint64_t r = 0; r < needed; ++r) {
      const std::uint64_t run = plan.run(cell, r);
      if (plan.in_shard(run, ledger.shard()) && !ledger.find(run)) runs.push_back(run);
    }
  }
  std::ranges::sort(runs);
  return runs;
}

namespace {

/// Runs that share a network come together, those that share a population within it; groups stand in the
/// order of their first run. So few networks are held at a time.
std::vector<std::uint64_t> in_order_of_worlds(const std::vector<std::uint64_t>& runs,
                                              const std::vector<WorldKey>& keys) {
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::size_t> network_rank;
  std::map<WorldKey, std::size_t> rank;
  std::vector<std::pair<std::size_t, std::size_t>> place(runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto network =
        network_rank.emplace(std::pair{keys[i].network, keys[i].network_seed}, i).first->second;
    place[i] = {network, rank.emplace(keys[i], i).first->second};
  }
  std::vector<std::uint64_t> order(runs.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&](std::uint64_t i) { return place[i]; });
  return order;
}

/// One run, whatever happens to it.
Outcome run_once(const Probe& probe, Scenarios& scenarios, std::uint64_t run, const WorldKey& key,
                 Worlds& worlds, unsigned threads) {
  return guarded(probe, [&] {
    const Scenario scenario = scenarios.of(run);
    const World world = worlds.get(key, scenario);
    return observe(probe, scenario, *world.network, *world.population, threads);
  });
}

/// What the threads of a round share.
struct Round {
  std::mutex mutex;
  std::exception_ptr broken;  ///< the journal: nothing more can be done
  std::atomic<bool> over{false};
  std::chrono::steady_clock::time_point flushed = std::chrono::steady_clock::now();
};

void do_round(const Plan& plan, const Survey& survey, const std::vector<std::uint64_t>& runs,
              Scenarios& scenarios, Ledger& ledger, const Probe& probe, const Workforce& force,
              const Watcher& watcher, Tally& tally) {
  std::vector<WorldKey> keys;
  Worlds worlds;
  for (const std::uint64_t run : runs) {
    const std::size_t cell = plan.cell_of(run);
    keys.push_back(world_key(survey.cells[cell], plan.seed(cell, plan.replicate_of(run))));
    worlds.expect(keys.back());
  }
  const std::vector<std::uint64_t> order = in_order_of_worlds(runs, keys);
  Round round;
  Workers(force.jobs).run(order.size(), [&](std::size_t task, unsigned) {
    if (round.over || watcher.stop()) return;
    const std::uint64_t run = runs[order[task]];
    Outcome outcome = run_once(probe, scenarios, run, keys[order[task]], worlds, force.threads);
    worlds.release(keys[order[task]]);
    const bool ok = outcome.status == status_ok;
    try {
      ledger.add(run, std::move(outcome));
      const std::lock_guard lock(round.mutex);
      ++tally.done;
      ++tally.now;
      if (!ok) ++tally.failed;
      const auto now = std::chrono::steady_clock::now();
      if (now - round.flushed > std::chrono::seconds(2)) {
        ledger.flush();
        round.flushed = now;
      }
      watcher.tell(tally);
    } catch (...) {
      const std::lock_guard lock(round.mutex);
      if (!round.broken) round.broken = std::current_exception();
      round.over = true;
    }
  });
  tally.networks += worlds.networks_built();
  if (round.broken) std::rethrow_exception(round.broken);
}

}  // namespace

Tally do_runs(const Plan& plan, const Survey& survey, Ledger& ledger, const Workforce& force,
              const Watcher& watcher) {
  const Probe probe = make_probe(plan.experiment());
  Scenarios scenarios(plan);
  Tally tally;
  const auto count = [&](const std::vector<std::uint64_t>& missing) {
    tally.planned = missing.size();
    tally.done = tally.failed = 0;
    for (std::size_t cell = 0; cell < plan.cells().size(); ++cell)
      for (std::uint64_t r = 0; r < needed_in(plan, ledger, cell).replicates; ++r)
        if (plan.in_shard(plan.run(cell, r), ledger.shard())) {
          const Done* done = ledger.find(plan.run(cell, r));
          if (!done) continue;
          ++tally.done;
          if (done->outcome.status != status_ok) ++tally.failed;
        }
    tally.planned += tally.done;
  };
  for (;;) {
    const std::vector<std::uint64_t> runs = missing_runs(plan, ledger);
    count(runs);
    if (runs.empty() || watcher.stop()) break;
    do_round(plan, survey, runs, scenarios, ledger, probe, force, watcher, tally);
  }
  ledger.flush();
  return tally;
}

}  // namespace shoal::experiment
