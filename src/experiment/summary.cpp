#include "experiment/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "output/csv.hpp"
#include "statistics/summary.hpp"

namespace shoal::experiment {
namespace {

SummaryRow row_of(const Results& results, std::size_t begin, std::size_t end, std::size_t measure) {
  const RunRecord& first = results.runs[begin];
  SummaryRow row{first.block, first.arm, first.point, first.factors, results.measures[measure], end - begin};
  std::vector<double> values;
  for (std::size_t i = begin; i < end; ++i) {
    const RunRecord& run = results.runs[i];
    if (run.status == status_ok && !std::isnan(run.measures[measure]))
      values.push_back(run.measures[measure]);
  }
  const auto summary = statistics::summarise(values);
  row.n = values.size();
  row.mean = summary.mean;
  row.sd = summary.sd;
  row.ci_low = summary.ci_low;
  row.ci_high = summary.ci_high;
  row.min = row.median = row.max = statistics::none;
  if (values.empty()) return row;
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  row.min = values.front();
  row.max = values.back();
  row.median = values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  return row;
}

auto cell(const RunRecord& run) { return std::tie(run.block, run.arm, run.point); }

std::string short_number(double x) { return std::isnan(x) ? "-" : fmt::format("{:.4g}", x); }

}  // namespace

std::vector<SummaryRow> summarise(const Results& results) {
  std::vector<SummaryRow> rows;
  for (std::size_t begin = 0, end = 0; begin < results.runs.size(); begin = end) {
    while (end < results.runs.size() && cell(results.runs[end]) == cell(results.runs[begin])) ++end;
    for (std::size_t m = 0; m < results.measures.size(); ++m) rows.push_back(row_of(results, begin, end, m));
  }
  return rows;
}

std::string summary_rows(const std::vector<SummaryRow>& rows) {
  std::string text;
  for (const SummaryRow& row : rows) {
    output::append_text(text, row.block);
    text += ',';
    output::append_text(text, row.arm);
    text += ',' + std::to_string(row.point);
    for (const std::string& factor : row.factors) {
      text += ',';
      output::append_text(text, factor);
    }
    text += ',';
    output::append_text(text, row.measure);
    text += fmt::format(",{},{}", row.runs, row.n);
    for (const double x : {row.mean, row.sd, row.ci_low, row.ci_high, row.min, row.median, row.max}) {
      text += ',';
      output::append_number(text, x);
    }
    text += '\n';
  }
  return text;
}

std::string summary_table(const Results& results, const std::vector<SummaryRow>& rows, std::size_t limit) {
  const bool blocks = !rows.empty() && rows.front().block != rows.back().block;
  std::vector<std::vector<std::string>> lines{{"block", "arm"}};
  for (const std::string& factor : results.factors) lines[0].push_back(factor);
  for (const char* name : {"measure", "n", "mean", "95 % interval", "sd"}) lines[0].push_back(name);
  for (std::size_t r = 0; r < std::min(rows.size(), limit); ++r) {
    const SummaryRow& row = rows[r];
    std::vector<std::string> line{blocks ? row.block : "", row.arm};
    line.insert(line.end(), row.factors.begin(), row.factors.end());
    const bool interval = !std::isnan(row.ci_low);
    line.insert(
        line.end(),
        {row.measure, row.n == row.runs ? std::to_string(row.n) : fmt::format("{} of {}", row.n, row.runs),
         short_number(row.mean), interval ? fmt::format("[{:.4g}, {:.4g}]", row.ci_low, row.ci_high) : "-",
         short_number(row.sd)});
    lines.push_back(std::move(line));
  }
  std::vector<std::size_t> width(lines[0].size());
  for (const auto& line : lines)
    for (std::size_t c = 0; c < line.size(); ++c) width[c] = std::max(width[c], line[c].size());
  std::string text;
  for (const auto& line : lines) {
    std::string row;
    for (std::size_t c = 0; c < line.size(); ++c)
      if (width[c] > 0 &&
          std::ranges::any_of(lines, [&](const auto& l) { return &l != &lines[0] && !l[c].empty(); }))
        row += fmt::format("{:<{}}  ", line[c], width[c]);
    row.erase(row.find_last_not_of(' ') + 1);
    text += row + '\n';
  }
  if (rows.size() > limit) text += fmt::format("... {} more rows in summary.csv\n", rows.size() - limit);
  return text;
}

}  // namespace shoal::experiment
