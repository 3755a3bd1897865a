#pragma once
// What the canon's tests share. Every check has a negative control: a result of another law that must fail
// it.

#include <cmath>
#include <string>
#include <vector>

#include "engine/world.support.hpp"

namespace shoal::canon {

/// A scenario in which nothing happens: agents on a ring, everything off that can be off. Tests switch on
/// what an entry of the canon needs.
inline const std::string& bare() {
  static const std::string yaml = R"(
name: bare
network: {generator: ring_lattice, ring_lattice: {neighbours: 1}}
population: {agents: 100}
learning: {observation: {enabled: false}, reinforcement: {enabled: false}, beliefs: {enabled: false}}
decision: {budget: {enabled: false}, planned: {enabled: false}, impulse: {enabled: false}}
share: {enabled: false}
)";
  return yaml;
}

/// Whether a mean of `n` independent numbers is what it should be. Null: expectation `mu`, standard deviation
/// `sd`; false alarms below 4e-8 (5.5 standard errors). Seeds are fixed, so the verdict is too.
inline bool fits(double mean, double mu, double sd, double n) {
  return std::abs(mean - mu) <= 5.5 * sd / std::sqrt(n);
}
/// The same for a share of n: the standard deviation is that of one yes or no.
inline bool fits_share(double share, double p, double n) { return fits(share, p, std::sqrt(p * (1 - p)), n); }

/// Pearson's statistic of counts against probabilities.
inline double chi_squared(const std::vector<double>& counts, const std::vector<double>& probabilities) {
  double n = 0, sum = 0;
  for (const double c : counts) n += c;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = n * probabilities[i];
    sum += (counts[i] - expected) * (counts[i] - expected) / expected;
  }
  return sum;
}

/// Totals of every tick of a run with these seeds of the dynamics.
inline std::vector<metrics::Totals> run(World& world, std::uint64_t seed = 1) {
  world.scenario.seeds.dynamics = config::Seed{seed};
  Simulation simulation = world.simulation();
  std::vector<metrics::Totals> ticks;
  for (std::uint32_t t = 0; t < world.ticks(); ++t) ticks.push_back(simulation.step());
  return ticks;
}

}  // namespace shoal::canon
