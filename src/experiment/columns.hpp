#pragma once
// The columns of the tables that an experiment writes: names, types, units and meaning, for the headers and
// for datapackage.json.

#include <string>
#include <vector>

#include "experiment/experiment.hpp"

namespace shoal::experiment {

struct Column {
  std::string name;
  std::string type;  ///< of Frictionless: "integer", "number", "string", "boolean"
  std::string help;
  std::string unit = {};
};
using Columns = std::vector<Column>;

/// Columns of factors: numbers where all values of the designs are.
Columns factor_columns(const Experiment& experiment);
Columns runs_columns(const Experiment& experiment);
Columns series_columns(const Experiment& experiment);
Columns summary_columns(const Experiment& experiment);
Columns sensitivity_columns();
Columns expectations_columns();
Columns timings_columns();

/// "a,b,c\n"
std::string header(const Columns& columns);

/// One file of datapackage.json.
struct Resource {
  std::string path;
  std::string help;
  Columns columns;
};
/// datapackage.json (Frictionless Tabular Data Package).
std::string data_package(const Experiment& experiment, const std::vector<Resource>& resources);

}  // namespace shoal::experiment
