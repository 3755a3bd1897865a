// Replicates of one scenario on one network, stepped together, against runs one by one.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <stdexcept>

#include "bench/running.hpp"
#include "bench/suites.hpp"
#include "engine/lockstep.hpp"
#include "engine/workers.hpp"
#include "scenario/measurable.hpp"
#include "scenario/set_seed.hpp"

namespace shoal::bench {
namespace {

/// Replicates of a world: its network, and seeds, populations and states of their own.
class Replicates {
 public:
  Replicates(const World& world, std::size_t count)
      : network_(world.network), read_(metrics::read_by(selected_metrics(world.scenario))) {
    scenarios_.assign(count, world.scenario);
    for (std::size_t r = 0; r < count; ++r) {
      set_seed(scenarios_[r], r + 1);
      populations_.push_back(
          make_population(scenarios_[r].population, network_, scenarios_[r].population_seed()));
    }
  }
  std::size_t count() const { return scenarios_.size(); }
  Simulation alone(std::size_t r) const {
    return {scenarios_[r], network_, populations_[r], 1, read_, Stepping::plain};
  }
  Simulation together(std::size_t r) const {
    return {scenarios_[r], network_, populations_[r], 1, read_, Stepping::together};
  }
  const Network& network() const { return network_; }

 private:
  const Network& network_;
  const metrics::Figures read_;
  std::vector<Scenario> scenarios_;
  std::vector<Population> populations_;
};

/// Some of the replicates in one lockstep.
class Together {
 public:
  Together(const Replicates& replicates, std::size_t count, unsigned threads) {
    for (std::size_t r = 0; r < count; ++r) runs_.push_back(replicates.together(r));
    std::vector<Lockstep::Member> members;
    for (Simulation& run : runs_) members.push_back({&run, 0});
    lockstep_.emplace(replicates.network(), std::move(members), threads);
  }
  void step() { lockstep_->step(); }
  const metrics::Totals& totals(std::size_t r) const { return runs_[r].totals(); }

 private:
  std::vector<Simulation> runs_;
  std::optional<Lockstep> lockstep_;
};

/// Every replicate must buy together what it buys by itself, or the bench stops.
void check_same_purchases(const Replicates& replicates) {
  Together together(replicates, replicates.count(), 1);
  std::vector<Simulation> alone;
  for (std::size_t r = 0; r < replicates.count(); ++r) alone.push_back(replicates.alone(r));
  for (int tick = 1; tick <= 3; ++tick) {
    together.step();
    for (std::size_t r = 0; r < alone.size(); ++r) {
      const metrics::Totals &one = alone[r].step(), &other = together.totals(r);
      if (one.counts.planned != other.counts.planned || one.counts.pleased != other.counts.pleased)
        throw std::logic_error(fmt::format("tick {}: replicate {} is another alone than together", tick, r));
    }
  }
}

void measure(Table& table, const Settings& settings, const char* name, AgentIndex agents,
             Structure structure) {
  const auto world = make_world(name, agents, structure);
  const Replicates replicates(*world, Lockstep::most_runs);
  check_same_purchases(replicates);
  Simulation one = replicates.alone(0);
  std::vector<Contestant> contest = {{"alone", [&] { one.step(); }}};
  const std::size_t counts[] = {8, 16, 32, 64};
  std::vector<std::unique_ptr<Together>> teams;
  for (const std::size_t count : counts) {
    teams.push_back(std::make_unique<Together>(replicates, count, 1));
    contest.push_back({fmt::format("{}", count), [team = teams.back().get()] { team->step(); }});
  }
  // More threads as a sweep uses them: each has runs of its own.
  std::vector<std::unique_ptr<Together>> at_once;
  for (unsigned n = 0; n < settings.threads; ++n)
    at_once.push_back(std::make_unique<Together>(replicates, replicates.count(), 1));
  // Nor does one wait for another in every tick: who is done takes the next, as jobs of a sweep do.
  constexpr int turns_of_each = 16;
  Workers workers(settings.threads);
  std::atomic<int> left = 0;
  const Workers::Task take_turns = [&](std::size_t n, unsigned) {
    while (left.fetch_sub(1) > 0) at_once[n]->step();
  };
  const auto run_all = [&] {
    left = turns_of_each * static_cast<int>(settings.threads);
    workers.run(at_once.size(), take_turns);
  };
  contest.push_back({"64, by the clock", [team = teams.back().get()] { team->step(); }, false});
  contest.push_back({"64, threads", run_all, false});
  compete(contest, settings.effort);
  const double n = agents;
  const double alone = contest[0].median() / n * 1e9;
  const double at_once_seconds = contest[6].median() / turns_of_each / settings.threads;  // of a tick of 64
  const auto of = [&](std::size_t c) {
    return contest[c].median() / n / static_cast<double>(counts[std::min<std::size_t>(c, 4) - 1]) * 1e9;
  };
  table.add(
      {{"scenario", name},
       {"agents", agents},
       {"ties", name_of(structure)},
       {"alone_ns", rounded(alone)},
       {"of_8_ns", rounded(of(1))},
       {"of_16_ns", rounded(of(2))},
       {"of_32_ns", rounded(of(3))},
       {"of_64_ns", rounded(of(4))},
       {"gain", rounded(alone / of(4))},
       {"threads", settings.threads},
       {"of_64_ns_threads", rounded(at_once_seconds / n / static_cast<double>(Lockstep::most_runs) * 1e9)},
       {"speed_up", rounded(contest[5].median() / at_once_seconds)}});
}

}  // namespace

Table lockstep(const Settings& settings) {
  Table table(
      "lockstep",
      "replicates stepped together, in ns per agent, tick and replicate, one thread; alone: one run by "
      "itself; speed_up: of more threads, each with runs of its own, as in a sweep");
  for (const char* name : {"herding"})
    for (const AgentIndex agents : {AgentIndex{1000}, std::min(settings.sizes.front(), AgentIndex{100'000})})
      for (const Structure structure : {Structure::uniform, Structure::community})
        measure(table, settings, name, agents, structure);
  return table;
}

}  // namespace shoal::bench
