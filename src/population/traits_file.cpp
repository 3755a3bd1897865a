#include "population/traits_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/reader.hpp"
#include "network/data_problems.hpp"
#include "population/agent_names.hpp"
#include "population/csv.hpp"

namespace shoal::population {
namespace {

using network::DataProblems;

/// A column that traits take.
struct Wanted {
  std::string name;
  std::vector<const TraitInfo*> traits;  ///< at least one
  std::size_t position = 0;              ///< in the header
  std::vector<float> numbers{};          ///< by the user's number
};

std::vector<Wanted> wanted_columns(const PopulationParams& params) {
  std::map<std::string, std::vector<const TraitInfo*>> traits_of;
  const auto look = [&](const Distribution& d, const TraitInfo& trait) {
    if (d.kind != Distribution::Kind::column) return;
    auto& traits = traits_of[d.column];
    if (traits.empty() || traits.back() != &trait) traits.push_back(&trait);
  };
  for (std::size_t t = 0; t < trait_count; ++t) {
    look(params.traits[t], trait_table[t]);
    for (const SegmentParams& segment : params.segments)
      if (segment.traits[t]) look(*segment.traits[t], trait_table[t]);
  }
  std::vector<Wanted> wanted;
  for (auto& [name, traits] : traits_of) wanted.push_back({name, std::move(traits)});
  return wanted;
}

/// What to try where a header lacks a column.
std::string missing(const std::string& name, const std::vector<CsvCell>& header) {
  std::vector<std::string> names;
  for (const CsvCell& cell : header) names.push_back(cell.text);
  if (names.size() == 1 && names[0].find_first_of(";\t|") != std::string::npos)
    return fmt::format("no column '{}'; the header has no commas: separate cells by commas", name);
  const std::string near = config::nearest(name, names);
  if (!near.empty()) return fmt::format("no column '{}'; did you mean '{}'?", name, near);
  return fmt::format("no column '{}'; the header has: {}", name, fmt::join(names, ", "));
}

/// Where in the header a column is.
bool locate(const std::string& name, const std::vector<CsvCell>& header, std::size_t& position,
            DataProblems& problems) {
  const auto it =
      std::find_if(header.begin(), header.end(), [&](const CsvCell& c) { return c.text == name; });
  if (it == header.end()) {
    problems.add(header.front().line, 1, missing(name, header));
    return false;
  }
  position = static_cast<std::size_t>(it - header.begin());
  return true;
}

std::string found(const CsvCell& cell) {
  config::Node node;
  node.kind = config::Node::Kind::scalar;
  node.scalar = cell.text;
  return cell.text.empty() ? "the cell is empty" : fmt::format("found {}", config::found(node));
}

void read_number(const CsvCell& cell, AgentIndex user, Wanted& column, DataProblems& problems) {
  const auto range = [](const TraitInfo& trait) {
    return fmt::format("[{}, {}]", config::number_text(trait.lowest), config::number_text(trait.highest));
  };
  double x = 0;
  if (!config::parse_number(cell.text, x))
    return problems.add(cell.line, cell.column,
                        fmt::format("column '{}': {}; must be a number in {}", column.name, found(cell),
                                    range(*column.traits.front())));
  for (const TraitInfo* trait : column.traits)
    if (!(x >= trait->lowest && x <= trait->highest))
      return problems.add(cell.line, cell.column,
                          fmt::format("column '{}': {} is out of range; trait {} must be a number in {}",
                                      column.name, cell.text, trait->name, range(*trait)));
  column.numbers[user] = static_cast<float>(x);
}

/// Which agent a row is about, or `none` and a problem. `line_of`: by the user's number, 0 where none was
/// read.
AgentIndex agent_of_row(const CsvCell& cell, const AgentNames& names, std::vector<std::uint64_t>& line_of,
                        DataProblems& problems) {
  const AgentIndex user = names.find(cell.text);
  if (user == AgentNames::none) {
    problems.add(
        cell.line, cell.column,
        cell.text.empty() ? "the cell is empty; must be the name of an agent" : names.unknown(cell.text));
  } else if (line_of[user]) {
    problems.add(
        cell.line, cell.column,
        fmt::format("agent '{}' again, first in line {}; an agent has one row", cell.text, line_of[user]));
    return AgentNames::none;
  } else {
    line_of[user] = cell.line;
  }
  return user;
}

}  // namespace

TraitsFile read_traits_file(const PopulationParams& params, const Network& network) {
  std::vector<Wanted> wanted = wanted_columns(params);
  if (wanted.empty()) return {};
  DataProblems problems(network::shown_path(params.traits_file.resolved));
  CsvReader csv(params.traits_file.resolved, problems);
  problems.raise_if_any();

  std::size_t agent_position = 0;
  locate("agent", csv.header(), agent_position, problems);
  for (Wanted& column : wanted) locate(column.name, csv.header(), column.position, problems);
  problems.raise_if_any();

  const AgentNames names(network);
  std::vector<std::uint64_t> line_of(network.agents, 0);
  for (Wanted& column : wanted) column.numbers.assign(network.agents, 0);
  std::vector<CsvCell> row;
  while (csv.next(row)) {
    const AgentIndex user = agent_of_row(row[agent_position], names, line_of, problems);
    if (user == AgentNames::none) continue;
    for (Wanted& column : wanted) read_number(row[column.position], user, column, problems);
  }
  if (csv.complete())
    for (AgentIndex user = 0; user < network.agents; ++user)
      if (!line_of[user]) problems.add(fmt::format("agent '{}' of the network has no row", names.name(user)));
  problems.raise_if_any();

  TraitsFile file;
  for (Wanted& column : wanted) file.emplace(column.name, std::move(column.numbers));
  return file;
}

}  // namespace shoal::population
