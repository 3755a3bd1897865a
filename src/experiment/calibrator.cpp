#include "experiment/calibrator.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "output/failure.hpp"
#include "output/file_set.hpp"
#include "output/journal.hpp"

namespace shoal::experiment {
namespace {

using config::Json;
namespace fs = std::filesystem;

constexpr const char* calibration_journal = "calibration.journal";

/// What a calibration's results depend on.
std::string identity_of(const Experiment& e) {
  Json all = identity(e);
  for (const char* free : {"points", "design", "measure", "series", "stop"}) all.erase(free);
  all["replicates"] = e.params.replicates.at_most.value;
  const Target& target = e.target.target;
  all["calibrate"]["target"] = Json::array();  // by what the files hold, not by where they lie
  for (std::size_t i = 0; i < target.values.size(); ++i)
    all["calibrate"]["target"].push_back({{"measure", e.target.measures[i].name()},
                                          {"value", target.values[i]},
                                          {"scale", target.scales[i]},
                                          {"weight", target.weights[i]}});
  return all.dump();
}

/// Opens the journal that says whose directory this is, and holds it while the calibration goes on.
std::unique_ptr<output::Journal> claim(const fs::path& directory, const Experiment& e, Opening opening) {
  std::error_code error;
  const bool there = fs::exists(directory / calibration_journal, error);
  if (there && opening == Opening::fresh)
    throw output::Failure(directory,
                          "holds a calibration; --resume goes on with it, or take another directory");
  if (!there && fs::exists(directory, error)) {
    if (!fs::is_directory(directory, error))
      throw output::Failure(directory, "exists and is not a directory");
    if (!fs::is_empty(directory, error))
      throw output::Failure(directory, "exists and is not empty; take another directory");
  }
  output::make_directories(directory);
  auto journal =
      std::make_unique<output::Journal>(directory / calibration_journal, output::Journal::Access::write);
  std::string before;
  journal->replay([&](std::string_view entry, output::Journal::Place) {
    if (before.empty()) before = entry;
  });
  const std::string now = identity_of(e);
  if (before.empty()) {
    journal->append(now);
    journal->flush();
  } else if (before != now) {
    config::Problems problems;
    const config::Origin place{std::make_shared<const std::string>(directory.string()), 0, 0, {}};
    for (const std::string& line : differences(before, now))
      problems.push_back({place, "", "the calibration has changed since this was begun: " + line});
    if (problems.empty()) problems.push_back({place, "", "the calibration has changed since this was begun"});
    throw config::InvalidInput(std::move(problems));
  }
  return journal;
}

/// The measures as `measure:` would have them, so that they are part of a stage's identity.
MeasureParams params_of(const std::vector<Measure>& measures) {
  MeasureParams params;
  for (const Measure& measure : measures) {
    auto& items = params.metrics.items;
    auto at = std::find_if(items.begin(), items.end(),
                           [&](const auto& item) { return item.first == measure.metric(); });
    if (at == items.end()) at = items.insert(at, {measure.metric(), {}});
    at->second.list.push_back(measure.reduction());
  }
  return params;
}

/// The simulator of a calibration: each stage is a small sweep of its own below runs/.
class Stages {
 public:
  Stages(const Experiment& experiment, const CalibrationRuns& how, Calibration& result)
      : base_(experiment), how_(how), result_(result) {
    base_.params.calibrate.reset();
    base_.source.members.clear();
    base_.params.expect.clear();
    base_.measures = experiment.target.measures;
    std::sort(base_.measures.begin(), base_.measures.end(),
              [](const Measure& a, const Measure& b) { return a.name() < b.name(); });
    base_.measures.erase(std::unique(base_.measures.begin(), base_.measures.end(),
                                     [](const Measure& a, const Measure& b) { return a.name() == b.name(); }),
                         base_.measures.end());
    base_.params.measure = params_of(base_.measures);
    for (const Measure& wanted : experiment.target.measures)
      at_.push_back(
          static_cast<std::size_t>(std::find_if(base_.measures.begin(), base_.measures.end(),
                                                [&](const Measure& m) { return m.name() == wanted.name(); }) -
                                   base_.measures.begin()));
    base_.factors = result.factors;
  }

  std::vector<Simulated> operator()(const std::string& stage, const std::vector<Share>& candidates) {
    Experiment e = base_;
    DesignTable table{stage, result_.factors, {}};
    for (const Share& u : candidates) {
      DesignPoint point;
      for (std::size_t f = 0; f < u.size(); ++f) point.values.push_back(result_.priors[f].text(u[f]));
      table.points.push_back(std::move(point));
    }
    e.blocks = {std::move(table)};
    const Plan plan(e);
    const Survey cells = survey(plan);
    Ledger ledger(how_.directory / "runs" / stage, plan, {}, Opening::resume);
    const std::uint64_t missing = missing_runs(plan, ledger).size();
    const Workforce force = share_out(cells, missing, how_.jobs, how_.memory_bytes);
    Watcher watcher;
    watcher.stop = how_.stop;
    if (how_.watch && missing > 0) watcher.tell = how_.watch(stage);
    const Tally tally = do_runs(plan, cells, ledger, force, watcher);
    if (tally.done < tally.planned) throw CalibrationStopped{};
    result_.runs += tally.done, result_.now += tally.now, result_.failed += tally.failed;
    return simulated(plan, ledger, candidates.size());
  }

 private:
  std::vector<Simulated> simulated(const Plan& plan, const Ledger& ledger, std::size_t candidates) const {
    std::vector<Simulated> all(candidates);
    for (std::size_t c = 0; c < candidates; ++c)
      for (std::uint64_t r = 0; r < plan.most_replicates(); ++r) {
        const std::vector<double>& measured = ledger.find(plan.run(c, r))->outcome.measures;
        std::vector<double> statistics;
        for (const std::size_t m : at_) statistics.push_back(measured[m]);
        all[c].push_back(std::move(statistics));
      }
    return all;
  }

  Experiment base_;
  const CalibrationRuns& how_;
  Calibration& result_;
  std::vector<std::size_t> at_;  ///< parallel to the target: index into the measures of a run
};

}  // namespace

Calibration calibrate(const Experiment& experiment, const CalibrationRuns& how) {
  const CalibrateParams& params = *experiment.params.calibrate;
  const auto journal = claim(how.directory, experiment, how.opening);
  Calibration result;
  for (const auto& [key, prior] : params.factors) {
    result.factors.push_back(key);
    result.priors.push_back(prior);
  }
  Stages stages(experiment, how, result);
  const Simulator simulate = [&](const std::string& stage, const std::vector<Share>& candidates) {
    return stages(stage, candidates);
  };
  const std::uint64_t seed = experiment.params.seeds.design_seed();
  const LeastSquaresParams& ls = params.least_squares;
  result.fit = least_squares(result.factors.size(), experiment.target.target,
                             {static_cast<std::uint32_t>(ls.samples), static_cast<std::uint32_t>(ls.rounds)},
                             seed, simulate);
  const AbcParams& abc = params.abc;
  if (abc.generations > 0)
    result.posterior = sequential_monte_carlo(result.factors.size(), result.fit.target,
                                              {.particles = static_cast<std::uint32_t>(abc.particles),
                                               .generations = static_cast<std::uint32_t>(abc.generations),
                                               .quantile = abc.quantile,
                                               .tolerance = abc.tolerance,
                                               .least_acceptance = abc.least_acceptance},
                                              seed, simulate);
  return result;
}

}  // namespace shoal::experiment
