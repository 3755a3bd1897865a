// Distances, and least squares over designs that close in on the best point.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiment/calibration.hpp"
#include "experiment/design_kinds.hpp"
#include "experiment/undefined.hpp"

namespace shoal::experiment {
namespace {

double median(std::vector<double> values) {
  if (values.empty()) return undefined;
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/// Median absolute deviation from the median; 1 where nothing varies.
double spread_of(std::vector<double> values) {
  std::erase_if(values, [](double x) { return std::isnan(x); });
  const double centre = median(values);
  for (double& x : values) x = std::fabs(x - centre);
  const double deviation = median(std::move(values));
  return deviation > 0 ? deviation : 1;
}

void fill_scales(Target& target, const std::vector<Simulated>& simulated) {
  std::vector<std::vector<double>> means;
  for (const Simulated& s : simulated) means.push_back(mean_statistics(s));
  for (std::size_t i = 0; i < target.values.size(); ++i) {
    if (!std::isnan(target.scales[i])) continue;
    std::vector<double> values;
    for (const std::vector<double>& mean : means) values.push_back(mean[i]);
    target.scales[i] = spread_of(std::move(values));
  }
}

/// How far a replicate lies from the mean of the others.
double luck_of(const Target& target, const Simulated& replicates) {
  if (replicates.size() < 2) return undefined;
  double squares = 0;
  for (std::size_t r = 0; r < replicates.size(); ++r) {
    Simulated others = replicates;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(r));
    const double d = distance(target, replicates[r], mean_statistics(others));
    squares += d * d;
  }
  return std::sqrt(squares / static_cast<double>(replicates.size()));
}

}  // namespace

double distance(const Target& target, const std::vector<double>& a, const std::vector<double>& b) {
  double squares = 0, weights = 0;
  for (std::size_t i = 0; i < target.values.size(); ++i) {
    const double z = (a[i] - b[i]) / target.scales[i];
    squares += target.weights[i] * z * z;
    weights += target.weights[i];
  }
  const double d = std::sqrt(squares / weights);
  return std::isnan(d) ? std::numeric_limits<double>::infinity() : d;
}

double distance(const Target& target, const std::vector<double>& statistics) {
  return distance(target, statistics, target.values);
}

std::vector<double> mean_statistics(const Simulated& simulated) {
  std::vector<double> means(simulated.at(0).size(), 0);
  for (const std::vector<double>& replicate : simulated)
    for (std::size_t i = 0; i < means.size(); ++i) means[i] += replicate[i];
  for (double& mean : means) mean /= static_cast<double>(simulated.size());
  return means;
}

Fit least_squares(std::size_t parameters, const Target& target, const LeastSquaresSettings& settings,
                  std::uint64_t seed, const Simulator& simulate) {
  Fit fit;
  fit.target = target;
  Share low(parameters, 0);
  double width = 1;
  for (std::uint32_t round = 0; round < settings.rounds; ++round) {
    std::vector<Share> points(settings.samples);
    for (std::uint32_t i = 0; i < settings.samples; ++i)
      for (unsigned p = 0; p < parameters; ++p)
        points[i].push_back(low[p] + width * scrambled_sobol({seed, round}, i, p));
    const std::vector<Simulated> simulated = simulate(fmt::format("least_squares_{}", round), points);
    if (round == 0) fill_scales(fit.target, simulated);
    for (std::size_t i = 0; i < points.size(); ++i) {
      fit.tried.push_back({round, points[i], distance(fit.target, mean_statistics(simulated[i]))});
      if (fit.tried.size() > 1 && !(fit.tried.back().distance < fit.tried[fit.best].distance)) continue;
      fit.best = fit.tried.size() - 1;
      fit.luck = luck_of(fit.target, simulated[i]);
    }
    width /= 2;
    for (std::size_t p = 0; p < parameters; ++p)
      low[p] = std::clamp(fit.tried[fit.best].u[p] - width / 2, 0.0, 1 - width);
  }
  return fit;
}

}  // namespace shoal::experiment
