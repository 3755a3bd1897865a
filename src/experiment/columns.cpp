#include "experiment/columns.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/reader.hpp"
#include "experiment/unit_columns.hpp"
#include "output/csv.hpp"
#include "scenario/measurable.hpp"

namespace shoal::experiment {
namespace {

using config::Json;

/// Help and unit of a key of the scenario, items of lists by any index or name.
const config::Section::Entry* entry_of(const config::Section& section, std::string_view key,
                                       std::vector<std::unique_ptr<config::Section>>& items) {
  const std::size_t dot = key.find('.');
  const config::Section::Entry* entry = section.find(key.substr(0, dot));
  if (!entry || dot == key.npos) return entry;
  key.remove_prefix(dot + 1);
  if (entry->section) return entry_of(*entry->section, key, items);
  auto item = entry->value->item();
  if (!item) return entry;
  const std::size_t next = key.find('.');
  if (next == key.npos) return entry;
  items.push_back(std::move(item));
  return entry_of(*items.back(), key.substr(next + 1), items);
}

bool is_number(const std::string& text) {
  double number = 0;
  return config::parse_number(text, number);
}

/// Whether every value of the factor is a number.
bool is_numeric(const Experiment& e, const std::string& factor) {
  for (const DesignTable& block : e.blocks) {
    const auto at = std::ranges::find(block.factors, factor);
    if (at == block.factors.end()) continue;
    const auto f = static_cast<std::size_t>(at - block.factors.begin());
    if (!std::ranges::all_of(block.points,
                             [&](const auto& p) { return p.values[f].empty() || is_number(p.values[f]); }))
      return false;
  }
  return true;
}

Columns place_columns() {
  return {{"block", "string", "Block of the design."},
          {"arm", "string", "Arm; empty without arms."},
          {"point", "integer", "Point of the block, from 0."}};
}

/// The unit of a measure of a metric.
std::string unit_of(const Reduction& reduction, const std::string& unit) {
  using Kind = Reduction::Kind;
  switch (reduction.kind) {
    case Kind::argmax:
    case Kind::argmin:
    case Kind::first:
    case Kind::last:
    case Kind::count:
    case Kind::ticks:
    case Kind::halfway: return "ticks";
    case Kind::slope: return unit + " per tick";
    case Kind::correlation:
    case Kind::prediction:
    case Kind::ratio: return "";
    default: return unit;
  }
}

Column measure_column(const Experiment& e, const Measure& measure) {
  if (const Units units = units_of(measure.metric()); units != Units::run) {
    const auto columns = unit_columns(units, e.scenario.market);
    const UnitColumn* column = find_column(columns, measure.metric());
    const UnitColumn* other = find_column(columns, measure.reduction().other);
    const bool level = measure.reduction().kind == Reduction::Kind::tercile;
    return {measure.name(), "number", column->sentence + " And: " + other->sentence,
            level ? other->unit : ""};
  }
  for (const auto& metric : measurable(e.scenario))
    if (metric.name == measure.metric())
      return {measure.name(), "number", metric.sentence, unit_of(measure.reduction(), metric.unit)};
  return {measure.name(), "number", ""};
}

void append(Columns& to, Columns more) { std::ranges::move(more, std::back_inserter(to)); }

}  // namespace

Columns factor_columns(const Experiment& e) {
  Scenario scenario = e.scenario;
  const config::Section root = description(scenario);
  Columns columns;
  for (const std::string& factor : e.factors) {
    std::vector<std::unique_ptr<config::Section>> items;
    const config::Section::Entry* entry = entry_of(root, factor, items);
    columns.push_back({factor, is_numeric(e, factor) ? "number" : "string", entry ? entry->help : "",
                       entry ? std::string(entry->notes.unit) : ""});
  }
  return columns;
}

Columns runs_columns(const Experiment& e) {
  Columns columns{{"run", "integer", "Number of the run: replicate x cells + cell."}};
  append(columns, place_columns());
  append(columns, {{"replicate", "integer", "Replicate of the point, from 0."},
                   {"seed", "integer", "Seed of the run's scenario."}});
  append(columns, factor_columns(e));
  append(columns,
         {{"status", "string", "ok, failed or timeout."},
          {"message", "string", "Why the run is not ok."},
          {"ticks", "integer", "Ticks done.", "ticks"},
          {"stopped", "string", "The stop condition where it ended the run; empty: ran to the end."}});
  for (const Measure& measure : e.measures) columns.push_back(measure_column(e, measure));
  return columns;
}

Columns series_columns(const Experiment& e) {
  Columns columns{{"run", "integer", "Number of the run in runs.csv."},
                  {"tick", "integer", "Tick, from 1.", "ticks"}};
  const auto catalogue = measurable(e.scenario);
  for (const std::string& name : e.series_metrics) {
    const auto metric = std::ranges::find(catalogue, name, &metrics::Metric::name);
    columns.push_back({name, "number", metric->sentence, metric->unit});
  }
  return columns;
}

Columns summary_columns(const Experiment& e) {
  Columns columns = place_columns();
  append(columns, factor_columns(e));
  append(columns,
         {{"measure", "string", "Measure."},
          {"runs", "integer", "Runs of the point."},
          {"n", "integer", "Runs that are ok and in which the measure is defined."},
          {"mean", "number", "Mean."},
          {"sd", "number", "Standard deviation of the sample."},
          {"ci_low", "number", "Lower end of the 95 % confidence interval of the mean (Student's t)."},
          {"ci_high", "number", "Upper end."},
          {"min", "number", "Smallest value."},
          {"median", "number", "Median."},
          {"max", "number", "Largest value."}});
  return columns;
}

Columns sensitivity_columns() {
  const Column low{"", "number", "Lower end of its 95 % bootstrap interval."},
      high{"", "number", "Upper end of it."};
  const auto named = [](Column column, const char* name) {
    column.name = name;
    return column;
  };
  return {{"block", "string", "Block of the design."},
          {"arm", "string", "Arm; empty without arms."},
          {"measure", "string", "Measure."},
          {"factor", "string", "Factor."},
          {"method", "string", "sobol or morris."},
          {"samples", "integer", "Samples, or trajectories, that count."},
          {"left_out", "integer", "Samples left out, as an output was undefined."},
          {"first", "number", "First-order Sobol' index.", "1"},
          named(low, "first_low"),
          named(high, "first_high"),
          {"total", "number", "Total Sobol' index.", "1"},
          named(low, "total_low"),
          named(high, "total_high"),
          {"mu", "number", "Mean elementary effect, in units of the measure per range of the factor."},
          {"mu_star", "number", "Mean absolute elementary effect."},
          named(low, "mu_star_low"),
          named(high, "mu_star_high"),
          {"sigma", "number", "Standard deviation of the elementary effects."},
          {"noise_floor", "number", "What total, or mu_star, of a factor without effect would be."}};
}

Columns expectations_columns() {
  return {{"claim", "string", "What is claimed."},
          {"test", "string", "Test that judges it."},
          {"comparison", "string", "What is compared."},
          {"n", "integer", "Independent units: replicates, pairs or runs."},
          {"effect", "number", "Effect, in units of the measure."},
          {"ci_low", "number", "Lower end of its confidence interval."},
          {"ci_high", "number", "Upper end of it."},
          {"size", "number", "Standardised effect."},
          {"size_name", "string", "Which one."},
          {"statistic", "number", "Statistic of the test."},
          {"statistic_name", "string", "Which one, with its degrees of freedom."},
          {"p", "number", "p value."},
          {"p_adjusted", "number", "p value, adjusted for several tests."},
          {"alpha", "number", "Level that it is compared with."},
          {"verdict", "string", "holds or fails."},
          {"reason", "string", "Why it fails where no statistic says so; what was left out."}};
}

Columns timings_columns() {
  return {{"run", "integer", "Number of the run in runs.csv."},
          {"seconds", "number", "Wall time of the run, without building what it shares.", "s"}};
}

std::string header(const Columns& columns) {
  std::string text;
  for (const Column& column : columns) {
    if (!text.empty()) text += ',';
    output::append_text(text, column.name);
  }
  return text + '\n';
}

std::string data_package(const Experiment& experiment, const std::vector<Resource>& resources) {
  std::string name;  // of lower-case letters, digits, '-', '_' and '.'
  for (const char c : experiment.params.name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const bool fine = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || lower == '_';
    name += fine ? lower : '-';
  }
  Json package{{"profile", "tabular-data-package"}, {"name", name.empty() ? "experiment" : name}};
  if (!experiment.params.description.empty()) package["description"] = experiment.params.description;
  package["resources"] = Json::array();
  for (const Resource& resource : resources) {
    Json fields = Json::array();
    for (const Column& column : resource.columns) {
      Json field{{"name", column.name}, {"type", column.type}, {"description", column.help}};
      if (!column.unit.empty()) field["unit"] = column.unit;
      fields.push_back(std::move(field));
    }
    Json entry{{"name", resource.path.substr(0, resource.path.find('.'))},
               {"path", resource.path},
               {"profile", "tabular-data-resource"},
               {"description", resource.help},
               {"format", "csv"},
               {"mediatype", "text/csv"},
               {"encoding", "utf-8"}};
    if (resource.path.ends_with(".zst")) entry["compression"] = "zstd";
    entry["dialect"] = {{"lineTerminator", "\n"}};
    entry["schema"] = {{"fields", std::move(fields)}, {"missingValues", {""}}};
    package["resources"].push_back(std::move(entry));
  }
  return package.dump(2) + "\n";
}

}  // namespace shoal::experiment
