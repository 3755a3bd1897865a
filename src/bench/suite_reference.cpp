#include "bench/running.hpp"
#include "bench/suites.hpp"
#include "network/build.hpp"

namespace shoal::bench {

Table reference(const Settings& settings) {
  Table table(
      "reference",
      "a tick of configs/reference/million.yaml: memory, vicarious learning, beliefs, planned and impulse "
      "purchases, sharing; speed_up: of more threads");
  for (const AgentIndex agents : settings.sizes)
    for (const Structure structure : {Structure::uniform, Structure::community}) {
      const auto world = make_world("reference", agents, structure);
      Running one(*world, 1), more(*world, settings.threads);
      std::vector<Contestant> contest = {{"1", [&] { one.step(); }},
                                         {"1, by the clock", [&] { one.step(); }, false},
                                         {"more", [&] { more.step(); }, false}};
      compete(contest, settings.effort);
      const double engine = contest[0].median(), n = agents;
      const double state =
          estimate_state_bytes(world->scenario, network::estimate_memory(world->scenario.network, agents), 1);
      table.add({{"agents", agents},
                 {"ties", name_of(structure)},
                 {"engine_ns", rounded(engine / n * 1e9)},
                 {"M_agents_per_s", rounded(n / engine * 1e-6)},
                 {"M_ties_per_s", rounded(static_cast<double>(world->network.ties()) / engine * 1e-6)},
                 {"state_bytes_per_agent", rounded(state / n)},
                 {"threads", settings.threads},
                 {"speed_up", rounded(contest[1].median() / contest[2].median())},
                 {"buying", rounded(static_cast<double>(one.purchases()) / n)}});
    }
  return table;
}

Table phases(const Settings& settings) {
  Table table("phases", "where the time of a tick goes, one thread, communities; ns per agent");
  for (const char* name : {"herding", "reference"})
    for (const AgentIndex agents : settings.sizes) {
      const auto world = make_world(name, agents, Structure::community);
      Running running(*world, 1);
      for (std::size_t n = 0; n < settings.effort.warm_up; ++n) running.step();
      const auto before = running.simulation().phase_times();
      int ticks = 0;
      double seconds = 0;
      while (ticks < settings.effort.rounds || seconds < settings.effort.least) {
        seconds += seconds_of([&] { running.step(); }, false);
        ++ticks;
      }
      const auto after = running.simulation().phase_times();
      const double each = 1e9 / (static_cast<double>(agents) * ticks);
      nlohmann::ordered_json row = {{"scenario", name}, {"agents", agents}};
      double known = 0;
      for (std::size_t p = 0; p < after.size(); ++p) {
        const double spent = after[p].seconds - before[p].seconds;
        known += spent;
        row[after[p].phase] = rounded(spent * each);
      }
      row["once_per_tick"] = rounded((seconds - known) * each);
      table.add(std::move(row));
    }
  return table;
}

}  // namespace shoal::bench
