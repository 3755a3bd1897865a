#include "experiment/runner.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>

#include "engine/lockstep.hpp"
#include "engine/workers.hpp"
#include "experiment/batches.hpp"
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
  constexpr std::uint64_t enough = 32;  // 64 gain no more, and take twice the memory
  static_assert(enough <= Lockstep::most_runs);
  force.together = static_cast<unsigned>(
      std::min<std::uint64_t>(enough, (std::max<std::uint64_t>(runs, 1) + force.jobs - 1) / force.jobs));
  while (force.together > 1 && memory_bytes(survey, force.jobs, force.together) > available_bytes)
    --force.together;
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

/// One run, whatever happens to it.
Outcome run_once(const Probe& probe, Scenarios& scenarios, std::uint64_t run, const WorldKey& key,
                 Worlds& worlds, unsigned threads) {
  return guarded(probe, [&] {
    const Scenario scenario = scenarios.of(run);
    const World world = worlds.get(key, scenario);
    return observe(probe, scenario, *world.forms, *world.population, threads);
  });
}

/// What the threads of a round share.
class Round {
 public:
  Round(const Plan& plan, const Survey& survey, const std::vector<std::uint64_t>& runs, Scenarios& scenarios,
        Ledger& ledger, const Probe& probe, const Workforce& force, const Watcher& watcher, Tally& tally);
  void go();

 private:
  void do_batch(const Batch& batch);
  bool do_together(const Batch& batch);
  void note(std::size_t at, Outcome outcome);
  bool over() const { return broken_off_ || watcher_.stop(); }

  const Plan& plan_;
  const std::vector<std::uint64_t>& runs_;
  Scenarios& scenarios_;
  Ledger& ledger_;
  const Probe& probe_;
  const Workforce& force_;
  const Watcher& watcher_;
  Tally& tally_;
  Worlds worlds_;
  std::vector<WorldKey> keys_;  ///< parallel to runs_
  std::vector<Batch> batches_;
  std::mutex mutex_;
  std::exception_ptr broken_;  ///< the journal: nothing more can be done
  std::atomic<bool> broken_off_{false};
  std::chrono::steady_clock::time_point flushed_ = std::chrono::steady_clock::now();
};

Round::Round(const Plan& plan, const Survey& survey, const std::vector<std::uint64_t>& runs,
             Scenarios& scenarios, Ledger& ledger, const Probe& probe, const Workforce& force,
             const Watcher& watcher, Tally& tally)
    : plan_(plan),
      runs_(runs),
      scenarios_(scenarios),
      ledger_(ledger),
      probe_(probe),
      force_(force),
      watcher_(watcher),
      tally_(tally) {
  for (const std::uint64_t run : runs) {
    const std::size_t cell = plan.cell_of(run);
    keys_.push_back(world_key(survey.cells[cell], plan.seed(cell, plan.replicate_of(run))));
    worlds_.expect(keys_.back());
  }
  batches_ = make_batches(
      in_order_of_worlds(keys_), keys_,
      [&](std::size_t at) { return most_together(survey.cells[plan.cell_of(runs[at])], force.together); },
      force.jobs);
}

void Round::go() {
  Workers(force_.jobs).run(batches_.size(), [&](std::size_t n, unsigned) {
    try {
      do_batch(batches_[n]);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!broken_) broken_ = std::current_exception();
      broken_off_ = true;
    }
  });
  tally_.networks += worlds_.networks_built();
  if (broken_) std::rethrow_exception(broken_);
}

/// @throws what the ledger throws
void Round::do_batch(const Batch& batch) {
  if (over() || (batch.size() > 1 && do_together(batch))) return;
  for (const std::size_t at : batch) {
    if (over()) return;
    note(at, run_once(probe_, scenarios_, runs_[at], keys_[at], worlds_, force_.threads));
  }
}

/// Whether the runs could be done together. Where not, whatever the reason, each is for itself.
bool Round::do_together(const Batch& batch) {
  std::vector<Outcome> outcomes;
  try {
    std::vector<Scenario> scenarios;
    std::vector<World> worlds;
    std::vector<Fellow> fellows;
    scenarios.reserve(batch.size());
    worlds.reserve(batch.size());
    for (const std::size_t at : batch) {
      scenarios.push_back(scenarios_.of(runs_[at]));
      worlds.push_back(worlds_.get(keys_[at], scenarios.back()));
      const World& first = worlds.front();
      if (first.forms->cliques() || !Lockstep::pays(*first.network, batch.size())) return false;
      fellows.push_back({&scenarios.back(), worlds.back().population.get(),
                         static_cast<std::uint32_t>(plan_.cell_of(runs_[at]))});
    }
    outcomes = observe_together(probe_, *worlds.front().forms, fellows, force_.threads);
  } catch (const std::exception&) {
    return false;
  }
  for (std::size_t n = 0; n < batch.size(); ++n) note(batch[n], std::move(outcomes[n]));
  return true;
}

/// @throws what the ledger throws
void Round::note(std::size_t at, Outcome outcome) {
  worlds_.release(keys_[at]);
  const bool ok = outcome.status == status_ok;
  ledger_.add(runs_[at], std::move(outcome));
  const std::lock_guard lock(mutex_);
  ++tally_.done;
  ++tally_.now;
  if (!ok) ++tally_.failed;
  const auto now = std::chrono::steady_clock::now();
  if (now - flushed_ > std::chrono::seconds(2)) {
    ledger_.flush();
    flushed_ = now;
  }
  watcher_.tell(tally_);
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
    Round(plan, survey, runs, scenarios, ledger, probe, force, watcher, tally).go();
  }
  ledger.flush();
  return tally;
}

}  // namespace shoal::experiment
