#include "engine/twin_check.support.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "engine/twin.support.hpp"

namespace shoal::twin {

const std::string& village() {
  static const std::string yaml = R"(
name: village
seed: 11
time: {ticks: 30}
network: {generator: planted_partition, planted_partition: {communities: 4, mean_degree: 8, mixing: 0.2}}
population:
  agents: 150
  traits:
    impulsivity: {beta: [2, 2]}
    hedonic_motivation: {uniform: [0, 1]}
    self_control: {beta: [2, 3]}
    susceptibility: {beta: [3, 2]}
    conformity: {uniform: [0, 1]}
    income: {lognormal: [3, 0.5]}
    learning_rate: {uniform: [0.05, 0.4]}
    production: {uniform: [0.5, 1]}
    product_knowledge: {uniform: [0, 0.8]}
    prior_belief: {uniform: [0.2, 0.7]}
  segments:
    - {name: keen, share: 1, need: 0.5, traits: {impulsivity: {beta: [5, 2]}}}
    - {name: calm, share: 2}
  seed_adopters: {share: 0.1, product: 1}
market:
  products:
    - {name: apple, price: 3, unit_cost: 1, quality: 0.7, service: 0.5, value_for_money: 0.4, hedonic: 0.6, brand: 0.3,
       stimulus: 0.4, marketing_cost: 2}
    - {name: pear, price: 5, unit_cost: 2, quality: 0.45, service: 0.8, value_for_money: 0.7, hedonic: 0.2, launch: 4}
    - {name: plum, price: 2, unit_cost: 1, quality: 0.6, service: 0.3, value_for_money: 0.6, hedonic: 0.9, stimulus: 0.1,
       marketing_cost: 1}
learning:
  observation: {attention: 0.8, retention: 0.6, vicarious_rate: 0.3, forgetting: 0.1}
  reinforcement: {recommendation_boost: 2, forgetting: 0.02}
  beliefs: {attributes: [quality, service, value_for_money], forgetting: 0.05}
decision:
  planned: {need: 0.3, temperature: 0.4, search: 0.4, notice: 0.03}
  impulse: {base: -3, norm: 0.4, support: 1, comparison: 1}
share: {review: 0.6, recommend: 0.9, complain: 0.3}
reviews: {read: 0.4, credibility: 0.8, epsilon: 0.05}
community: {activity: 0.9, warmth: 0.3, trust: 0.9, belonging: 0.8}
)";
  return yaml;
}

namespace {

bool agree(const NamedNumber& a, const NamedNumber& b, double agents) {
  if (std::isnan(a.value) || std::isnan(b.value)) return std::isnan(a.value) && std::isnan(b.value);
  if (a.whole) return a.value == b.value;
  return std::abs(a.value - b.value) <=
         rounding * std::max({1.0, agents / 1000, std::abs(a.value), std::abs(b.value)});
}

}  // namespace

Comparison compare(const World& of_engine, const World& of_twin) {
  Simulation engine = of_engine.simulation();
  Twin twin(of_twin.scenario, of_twin.network, of_twin.population);
  Comparison comparison;
  std::vector<std::string>& lines = comparison.differences;
  for (std::uint32_t t = 0; t < of_engine.ticks() && lines.empty(); ++t) {
    const metrics::Totals& totals = engine.step();
    comparison.purchases += totals.counts.planned + totals.counts.impulse;
    const auto found = numbers_of(totals), expected = numbers_of(twin.step());
    REQUIRE(found.size() == expected.size());
    for (std::size_t n = 0; n < found.size(); ++n)
      if (!agree(found[n], expected[n], static_cast<double>(totals.agents)))
        lines.push_back(fmt::format("tick {}: {} is {}; the twin has {} (narrowest margin so far {:.1e})",
                                    t + 1, found[n].name, found[n].value, expected[n].value,
                                    twin.narrowest_margin()));
  }
  return comparison;
}

void check(const World& world) {
  const Comparison comparison = compare(world, world);
  std::string all;
  for (const std::string& line : comparison.differences) all += line + "\n";
  INFO(all);
  CHECK(all.empty());
  CHECK(comparison.purchases > 10);
}

void check_cases(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { check(World(village(), c.keys)); }
  }
}

}  // namespace shoal::twin
