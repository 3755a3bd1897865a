// The files of a calibration.

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "experiment/calibrator.hpp"
#include "maths/sha256.hpp"
#include "output/build_info.hpp"
#include "output/csv.hpp"
#include "output/file_set.hpp"

namespace shoal::experiment {
namespace {

using config::Json;

void append(std::string& row, double x) {
  row += ',';
  output::append_number(row, x);
}

void append(std::string& row, const std::string& text) {
  row += ',';
  output::append_text(row, text);
}

std::string header(std::string columns, const std::vector<std::string>& factors) {
  for (const std::string& factor : factors) append(columns, factor);
  return columns + '\n';
}

void append_factors(std::string& row, const Calibration& c, const Share& u) {
  for (std::size_t f = 0; f < u.size(); ++f) append(row, c.priors[f].text(u[f]));
  row += '\n';
}

std::string fit_csv(const Calibration& c) {
  std::string text = header("point,round,distance", c.factors);
  for (std::size_t i = 0; i < c.fit.tried.size(); ++i) {
    const Tried& tried = c.fit.tried[i];
    text += std::to_string(i) + ',' + std::to_string(tried.round);
    append(text, std::isfinite(tried.distance) ? tried.distance : std::nan(""));
    append_factors(text, c, tried.u);
  }
  return text;
}

std::string posterior_csv(const Calibration& c) {
  std::string text = header("particle,weight,distance,within", c.factors);
  const Generation& last = c.posterior.generations.back();
  for (std::size_t i = 0; i < last.particles.size(); ++i) {
    const Particle& p = last.particles[i];
    const double least = *std::min_element(p.distances.begin(), p.distances.end());
    text += std::to_string(i);
    append(text, p.weight);
    append(text, std::isfinite(least) ? least : std::nan(""));
    text += ',' + std::to_string(std::count_if(p.distances.begin(), p.distances.end(),
                                               [&](double d) { return d <= last.tolerance; }));
    append_factors(text, c, p.u);
  }
  return text;
}

std::string generations_csv(const Calibration& c) {
  std::string text = "generation,tolerance,attempts,acceptance,effective_size\n";
  for (std::size_t g = 0; g < c.posterior.generations.size(); ++g) {
    const Generation& generation = c.posterior.generations[g];
    text += std::to_string(g);
    append(text, std::isfinite(generation.tolerance) ? generation.tolerance : std::nan(""));
    text += ',' + std::to_string(generation.attempts);
    append(text, static_cast<double>(generation.particles.size()) / static_cast<double>(generation.attempts));
    append(text, generation.effective_size);
    text += '\n';
  }
  return text;
}

std::string calibration_csv(const Calibration& c) {
  std::string text = "factor,best,mean,sd,q2.5,q25,median,q75,q97.5\n";
  for (const FactorSummary& s : summarise(c)) {
    output::append_text(text, s.factor);
    append(text, s.best);
    for (const double x : {s.mean, s.sd, s.low95, s.low50, s.median, s.high50, s.high95}) append(text, x);
    text += '\n';
  }
  return text;
}

Json json_number(double x) { return std::isfinite(x) ? Json(x) : Json(); }

}  // namespace

std::vector<FactorSummary> summarise(const Calibration& c) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  std::vector<FactorSummary> all;
  for (std::size_t f = 0; f < c.factors.size(); ++f) {
    const Spread& prior = c.priors[f];
    FactorSummary s{
        c.factors[f], prior.text(c.fit.tried[c.fit.best].u[f]), none, none, none, none, none, none, none};
    if (prior.numeric() && !c.posterior.generations.empty()) {
      std::vector<std::pair<double, double>> values;
      s.mean = s.sd = 0;
      for (const Particle& p : c.posterior.generations.back().particles)
        values.emplace_back(prior.quantile(p.u[f]), p.weight);
      for (const auto& [x, weight] : values) s.mean += weight * x;
      for (const auto& [x, weight] : values) s.sd += weight * (x - s.mean) * (x - s.mean);
      s.sd = std::sqrt(s.sd);
      s.low95 = weighted_quantile(values, 0.025), s.high95 = weighted_quantile(values, 0.975);
      s.low50 = weighted_quantile(values, 0.25), s.high50 = weighted_quantile(values, 0.75);
      s.median = weighted_quantile(values, 0.5);
    }
    all.push_back(std::move(s));
  }
  return all;
}

std::vector<std::string> write_calibration(const std::filesystem::path& directory, const Experiment& e,
                                           const Calibration& c) {
  output::FileSet files(directory);
  files.create("experiment.yaml").write(resolved_yaml(e));
  files.create("fit.csv").write(fit_csv(c));
  if (!c.posterior.generations.empty()) {
    files.create("posterior.csv").write(posterior_csv(c));
    files.create("generations.csv").write(generations_csv(c));
  }
  files.create("calibration.csv").write(calibration_csv(c));
  const auto records = files.finish_files();
  const output::BuildInfo& build = output::build_info();
  Json m;
  m["tool"] = "shoal";
  m["version"] = build.version;
  m["calibration"] = e.params.name;
  m["runs"] = c.runs;
  m["failed"] = c.failed;
  m["seeds"] = {{"root", e.params.seeds.root.value}, {"design", e.params.seeds.design_seed()}};
  m["best_distance"] = json_number(c.fit.tried[c.fit.best].distance);
  m["luck"] = json_number(c.fit.luck);
  m["generations"] = c.posterior.generations.size();
  m["ended"] = c.posterior.ended;
  m["outputs"] = Json::array();
  std::vector<std::string> names;
  for (const output::FileRecord& file : records) {
    names.push_back(file.name);
    m["outputs"].push_back({{"file", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  }
  m["build"] = {{"compiler", build.compiler}, {"flags", build.flags}, {"arch", build.arch}};
  files.create("manifest.json").write(m.dump(2) + "\n");
  files.commit();
  names.push_back("manifest.json");
  return names;
}

}  // namespace shoal::experiment
