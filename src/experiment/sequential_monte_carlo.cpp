// Approximate Bayesian computation by sequential Monte Carlo.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiment/calibration.hpp"
#include "experiment/undefined.hpp"
#include "maths/elementary.hpp"
#include "random/philox.hpp"

namespace shoal::experiment {
namespace {

using random::Purpose;

std::vector<double> distances_of(const Target& target, const Simulated& simulated) {
  std::vector<double> distances;
  for (const std::vector<double>& replicate : simulated) distances.push_back(distance(target, replicate));
  return distances;
}

double hits(const std::vector<double>& distances, double tolerance) {
  return static_cast<double>(
      std::count_if(distances.begin(), distances.end(), [&](double d) { return d <= tolerance; }));
}

/// Makes the weights sum to 1.
void normalise(Generation& generation) {
  double sum = 0, squares = 0;
  for (const Particle& p : generation.particles) sum += p.weight;
  for (Particle& p : generation.particles) p.weight /= sum, squares += p.weight * p.weight;
  generation.effective_size = 1 / squares;
}

/// Distances within the tolerance, each with its particle's weight.
double next_tolerance(const Generation& generation, double quantile) {
  std::vector<std::pair<double, double>> within;
  for (const Particle& p : generation.particles)
    for (const double d : p.distances)
      if (d <= generation.tolerance && std::isfinite(d)) within.emplace_back(d, p.weight);
  return weighted_quantile(std::move(within), quantile);
}

/// The normal kernel around the last generation.
class Kernel {
 public:
  Kernel(const Generation& last, std::size_t parameters) : last_(last), sd_(parameters) {
    for (std::size_t k = 0; k < parameters; ++k) {
      double mean = 0, variance = 0;
      for (const Particle& p : last.particles) mean += p.weight * p.u[k];
      for (const Particle& p : last.particles) variance += p.weight * (p.u[k] - mean) * (p.u[k] - mean);
      sd_[k] = std::max(std::sqrt(2 * variance), 1e-9);
    }
    double sum = 0;
    for (const Particle& p : last.particles) cumulative_.push_back(sum += p.weight);
  }

  /// A particle of the last generation, moved; again until it lies inside the prior.
  Share propose(random::Stream& stream) const {
    for (;;) {
      const auto at = std::lower_bound(cumulative_.begin(), cumulative_.end(),
                                       stream.uniform_open() * cumulative_.back());
      Share u = last_.particles[static_cast<std::size_t>(at - cumulative_.begin())].u;
      bool inside = true;
      for (std::size_t k = 0; k < sd_.size(); ++k) {
        u[k] += sd_[k] * maths::normal_quantile(stream.uniform_open());
        inside = inside && u[k] > 0 && u[k] < 1;
      }
      if (inside) return u;
    }
  }

  /// The density of proposals at u, up to a factor.
  double density(const Share& u) const {
    double sum = 0;
    for (const Particle& p : last_.particles) {
      double squares = 0;
      for (std::size_t k = 0; k < sd_.size(); ++k) {
        const double z = (u[k] - p.u[k]) / sd_[k];
        squares += z * z;
      }
      sum += p.weight * maths::exp(-squares / 2);
    }
    return sum;
  }

 private:
  const Generation& last_;
  std::vector<double> sd_, cumulative_;
};

Generation prior_generation(std::size_t parameters, const Target& target, const AbcSettings& settings,
                            std::uint64_t seed, const Simulator& simulate) {
  std::vector<Share> candidates(settings.particles);
  for (std::uint32_t i = 0; i < settings.particles; ++i) {
    random::Stream stream(seed, Purpose::calibration, i);
    for (std::size_t k = 0; k < parameters; ++k) candidates[i].push_back(stream.uniform_open());
  }
  const std::vector<Simulated> simulated = simulate("generation_0_0", candidates);
  Generation generation;
  generation.tolerance = std::numeric_limits<double>::infinity();
  generation.attempts = settings.particles;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    generation.particles.push_back({candidates[i], 1, distances_of(target, simulated[i])});
  normalise(generation);
  return generation;
}

/// A generation within `tolerance`, made from the last; with too few particles where acceptance was too low.
/// Candidates are simulated in rounds, and accepted in the order of their numbers.
Generation next_generation(const Generation& last, std::uint32_t number, double tolerance,
                           std::size_t parameters, const Target& target, const AbcSettings& settings,
                           std::uint64_t seed, const Simulator& simulate) {
  const Kernel kernel(last, parameters);
  const double most = std::ceil(settings.particles / settings.least_acceptance);
  Generation generation;
  generation.tolerance = tolerance;
  for (std::uint32_t round = 0; generation.particles.size() < settings.particles; ++round) {
    if (static_cast<double>(generation.attempts) >= most) return generation;
    std::vector<Share> candidates;
    for (std::uint32_t i = 0; i < settings.particles; ++i) {
      random::Stream stream(seed, Purpose::calibration_kernel, round * settings.particles + i, number);
      candidates.push_back(kernel.propose(stream));
    }
    const std::vector<Simulated> simulated =
        simulate(fmt::format("generation_{}_{}", number, round), candidates);
    for (std::size_t i = 0; i < candidates.size() && generation.particles.size() < settings.particles; ++i) {
      ++generation.attempts;
      std::vector<double> distances = distances_of(target, simulated[i]);
      const double within = hits(distances, tolerance);
      if (within > 0)
        generation.particles.push_back(
            {candidates[i], within / kernel.density(candidates[i]), std::move(distances)});
    }
  }
  normalise(generation);
  return generation;
}

}  // namespace

double weighted_quantile(std::vector<std::pair<double, double>> values, double p) {
  if (values.empty()) return undefined;
  std::sort(values.begin(), values.end());
  double sum = 0, reached = 0;
  for (const auto& [value, weight] : values) sum += weight;
  for (const auto& [value, weight] : values)
    if ((reached += weight) >= p * sum) return value;
  return values.back().first;
}

Posterior sequential_monte_carlo(std::size_t parameters, const Target& target, const AbcSettings& settings,
                                 std::uint64_t seed, const Simulator& simulate) {
  Posterior posterior;
  posterior.generations.push_back(prior_generation(parameters, target, settings, seed, simulate));
  posterior.ended = "generations";
  for (std::uint32_t number = 1; number <= settings.generations; ++number) {
    const Generation& last = posterior.generations.back();
    const double tolerance = std::max(next_tolerance(last, settings.quantile), settings.tolerance);
    if (!(tolerance < last.tolerance)) {  // also where nothing is defined
      posterior.ended = "no progress";
      break;
    }
    Generation next = next_generation(last, number, tolerance, parameters, target, settings, seed, simulate);
    if (next.particles.size() < settings.particles) {
      posterior.ended = "acceptance";
      break;
    }
    posterior.generations.push_back(std::move(next));
    if (tolerance <= settings.tolerance) {
      posterior.ended = "tolerance";
      break;
    }
  }
  return posterior;
}

}  // namespace shoal::experiment
