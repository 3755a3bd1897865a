#include "experiment/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "experiment/columns.hpp"
#include "experiment/design_kinds.hpp"
#include "experiment/undefined.hpp"
#include "output/csv.hpp"
#include "random/philox.hpp"
#include "statistics/sensitivity.hpp"

namespace shoal::experiment {
namespace {

/// One measure at the points of one block and arm: means over replicates, and what replicates scatter.
struct Outputs {
  std::vector<double> mean;  ///< by point; NaN: no run of it gave a value
  double noise = undefined;  ///< mean over points of the variance of a point's mean
};

Outputs outputs_of(const std::vector<const RunRecord*>& runs, std::size_t measure, std::size_t points) {
  std::vector<std::vector<double>> values(points);
  for (const RunRecord* run : runs)
    if (run->status == status_ok && run->point < points && !std::isnan(run->measures[measure]))
      values[run->point].push_back(run->measures[measure]);
  Outputs outputs;
  double noise = 0, replicated = 0;
  for (const std::vector<double>& at : values) {
    const auto n = static_cast<double>(at.size());
    const double mean = std::accumulate(at.begin(), at.end(), 0.0) / n;  // NaN for none
    outputs.mean.push_back(mean);
    if (at.size() < 2) continue;
    double squares = 0;
    for (const double x : at) squares += (x - mean) * (x - mean);
    noise += squares / (n - 1) / n;
    ++replicated;
  }
  if (replicated > 0) outputs.noise = noise / replicated;
  return outputs;
}

/// The rows that a bootstrap sample draws; the same for all measures and factors of a block.
std::vector<std::uint32_t> resample(DesignSeed seed, std::uint32_t sample, std::uint32_t n) {
  random::Stream stream(seed.seed, random::Purpose::design_bootstrap, sample, seed.block);
  std::vector<std::uint32_t> rows(n);
  for (std::uint32_t& row : rows) row = stream.below(n);
  return rows;
}

struct Bootstrap {
  DesignSeed seed;
  double confidence;
  std::uint32_t resamples;

  /// The percentile interval of statistics[..] over samples of n rows.
  template <class Statistics>
  void operator()(std::uint32_t n, const std::vector<std::pair<double*, double*>>& ends,
                  const Statistics& statistics) const {
    std::vector<std::vector<double>> draws(ends.size());
    for (std::uint32_t s = 0; s < resamples; ++s) {
      const std::vector<double> values = statistics(resample(seed, s, n));
      for (std::size_t i = 0; i < ends.size(); ++i)
        if (!std::isnan(values[i])) draws[i].push_back(values[i]);
    }
    for (std::size_t i = 0; i < ends.size(); ++i) {
      *ends[i].first = statistics::quantile(draws[i], (1 - confidence) / 2);
      *ends[i].second = statistics::quantile(draws[i], (1 + confidence) / 2);
    }
  }
};

SensitivityRow row_of(const std::string& method, const std::string& factor) {
  SensitivityRow row;
  row.method = method;
  row.factor = factor;
  row.first = row.first_low = row.first_high = row.total = row.total_low = row.total_high = undefined;
  row.mu = row.mu_star = row.mu_star_low = row.mu_star_high = row.sigma = row.noise_floor = undefined;
  return row;
}

std::vector<SensitivityRow> sobol_rows(const SaltelliParams& params, const Outputs& outputs,
                                       const Bootstrap& bootstrap) {
  const std::size_t k = params.factors.size();
  statistics::SaltelliOutputs y;
  y.mixed.resize(k);
  std::uint64_t left_out = 0;
  for (std::size_t j = 0; j < static_cast<std::size_t>(params.samples); ++j) {
    const double* at = &outputs.mean[j * (k + 2)];
    if (std::any_of(at, at + k + 2, [](double x) { return std::isnan(x); })) {
      ++left_out;
      continue;
    }
    y.a.push_back(at[0]);
    for (std::size_t f = 0; f < k; ++f) y.mixed[f].push_back(at[1 + f]);
    y.b.push_back(at[k + 1]);
  }
  const auto n = static_cast<std::uint32_t>(y.a.size());
  std::vector<std::uint32_t> all(n);
  std::iota(all.begin(), all.end(), 0u);
  std::vector<SensitivityRow> rows;
  for (std::size_t f = 0; f < k; ++f) {
    SensitivityRow row = row_of("sobol", params.factors.items[f].first);
    row.samples = n, row.left_out = left_out;
    if (n > 0) {
      const statistics::SobolIndices indices = sobol_indices(y, f, all);
      row.first = indices.first, row.total = indices.total;
      row.noise_floor = outputs.noise / output_variance(y, all);
      bootstrap(n, {{&row.first_low, &row.first_high}, {&row.total_low, &row.total_high}},
                [&](const std::vector<std::uint32_t>& sample) {
                  const statistics::SobolIndices i = sobol_indices(y, f, sample);
                  return std::vector<double>{i.first, i.total};
                });
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<SensitivityRow> morris_rows(const MorrisParams& params, const Outputs& outputs,
                                        const Bootstrap& bootstrap) {
  const std::size_t k = params.factors.size();
  const double levels = static_cast<double>(params.levels), delta = levels / (2 * (levels - 1));
  std::vector<std::vector<double>> effects(k);
  for (std::uint32_t t = 0; t < static_cast<std::uint32_t>(params.trajectories); ++t) {
    const MorrisWalk walk = morris_walk(params, bootstrap.seed, t);
    for (std::size_t s = 0; s < k; ++s) {
      const std::uint32_t f = walk.steps[s];
      const double* at = &outputs.mean[t * (k + 1) + s];
      const double effect = (at[1] - at[0]) / (walk.up[f] ? delta : -delta);
      if (!std::isnan(effect)) effects[f].push_back(effect);
    }
  }
  std::vector<SensitivityRow> rows;
  for (std::size_t f = 0; f < k; ++f) {
    SensitivityRow row = row_of("morris", params.factors.items[f].first);
    const auto n = static_cast<std::uint32_t>(effects[f].size());
    row.samples = n, row.left_out = static_cast<std::uint64_t>(params.trajectories) - n;
    if (n > 0) {
      const statistics::ElementaryEffects e = statistics::elementary_effects(effects[f]);
      row.mu = e.mu, row.mu_star = e.mu_star, row.sigma = e.sigma;
      // E|x| of a normal x is sd sqrt(2 / pi).
      row.noise_floor = std::sqrt(2 * outputs.noise) / delta * std::sqrt(2 / 3.14159265358979323846);
      bootstrap(n, {{&row.mu_star_low, &row.mu_star_high}}, [&](const std::vector<std::uint32_t>& sample) {
        std::vector<double> drawn;
        for (const std::uint32_t i : sample) drawn.push_back(effects[f][i]);
        return std::vector<double>{statistics::elementary_effects(drawn).mu_star};
      });
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::size_t points_of(const DesignParams& p) {
  return p.saltelli ? static_cast<std::size_t>(p.saltelli->samples) * (p.saltelli->factors.size() + 2)
                    : static_cast<std::size_t>(p.morris->trajectories) * (p.morris->factors.size() + 1);
}

}  // namespace

bool has_sensitivity(const std::vector<DesignParams>& design) {
  return std::any_of(design.begin(), design.end(),
                     [](const DesignParams& p) { return p.saltelli || p.morris; });
}

std::vector<SensitivityRow> sensitivity(const std::vector<DesignParams>& design, const Results& results,
                                        std::uint64_t seed, double confidence, std::uint32_t resamples) {
  std::vector<SensitivityRow> all;
  for (std::size_t b = 0; b < design.size(); ++b) {
    const DesignParams& params = design[b];
    if (!params.saltelli && !params.morris) continue;
    const std::string name = params.name.empty() ? std::to_string(b) : params.name;
    std::vector<std::string> arms;
    std::map<std::string, std::vector<const RunRecord*>> runs;
    for (const RunRecord& run : results.runs) {
      if (run.block != name) continue;
      std::vector<const RunRecord*>& of_arm = runs[run.arm];
      if (of_arm.empty()) arms.push_back(run.arm);
      of_arm.push_back(&run);
    }
    const Bootstrap bootstrap{{seed, static_cast<std::uint32_t>(b)}, confidence, resamples};
    for (const std::string& arm : arms)
      for (std::size_t m = 0; m < results.measures.size(); ++m) {
        const Outputs outputs = outputs_of(runs[arm], m, points_of(params));
        for (SensitivityRow& row : params.saltelli ? sobol_rows(*params.saltelli, outputs, bootstrap)
                                                   : morris_rows(*params.morris, outputs, bootstrap)) {
          row.block = name, row.arm = arm, row.measure = results.measures[m];
          all.push_back(std::move(row));
        }
      }
  }
  return all;
}

std::string sensitivity_csv(const std::vector<SensitivityRow>& rows) {
  std::string text = header(sensitivity_columns());
  for (const SensitivityRow& row : rows) {
    for (const std::string* cell : {&row.block, &row.arm, &row.measure, &row.factor, &row.method})
      output::append_text(text, *cell), text += ',';
    text += std::to_string(row.samples) + ',' + std::to_string(row.left_out);
    for (const double x :
         {row.first, row.first_low, row.first_high, row.total, row.total_low, row.total_high, row.mu,
          row.mu_star, row.mu_star_low, row.mu_star_high, row.sigma, row.noise_floor}) {
      text += ',';
      output::append_number(text, x);
    }
    text += '\n';
  }
  return text;
}

}  // namespace shoal::experiment
