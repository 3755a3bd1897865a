#pragma once
// Fitting a model's parameters to what was observed: least squares over designs, then approximate Bayesian
// computation by sequential Monte Carlo; docs/calibration.md. Pure functions of a simulator that the caller
// brings. Parameters are shares u in (0, 1) of their priors (Spread::quantile), so that every prior is
// uniform here.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace shoal::experiment {

using Share = std::vector<double>;  ///< one u per parameter

/// What one candidate came to: per replicate, the statistics that the target has; NaN: undefined.
using Simulated = std::vector<std::vector<double>>;
/// Simulates candidates with the same seeds for all (common random numbers). `stage` names the call: equal
/// stages get equal candidates, in a resumed calibration too.
using Simulator =
    std::function<std::vector<Simulated>(const std::string& stage, const std::vector<Share>& candidates)>;

/// What was observed.
struct Target {
  std::vector<double> values;
  std::vector<double> scales;   ///< what counts as one unit of distance; NaN: taken from the first design
  std::vector<double> weights;  ///< > 0
};

/// sqrt(sum w ((s - v) / scale)^2 / sum w); infinite where a statistic is undefined.
double distance(const Target& target, const std::vector<double>& statistics);
/// The distance between two sets of statistics, in the units of the target.
double distance(const Target& target, const std::vector<double>& a, const std::vector<double>& b);
/// Means over replicates; NaN where one is undefined.
std::vector<double> mean_statistics(const Simulated& simulated);

struct LeastSquaresSettings {
  std::uint32_t samples = 64;  ///< points of each round
  std::uint32_t rounds = 4;    ///< each in a box half as wide as the last, around the best point so far
};
struct Tried {
  std::uint32_t round = 0;
  Share u;
  double distance = 0;  ///< of the mean over replicates
};
struct Fit {
  std::vector<Tried> tried;
  std::size_t best = 0;  ///< position in tried; the first of the smallest distance
  /// Distance of a replicate of the best point from the mean of its others, root mean square: what luck
  /// alone does. NaN with one replicate.
  double luck = 0;
  Target target;  ///< with all scales: where none was given, the median absolute deviation from the median
                  ///< over the points of the first round
};
/// Scrambled Sobol' points in the whole space, then in boxes around the best.
Fit least_squares(std::size_t parameters, const Target& target, const LeastSquaresSettings& settings,
                  std::uint64_t seed, const Simulator& simulate);

struct AbcSettings {
  std::uint32_t particles = 200;
  std::uint32_t generations = 8;   ///< at most, the prior's not counted
  double quantile = 0.5;           ///< of the accepted distances: the next tolerance
  double tolerance = 0;            ///< small enough: stop
  double least_acceptance = 0.02;  ///< a generation that accepts less is given up
};
struct Particle {
  Share u;
  double weight = 0;              ///< sums to 1 over a generation
  std::vector<double> distances;  ///< of the replicates
};
struct Generation {
  std::vector<Particle> particles;
  double tolerance = 0;  ///< infinite for the prior's
  std::uint64_t attempts = 0;
  double effective_size = 0;  ///< 1 / sum w^2
};
struct Posterior {
  std::vector<Generation> generations;  ///< the last one is the posterior
  std::string ended;                    ///< "generations", "tolerance", "acceptance" or "no progress"
};
/// Toni et al. (2009, J. R. Soc. Interface 6, 187) with B replicates per candidate, whose seeds are common:
/// a candidate's weight counts its replicates within the tolerance. The kernel is normal with twice the
/// weighted variance of the last generation in every direction (Beaumont et al. 2009, Biometrika 96, 983).
Posterior sequential_monte_carlo(std::size_t parameters, const Target& target, const AbcSettings& settings,
                                 std::uint64_t seed, const Simulator& simulate);

/// The smallest value up to which the weights sum to at least p; NaN for none.
double weighted_quantile(std::vector<std::pair<double, double>> value_and_weight, double p);

}  // namespace shoal::experiment
