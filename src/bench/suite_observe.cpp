// The phase that looks at ties, by itself: what more products and fewer buyers do to it.
#include <fmt/format.h>

#include "bench/running.hpp"
#include "bench/suites.hpp"

namespace shoal::bench {
namespace {

/// Seconds per tick that contestants spend, in turns.
struct Spent {
  std::vector<double> watch, tick;  ///< in `watch`; in all phases
};
Spent seconds_per_tick(std::vector<std::unique_ptr<Running>>& runs, const Effort& effort) {
  std::vector<std::vector<double>> watch(runs.size()), tick(runs.size());
  for (auto& run : runs)
    for (std::size_t n = 0; n < effort.warm_up; ++n) run->step();
  for (int round = 0; round < effort.rounds; ++round)
    for (std::size_t n = 0; n < runs.size(); ++n) {
      const double before = runs[n]->phase_seconds("watch");
      double spent = 0;
      int ticks = 0;
      while (spent < effort.least) {
        spent += seconds_of([&] { runs[n]->step(); }, false);
        ++ticks;
      }
      watch[n].push_back((runs[n]->phase_seconds("watch") - before) / ticks);
      tick[n].push_back(spent / ticks);
    }
  Spent medians;
  for (auto& seconds : watch) medians.watch.push_back(median(std::move(seconds)));
  for (auto& seconds : tick) medians.tick.push_back(median(std::move(seconds)));
  return medians;
}

std::string products_of(int count) {
  std::string list = "market.products=[";
  for (int k = 0; k < count; ++k)
    list += fmt::format("{}{{name: p{}, price: 3, quality: 0.55}}", k ? ", " : "", k);
  return list + "]";
}

}  // namespace

Table products(const Settings& settings) {
  Table table("products", "the phase watch of the herding scenario, and its tick, by the number of products");
  for (const AgentIndex agents : settings.sizes) {
    if (agents > 1'000'000) continue;  // 64 products need memory
    for (const Structure structure : {Structure::uniform, Structure::community}) {
      std::vector<std::unique_ptr<World>> worlds;
      std::vector<std::unique_ptr<Running>> runs;
      for (const int count : {1, 8, 64}) {
        worlds.push_back(make_world("herding", agents, structure, {products_of(count)}));
        runs.push_back(std::make_unique<Running>(*worlds.back(), 1));
      }
      const auto [watch, tick] = seconds_per_tick(runs, settings.effort);
      table.add({{"agents", agents},
                 {"ties", name_of(structure)},
                 {"watch_ns_1", rounded(watch[0] / agents * 1e9)},
                 {"watch_ns_8", rounded(watch[1] / agents * 1e9)},
                 {"watch_ns_64", rounded(watch[2] / agents * 1e9)},
                 {"ratio_8", rounded(watch[1] / watch[0])},
                 {"ratio_64", rounded(watch[2] / watch[0])},
                 {"tick_ns_1", rounded(tick[0] / agents * 1e9)},
                 {"tick_ns_8", rounded(tick[1] / agents * 1e9)},
                 {"tick_ns_64", rounded(tick[2] / agents * 1e9)}});
    }
  }
  return table;
}

Table buyers(const Settings& settings) {
  Table table("buyers", "the phase watch of the herding scenario, by the share of agents that buy in a tick");
  for (const AgentIndex agents : settings.sizes)
    for (const Structure structure : {Structure::uniform, Structure::community}) {
      std::vector<std::unique_ptr<World>> worlds;
      std::vector<std::unique_ptr<Running>> runs;
      // So many have a need; nearly all of them buy, as nothing speaks against it.
      for (const char* need : {"0.5", "0.05", "0.01"}) {
        worlds.push_back(
            make_world("herding", agents, structure,
                       {std::string("decision.planned.need=") + need, "decision.planned.weights.price=0",
                        "learning.reinforcement.initial=20"}));
        runs.push_back(std::make_unique<Running>(*worlds.back(), 1));
      }
      const auto seconds = seconds_per_tick(runs, settings.effort).watch;
      table.add({{"agents", agents},
                 {"ties", name_of(structure)},
                 {"watch_ns_50", rounded(seconds[0] / agents * 1e9)},
                 {"watch_ns_5", rounded(seconds[1] / agents * 1e9)},
                 {"watch_ns_1", rounded(seconds[2] / agents * 1e9)},
                 {"ratio_5", rounded(seconds[0] / seconds[1])},
                 {"ratio_1", rounded(seconds[0] / seconds[2])},
                 {"buying_1", rounded(static_cast<double>(runs[2]->purchases()) / agents)}});
    }
  return table;
}

}  // namespace shoal::bench
