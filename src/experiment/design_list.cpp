// Designs of given points: a list, or a table in a CSV file.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "config/reader.hpp"
#include "experiment/design_kinds.hpp"
#include "population/csv.hpp"

namespace shoal::experiment {
namespace {

using config::Json;
using population::CsvCell;

/// Reads the table with the configuration, so that what is wrong with it is reported with the rest.
class TableValue final : public config::Value {
 public:
  explicit TableValue(TableFile& target) : target_(target) {}
  std::string allowed() const override { return "a CSV file"; }
  Json schema() const override { return {{"type", "string"}}; }
  Json get(config::Form form) const override {
    config::FilePath file = target_.file;
    return config::bind(file)->get(form);
  }
  void read(const config::Node& node, config::Reader& reader) override {
    target_ = {};
    config::bind(target_.file)->read(node, reader);
    if (target_.file.empty()) {
      if (node.kind == config::Node::Kind::scalar && node.scalar.empty())
        reader.problem(node, "the name of the file is empty");
      return;
    }
    try {
      load();
    } catch (const config::InvalidInput& invalid) {
      for (const config::Problem& problem : invalid.problems())
        reader.problem(problem.where, problem.message);
    }
  }

 private:
  void load() {
    network::DataProblems problems(network::shown_path(target_.file.resolved));
    population::CsvReader csv(target_.file.resolved, problems);
    for (const CsvCell& cell : csv.header()) {
      if (cell.text.empty()) problems.add(cell.line, cell.column, "a column without a key in the header");
      target_.factors.push_back(cell.text);
    }
    std::vector<CsvCell> row;
    while (csv.next(row)) {
      std::vector<std::string> values;
      for (const CsvCell& cell : row) values.push_back(literal(cell, problems));
      if (target_.rows.size() == most_points) {
        problems.add(row[0].line, 1, fmt::format("more than {} points", most_points));
        break;
      }
      target_.rows.push_back(std::move(values));
    }
    if (target_.rows.empty() && problems.empty()) problems.add("has no points below its header");
    problems.raise_if_any();
  }

  /// A cell as --set takes it; empty where the cell is.
  static std::string literal(const CsvCell& cell, network::DataProblems& problems) {
    if (cell.text.empty()) return "";
    config::Problems found;
    const config::Node root = config::parse_source("value: [\n" + cell.text + "\n]", "cell", ".", found);
    const config::Node* list = root.find("value");
    if (found.empty() && list && list->items.size() == 1) return config::literal_text(list->items[0]);
    problems.add(cell.line, cell.column,
                 fmt::format("'{}' is no value; put text with commas in quotes, a list in [ ]", cell.text));
    return "";
  }

  TableFile& target_;
};

}  // namespace

std::unique_ptr<config::Value> bind(TableFile& target) { return std::make_unique<TableValue>(target); }

DesignTable table(const TableFile& file) {
  DesignTable table;
  table.factors = file.factors;
  for (const std::vector<std::string>& row : file.rows) table.points.push_back({row});
  return table;
}

DesignTable list(const std::vector<config::Map<config::Literal>>& points) {
  DesignTable table;
  for (const auto& point : points)
    for (const auto& [key, value] : point)
      if (std::find(table.factors.begin(), table.factors.end(), key) == table.factors.end())
        table.factors.push_back(key);
  for (const auto& point : points) {
    DesignPoint values;
    for (const std::string& key : table.factors) {
      const config::Literal* value = point.find(key);
      values.values.push_back(value ? value->text : "");
    }
    table.points.push_back(std::move(values));
  }
  return table;
}

}  // namespace shoal::experiment
