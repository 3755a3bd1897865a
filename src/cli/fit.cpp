// `shoal fit`: a curve of the literature fitted to an observed series.

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "config/source.hpp"
#include "experiment/series.hpp"
#include "network/data_problems.hpp"
#include "statistics/bass.hpp"

namespace shoal::cli {
namespace {

/// First purchases per period from a series of those who have adopted so far.
std::vector<double> per_period(const std::vector<double>& cumulative) {
  std::vector<double> steps;
  double before = 0;
  for (const double now : cumulative) {
    steps.push_back(now - before);
    before = now;
  }
  return steps;
}

/// JSON has no NaN.
nlohmann::ordered_json json_number(double x) {
  return std::isfinite(x) ? nlohmann::ordered_json(x) : nlohmann::ordered_json(nullptr);
}

std::string as_json(const statistics::BassFit& fit, const experiment::Series& series) {
  nlohmann::ordered_json json = {{"curve", "bass"},
                                 {"column", series.name},
                                 {"periods", series.values.size()},
                                 {"p", json_number(fit.p)},
                                 {"q", json_number(fit.q)},
                                 {"m", json_number(fit.m)},
                                 {"p_se", json_number(fit.p_se)},
                                 {"q_se", json_number(fit.q_se)},
                                 {"m_se", json_number(fit.m_se)},
                                 {"peak", json_number(fit.peak)},
                                 {"residual_sum_of_squares", json_number(fit.rss)},
                                 {"r_squared", json_number(fit.r_squared)}};
  return json.dump(2) + "\n";
}

std::string as_text(const statistics::BassFit& fit, const experiment::Series& series) {
  const auto row = [](std::string_view name, double value, double se, std::string_view what) {
    const std::string error = std::isfinite(se) ? fmt::format("{:.4g}", se) : "";
    return fmt::format("  {:<4} {:>14.8g}  {:>12}  {}\n", name, value, error, what);
  };
  return fmt::format("Bass curve of '{}', {} periods\n\n  {:<4} {:>14}  {:>12}\n", series.name,
                     series.values.size(), "", "estimate", "std. error") +
         row("p", fit.p, fit.p_se, "innovation, per period (decision.hazard.innovation)") +
         row("q", fit.q, fit.q_se, "imitation, per period (decision.hazard.imitation)") +
         row("m", fit.m, fit.m_se, "market potential") +
         fmt::format("\n  highest rate at period {:.2f}; R squared {:.4f}\n", fit.peak, fit.r_squared);
}

int fit(const Arguments& arguments) {
  if (arguments.operands[0] != "bass")
    throw UsageError(fmt::format("there is no curve '{}'; bass is allowed", arguments.operands[0]));
  const std::string& file = arguments.operands[1];
  experiment::Series series = experiment::read_series(file, arguments.text("column").value_or(""));
  if (arguments.has("cumulative")) series.values = per_period(series.values);
  const statistics::BassFit found =
      statistics::fit_bass(series.values, arguments.has("rate") ? statistics::BassSeries::rate
                                                                : statistics::BassSeries::increments);
  if (!found.problem.empty()) {
    network::DataProblems problems(network::shown_path(file));
    problems.add(fmt::format("column '{}' cannot be fitted: {}", series.name, found.problem));
    problems.raise_if_any();
  }
  print(arguments.has("json") ? as_json(found, series) : as_text(found, series));
  return success;
}

constexpr Option fit_options[] = {
    {.name = "column",
     .argument = "NAME",
     .help = "column of the series; needed where the file has more than a column of periods and one more"},
    {.name = "cumulative", .help = "the series counts all adopters so far, not those of each period"},
    {.name = "rate",
     .help = "take each period's number for the rate at its end, not for what happened between its ends"},
    {.name = "json", .help = "show the result as JSON"},
};

}  // namespace

extern const Command fit_command;
constexpr Command fit_command{
    .name = "fit",
    .summary = "fit a diffusion curve to an observed series",
    .details =
        "Fits the Bass curve (bass) to the CSV file SERIES by nonlinear least squares on the adoptions of\n"
        "each period (Srinivasan & Mason 1986) and shows p, q and m with standard errors. p and q are the\n"
        "innovation and imitation of `decision.rule: hazard`. To fit a whole scenario, see `shoal "
        "calibrate`.",
    .operands = {.name = "bass SERIES", .least = 2, .most = 2, .completion = Completion::file},
    .options = fit_options,
    .run = fit,
};

}  // namespace shoal::cli
