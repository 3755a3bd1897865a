#include <fmt/format.h>

#include <stdexcept>

#include "bench/handwritten.hpp"
#include "bench/running.hpp"
#include "bench/suites.hpp"

namespace shoal::bench {
namespace {

/// The engine must buy what the model by hand buys, or the two do not do the same work.
void check_same_purchases(const World& world) {
  Running engine(world, 1);
  Handwritten by_hand(world);
  for (int tick = 1; tick <= 3; ++tick) {
    engine.step();
    const std::int64_t expected = by_hand.step();
    if (engine.purchases() != expected)
      throw std::logic_error(fmt::format("tick {}: the engine sells {}, the model by hand {}", tick,
                                         engine.purchases(), expected));
  }
}

void measure(Table& table, const Settings& settings, AgentIndex agents, Structure structure) {
  const auto world = make_world("herding", agents, structure);
  check_same_purchases(*world);
  Handwritten by_hand(*world);
  Running one(*world, 1), more(*world, settings.threads);
  std::vector<Contestant> contest = {
      {"observe", [&] { by_hand.observe(); }},
      {"decide", [&] { by_hand.decide(); }},
      {"engine, 1 thread", [&] { one.step(); }},
      {"engine, by the clock", [&] { one.step(); }, false},
      {"engine, more threads", [&] { more.step(); }, false},
      {"by hand, a tick", [&] { by_hand.step(); }},
  };
  compete(contest, settings.effort);
  const double observe = contest[0].median(), decide = contest[1].median(), engine = contest[2].median();
  const double by_hand_tick = contest[5].median(), n = agents;
  table.add({{"agents", agents},
             {"ties", name_of(structure)},
             {"hand_observe_ns", rounded(observe / n * 1e9)},
             {"hand_decide_ns", rounded(decide / n * 1e9)},
             {"hand_tick_ns", rounded(by_hand_tick / n * 1e9)},
             {"engine_ns", rounded(engine / n * 1e9)},
             {"M_agents_per_s", rounded(n / engine * 1e-6)},
             {"M_ties_per_s", rounded(static_cast<double>(world->network.ties()) / engine * 1e-6)},
             {"share_of_limit", rounded((observe + decide) / engine)},
             {"times_hand_tick", rounded(engine / by_hand_tick)},
             {"hand_GB_per_s", rounded(herding_bytes(*world) / (observe + decide) * 1e-9)},
             {"threads", settings.threads},
             {"engine_ns_threads", rounded(contest[4].median() / n * 1e9)},
             {"speed_up", rounded(contest[3].median() / contest[4].median())},
             {"buying", rounded(static_cast<double>(one.purchases()) / n)}});
}

}  // namespace

Table herding(const Settings& settings) {
  Table table(
      "herding",
      "a tick of configs/bench/herding.yaml, in ns per agent; the limit is the same model by hand, its parts "
      "each by themselves; hand_tick: both in turns; one thread; speed_up: of more threads");
  for (const AgentIndex agents : settings.sizes)
    for (const Structure structure : {Structure::uniform, Structure::community})
      measure(table, settings, agents, structure);
  return table;
}

}  // namespace shoal::bench
