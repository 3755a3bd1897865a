#include "experiment/calibrate_params.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "config/reader.hpp"
#include "experiment/undefined.hpp"
#include "population/csv.hpp"

namespace shoal::experiment {

void describe(config::Section& s, TargetParams& p) {
  s.field("metric", p.metric, "The metric that the series is of.")
      .field("file", p.file, "A CSV file with the observed series.")
      .field("column", p.column, "Its column of values; empty: named like the metric.")
      .field("tick", p.tick, "Its column of ticks, from 1.", {.unit = "ticks"})
      .field("measure", p.measure, "Instead of a series: a measure, such as adopters.first>=500.")
      .field("value", p.value, "What the measure is to be.")
      .field(
          "scale", p.scale,
          "What counts as one unit of distance; null: of a series its standard deviation, of a measure its "
          "median absolute deviation over the first design.")
      .field("weight", p.weight, "Weight among the targets; a series shares it among its ticks.");
}

void describe(config::Section& s, LeastSquaresParams& p) {
  s.field("samples", p.samples, "Points of each round.")
      .field("rounds", p.rounds, "Designs, each in a box half as wide as the last around the best point.");
}

void describe(config::Section& s, AbcParams& p) {
  s.field("particles", p.particles, "Samples of the posterior.")
      .field("generations", p.generations, "Generations at most; 0: least squares only.")
      .field("quantile", p.quantile, "The next tolerance is this quantile of the accepted distances.",
             {.source = "Toni et al. (2009)"})
      .field("tolerance", p.tolerance, "A tolerance that is small enough: the last generation.")
      .field(
          "least_acceptance", p.least_acceptance,
          "A generation that accepts less of its candidates is given up, and the one before is the result.");
}

void describe(config::Section& s, CalibrateParams& p) {
  s.field(
       "factors", p.factors,
       "Keys of the scenario and their priors: [a, b] or {uniform: [a, b]}, {log_uniform: [a, b]}, {normal: "
       "[mean, sd]}, {integer: [a, b]}, {choice: [...]}.")
      .field("target", p.target, "What the model is to reproduce.")
      .section("least_squares", p.least_squares, "The search for the best point.")
      .section("abc", p.abc, "Approximate Bayesian computation by sequential Monte Carlo.");
}

namespace {

struct Row {
  std::uint64_t tick;
  double value;
};

/// Standard deviation with n - 1; 1 where there is none.
double deviation(const std::vector<Row>& rows) {
  const auto n = static_cast<double>(rows.size());
  double mean = 0, squares = 0;
  for (const Row& row : rows) mean += row.value / n;
  for (const Row& row : rows) squares += (row.value - mean) * (row.value - mean);
  const double sd = rows.size() < 2 ? 0 : std::sqrt(squares / (n - 1));
  return sd > 0 ? sd : 1;
}

class TargetReader {
 public:
  TargetReader(const std::vector<std::string>& metrics, std::uint64_t ticks, config::Reader& reader)
      : metrics_(metrics), ticks_(ticks), reader_(reader) {}

  void read(const TargetParams& p, const std::string& path) {
    path_ = path;
    if (p.file.empty() == p.measure.empty())
      return problem("", "must have a file (a series) or a measure (a number), and not both");
    p.file.empty() ? read_measure(p) : read_series(p);
  }

  CalibrationTarget result;

 private:
  void problem(const std::string& key, std::string message) {
    reader_.problem_at(key.empty() ? path_ : path_ + "." + key, std::move(message));
  }

  bool known(const std::string& metric, const std::string& key) {
    if (std::find(metrics_.begin(), metrics_.end(), metric) != metrics_.end()) return true;
    const std::string near = config::nearest(metric, metrics_);
    problem(key, fmt::format("unknown metric '{}'; {}", metric,
                             near.empty() ? "`shoal metrics` lists them" : "did you mean '" + near + "'?"));
    return false;
  }

  void add(const std::string& metric, const Reduction& reduction, double value, double scale, double weight) {
    result.measures.emplace_back(metric, reduction);
    result.target.values.push_back(value);
    result.target.scales.push_back(scale);
    result.target.weights.push_back(weight);
  }

  void read_measure(const TargetParams& p) {
    if (!p.value) return problem("", "has no value; must say what the measure is to be");
    std::size_t dot = std::string::npos;  // behind the longest name of a metric
    for (const std::string& metric : metrics_)
      if (p.measure.starts_with(metric + ".") && (dot == std::string::npos || metric.size() > dot))
        dot = metric.size();
    if (dot == std::string::npos) dot = p.measure.find('.');
    if (dot == std::string::npos)
      return problem("measure",
                     fmt::format("'{}' must be METRIC.MEASURE, such as adopters.final", p.measure));
    const std::string metric = p.measure.substr(0, dot);
    Reduction reduction;
    std::string why;
    if (!known(metric, "measure")) return;
    if (!parse_reduction(p.measure.substr(dot + 1), reduction, why)) return problem("measure", why);
    if (!reduction.other.empty() && !known(reduction.other, "measure")) return;
    if (!reduction.other.empty() && !known(reduction.other, "measure")) return;
    if (std::max(reduction.begin, reduction.end) > ticks_)
      return problem("measure", fmt::format("looks beyond the {} ticks of the run", ticks_));
    add(metric, reduction, *p.value, p.scale ? p.scale->value : undefined, p.weight);
  }

  void read_series(const TargetParams& p) {
    if (p.metric.empty()) return problem("", "has no metric; must say which metric the series is of");
    if (p.value) return problem("value", "is for a measure; a series has its values in the file");
    if (!known(p.metric, "metric")) return;
    std::vector<Row> rows;
    try {
      rows = rows_of(p);
    } catch (const config::InvalidInput& invalid) {
      for (const config::Problem& found : invalid.problems()) reader_.problem(found.where, found.message);
      return;
    }
    const double scale = p.scale ? p.scale->value : deviation(rows);
    for (const Row& row : rows) {
      Reduction at;
      at.kind = Reduction::Kind::at;
      at.begin = at.end = row.tick;
      add(p.metric, at, row.value, scale, p.weight / static_cast<double>(rows.size()));
    }
  }

  /// Rows of the file; cells of values that are empty are passed over.
  std::vector<Row> rows_of(const TargetParams& p) const {
    network::DataProblems problems(network::shown_path(p.file.resolved));
    population::CsvReader csv(p.file.resolved, problems);
    const std::size_t tick_at = position(p.tick, csv.header(), problems);
    const std::size_t value_at = position(p.column.empty() ? p.metric : p.column, csv.header(), problems);
    problems.raise_if_any();
    std::vector<Row> rows;
    std::vector<population::CsvCell> cells;
    while (csv.next(cells)) {
      const population::CsvCell &tick = cells[tick_at], &value = cells[value_at];
      if (value.text.empty()) continue;
      Row row{};
      if (!config::parse_integer(tick.text, row.tick) || row.tick < 1 || row.tick > ticks_)
        problems.add(tick.line, tick.column,
                     fmt::format("'{}' is no tick; must be a whole number in [1, {}]", tick.text, ticks_));
      if (!config::parse_number(value.text, row.value))
        problems.add(value.line, value.column, fmt::format("'{}' is no number", value.text));
      for (const Row& earlier : rows)
        if (earlier.tick == row.tick)
          problems.add(tick.line, tick.column, fmt::format("tick {} is there twice", row.tick));
      rows.push_back(row);
    }
    if (rows.empty() && problems.empty()) problems.add("has no values");
    problems.raise_if_any();
    return rows;
  }

  static std::size_t position(const std::string& name, const std::vector<population::CsvCell>& header,
                              network::DataProblems& problems) {
    std::vector<std::string> names;
    for (const population::CsvCell& cell : header) names.push_back(cell.text);
    const auto at = std::find(names.begin(), names.end(), name);
    if (at != names.end()) return static_cast<std::size_t>(at - names.begin());
    if (!names.empty())
      problems.add(header[0].line, 1,
                   fmt::format("no column '{}'; the header has: {}", name, fmt::join(names, ", ")));
    return 0;
  }

  const std::vector<std::string>& metrics_;
  std::uint64_t ticks_;
  config::Reader& reader_;
  std::string path_;
};

}  // namespace

CalibrationTarget read_target(const CalibrateParams& params, const std::string& path,
                              const std::vector<std::string>& metrics, std::uint64_t ticks,
                              config::Reader& reader) {
  if (params.factors.empty())
    reader.problem_at(path + ".factors", "no factors; must have at least one, {KEY: prior}");
  if (params.target.empty())
    reader.problem_at(path + ".target", "the list is empty; must have at least one target");
  TargetReader targets(metrics, ticks, reader);
  for (std::size_t i = 0; i < params.target.size(); ++i)
    targets.read(params.target[i], path + ".target." + std::to_string(i));
  return std::move(targets.result);
}

}  // namespace shoal::experiment
