#include "bench/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace shoal::bench {
namespace {

std::string cell(const nlohmann::ordered_json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float()) return fmt::format("{}", value.get<double>());
  return value.dump();
}

}  // namespace

double rounded(double value) {
  if (!std::isfinite(value) || value == 0) return value;
  const double scale = std::pow(10.0, 3 - std::floor(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

nlohmann::ordered_json Table::json() const {
  return {{"name", name_}, {"sentence", sentence_}, {"rows", rows_}};
}

std::string Table::text() const {
  std::vector<std::string> columns;
  for (const auto& row : rows_)
    for (const auto& [key, value] : row.items())
      if (std::ranges::find(columns, key) == columns.end()) columns.push_back(key);
  std::vector<std::vector<std::string>> lines = {columns};
  for (const auto& row : rows_) {
    auto& line = lines.emplace_back();
    for (const auto& column : columns) line.push_back(row.contains(column) ? cell(row[column]) : "");
  }
  std::string text = fmt::format("{}: {}\n", name_, sentence_);
  for (const auto& line : lines) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      std::size_t width = 0;
      for (const auto& other : lines) width = std::max(width, other[c].size());
      text += c == 0 ? fmt::format("  {:<{}}", line[c], width) : fmt::format("  {:>{}}", line[c], width);
    }
    text += '\n';
  }
  return text + '\n';
}

}  // namespace shoal::bench
