// Totals that are formed only where somebody reads them.

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>

#include "engine/twin_check.support.hpp"
#include "scenario/measurable.hpp"

namespace engine_figures_test {

using namespace shoal;
using metrics::Figures;

/// Few mechanisms, so that purchases are carried out in columns (routine.hpp).
const std::string herding = R"(
network: {generator: erdos_renyi, erdos_renyi: {mean_degree: 6}}
population: {agents: 1500, seed_adopters: {share: 0.2}}
market: {products: [{name: a, price: 3, quality: 0.5}]}
learning:
  observation: {retention: 0.3, motivation: 0, vicarious_rate: 0, forgetting: 0}
  reinforcement: {rule: delta}
  beliefs: {enabled: false}
decision:
  planned: {need: 0.7, search: 0.6, weights: {value: 2, observation: 3, vicarious: 0, loyalty: 0, brand: 0}}
  impulse: {enabled: false}
  budget: {enabled: false}
experience: {loyalty_gain: 0, loyalty_loss: 0}
share: {enabled: false}
)";

/// Nothing but values passes from tick to tick where nobody looks.
const std::vector<std::string> last_tick_only = {
    "learning.observation={attention: 1, retention: 0, motivation: 0, vicarious_rate: 0, forgetting: 0}",
    "decision.planned.search=1", "population.traits={susceptibility: 1, production: 1}"};

std::vector<std::string> with(std::vector<std::string> keys, const std::string& more) {
  keys.push_back(more);
  return keys;
}

struct Case {
  std::string yaml;
  std::vector<std::string> keys;
};

std::vector<Case> cases() {
  return {
      {twin::village(), {"experience={loyalty_gain: 0.4}"}},
      {herding, {}},
      {herding, last_tick_only},
      {herding, with(last_tick_only, "experience.noise=bernoulli")},
      {herding, with(last_tick_only, "interventions=[{at: 6, set: {learning.observation.retention: 0.5}}]")},
      {herding, {"learning.reinforcement={rule: ewa}"}},
      {herding, {"market.products=[{name: a}, {name: b}]", "decision.rule=copy"}}};
}

/// Values of a run's metrics, tick by tick; `read`: of those that read nothing else.
std::vector<std::uint64_t> values(const World& world, Figures formed, Figures read) {
  Simulation run(world.scenario, world.network, world.population, 1, formed);
  const auto metrics = measurable(world.scenario);
  std::vector<std::uint64_t> all;
  for (int tick = 0; tick < 12; ++tick) {
    const metrics::Totals& totals = run.step();
    for (const metrics::Metric& m : metrics)
      if ((m.reads | read) == read) all.push_back(std::bit_cast<std::uint64_t>(m.value(totals)));
  }
  return all;
}

TEST_CASE("a metric has the same bits whichever other figures are formed", "[engine]") {
  for (const auto& [yaml, keys] : cases()) {
    const World world(yaml, keys);
    CAPTURE(yaml, keys);
    for (std::uint32_t bit = 1; bit <= static_cast<std::uint32_t>(Figures::all); bit *= 2) {
      const auto one = static_cast<Figures>(bit);
      CAPTURE(bit);
      CHECK(values(world, one, one) == values(world, Figures::everything, one));
    }
    CHECK(values(world, Figures::none, Figures::none) == values(world, Figures::everything, Figures::none));
  }
}

TEST_CASE("figures that nobody reads are not formed, and each is formed in some scenario", "[engine]") {
  std::vector<bool> formed(16);
  const auto of = [](const metrics::Totals& t) {
    const metrics::ProductTotals& p = t.products[0];
    const metrics::Sums& s = t.sums;
    return std::vector<double>{s.exposure,
                               static_cast<double>(p.exposed),
                               s.drive,
                               s.memory,
                               s.vicarious_value,
                               s.value,
                               s.belief,
                               s.belief_error,
                               s.precision,
                               s.loyalty,
                               0,
                               0,
                               s.ewa_experience,
                               static_cast<double>(p.holders),
                               static_cast<double>(t.by_community[0].counts.active_members),
                               static_cast<double>(t.by_community[0].counts.purchases)};
  };
  for (const auto& [yaml, keys] : cases()) {
    const World world(yaml, keys);
    CAPTURE(yaml, keys);
    Simulation all(world.scenario, world.network, world.population, 1),
        none(world.scenario, world.network, world.population, 1, Figures::none);
    for (int tick = 0; tick < 12; ++tick) {
      const auto one = of(all.step()), other = of(none.step());
      for (std::size_t n = 0; n < one.size(); ++n) {
        CHECK(other[n] == 0);
        if (one[n] != 0) formed[n] = true;
      }
    }
  }
  for (std::size_t n = 0; n < formed.size(); ++n) {
    CAPTURE(n);
    CHECK((formed[n] || n == 10 || n == 11));  // sums over purchases: free where purchases go one by one
  }
}

TEST_CASE("channels and outcomes of purchases in columns are counted only where they are read", "[engine]") {
  const World world(herding);
  Simulation all(world.scenario, world.network, world.population, 1),
      none(world.scenario, world.network, world.population, 1, Figures::none);
  for (int tick = 0; tick < 3; ++tick) {
    const metrics::Totals& one = all.step();
    const metrics::Totals& other = none.step();
    REQUIRE(one.counts.planned > 0);
    CHECK(one.counts.pleased + one.counts.displeased > 0);
    CHECK(std::ranges::count(one.counts.by_channel, 0) < 4);
    CHECK(other.counts.pleased + other.counts.displeased == 0);
    CHECK(std::ranges::count(other.counts.by_channel, 0) == 4);
  }
}

}  // namespace engine_figures_test
