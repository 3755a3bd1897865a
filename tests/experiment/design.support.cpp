#include "experiment/design.support.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "config/derived.hpp"
#include "config/reader.hpp"

namespace design_support {

using namespace shoal;
using experiment::DesignParams;
using experiment::DesignTable;

namespace {
config::Section description(std::vector<DesignParams>& design) {
  config::Section section("Designs.");
  section.field("design", design, "Blocks.");
  return section;
}
}  // namespace

Lines problems_of(std::string_view yaml, std::vector<DesignParams>& design, const std::string& directory) {
  config::Problems problems;
  const config::Node root = config::parse_source(yaml, "in.yaml", directory, problems);
  config::Section section = description(design);
  config::Reader reader(problems);
  reader.read(section, root);
  if (problems.empty())
    for (std::size_t i = 0; i < design.size(); ++i)
      experiment::check(design[i], "design." + std::to_string(i), reader);
  Lines lines;
  for (const config::Problem& problem : problems) lines.push_back(problem.text());
  return lines;
}

Lines problems_of(std::string_view yaml) {
  std::vector<DesignParams> design;
  return problems_of(yaml, design);
}

DesignTable table_of(std::string_view yaml, std::uint64_t seed, std::size_t block) {
  std::vector<DesignParams> design;
  REQUIRE(problems_of(yaml, design) == Lines{});
  REQUIRE(design.size() == 1);
  return experiment::expand(design[0], seed, block);
}

Lines points(const DesignTable& table) {
  Lines lines;
  for (const experiment::DesignPoint& point : table.points)
    lines.push_back(fmt::format("{}", fmt::join(point.values, " | ")));
  return lines;
}

std::vector<double> column(const DesignTable& table, std::size_t factor) {
  std::vector<double> values;
  for (const experiment::DesignPoint& point : table.points) {
    double x = 0;
    REQUIRE(config::parse_number(point.values.at(factor), x));
    values.push_back(x);
  }
  return values;
}

std::string echo(std::vector<DesignParams>& design) {
  return config::to_yaml(config::values(description(design), config::Form::rerun));
}

}  // namespace design_support
