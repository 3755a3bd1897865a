#include "network/foreign_file.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "config/reader.hpp"
#include "network/foreign_scan.hpp"
#include "network/igraph_bridge.hpp"
#include "network/rows.hpp"
#include "network/text_lines.hpp"

namespace shoal::network {

namespace {

std::string whole_text(const std::filesystem::path& file, DataProblems& problems) {
  TextLines lines(file, problems);
  std::string text;
  std::string_view line;
  while (lines.next(line)) {
    text += line;
    text += '\n';
  }
  return text;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool complete(const std::vector<std::string>& values) {
  return std::ranges::none_of(values, [](const auto& value) { return trimmed(value).empty(); });
}

/// One that is declared but that no vertex has is as good as none.
const ForeignGraph::VertexAttribute* find_attribute(const ForeignGraph& graph, std::string_view name) {
  const auto found = std::ranges::find(graph.vertex_attributes, name, &ForeignGraph::VertexAttribute::name);
  if (found == graph.vertex_attributes.end()) return nullptr;
  const bool used =
      std::ranges::any_of(found->values, [](const auto& value) { return !trimmed(value).empty(); });
  return used ? &*found : nullptr;
}

std::vector<std::string> names_of(const ForeignGraph& graph, FileFormat format,
                                  std::vector<std::string>& notes) {
  for (const char* candidate : {"name", "label", "id"}) {
    const auto* attribute = find_attribute(graph, candidate);
    if (!attribute) continue;
    const char* fault = nullptr;
    std::vector<std::string> names;
    if (!complete(attribute->values)) {
      fault = "some vertices have none";
    } else {
      for (const auto& value : attribute->values) names.emplace_back(trimmed(value));
      const std::unordered_set<std::string_view> different(names.begin(), names.end());
      if (different.size() == names.size()) return names;
      fault = "some vertices share one";
    }
    notes.push_back(fmt::format("the vertex attribute '{}' does not name the agents: {}", candidate, fault));
  }
  std::vector<std::string> numbers;
  for (std::uint64_t v = 0; v < graph.vertices; ++v)
    numbers.push_back(std::to_string(v + (format == FileFormat::pajek ? 1 : 0)));
  return numbers;
}

/// The edge attribute `weight`; empty if no edge has it.
std::vector<double> weights_of(const ForeignGraph& graph, FileFormat format, DataProblems& problems,
                               std::vector<std::string>& notes) {
  for (const auto& attribute : graph.edge_attributes) {
    if (attribute.name == "weight") {
      if (!attribute.numeric) problems.add("the edge attribute 'weight' is text; numbers > 0 are expected");
      auto weights = attribute.values;
      if (std::ranges::all_of(weights, [](double weight) { return std::isnan(weight); })) return {};
      if (format == FileFormat::pajek)  // by the format's definition
        for (auto& weight : weights)
          if (std::isnan(weight)) weight = 1;
      return weights;
    }
  }
  for (const auto& attribute : graph.edge_attributes)
    if (attribute.numeric && (attribute.name == "value" || attribute.name == "Weight"))
      notes.push_back(
          fmt::format("the edge attribute '{}' is not used; weights are read from 'weight'", attribute.name));
  return {};
}

}  // namespace

FileFormat format_of(const std::filesystem::path& file) {
  auto ending = file.extension() == ".gz" ? file.stem().extension().string() : file.extension().string();
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (ending == ".graphml") return FileFormat::graphml;
  if (ending == ".gml") return FileFormat::gml;
  if (ending == ".net" || ending == ".paj" || ending == ".pajek") return FileFormat::pajek;
  std::error_code failed;
  if (!std::filesystem::is_regular_file(file, failed))
    return FileFormat::edge_list;  // a pipe is read only once
  DataProblems unheard("");
  TextLines lines(file, unheard);
  std::string_view line;
  while (lines.next(line) && Rows::is_blank(line)) {
  }
  const auto start = trimmed(line);
  if (start.starts_with("<?xml") || start.starts_with("<graphml")) return FileFormat::graphml;
  if (start.starts_with("graph [") || start.starts_with("Creator \"")) return FileFormat::gml;
  if (start.starts_with("*Vertices") || start.starts_with("*vertices") || start.starts_with("*Network"))
    return FileFormat::pajek;
  return FileFormat::edge_list;
}

ForeignFile read_foreign_file(const std::filesystem::path& file, FileFormat format, LoopPolicy self_loops,
                              DataProblems& problems) {
  ForeignFile result;
  const auto text = whole_text(file, problems);
  if (!problems.empty()) return result;
  const auto lines = format == FileFormat::graphml ? scan_graphml(text, problems)
                     : format == FileFormat::gml   ? scan_gml(text)
                                                   : scan_pajek(text, problems);
  if (!problems.empty() && format == FileFormat::pajek) return result;  // counts may be beyond igraph's means
  const auto graph = read_with_igraph(format, text, problems);
  if (!problems.empty()) return result;
  if (graph.vertices == 0) {
    problems.add("the graph has no nodes");
    return result;
  }
  for (const auto& warning : graph.warnings) result.notes.push_back("igraph: " + warning);

  const auto names = names_of(graph, format, result.notes);
  for (const auto& name : names) {
    if (const auto reason = unreadable(name); !reason.empty())
      problems.add(fmt::format("the name of node {}: {}; names in UTF-8 text are expected",
                               result.ties.ids.size() + 1, reason));
    result.ties.ids.entry(name);
  }

  const auto weights = weights_of(graph, format, problems, result.notes);
  result.ties.directed = graph.directed;
  result.ties.weighted = !weights.empty();
  const auto edges = graph.edges.size() / 2;
  for (std::size_t e = 0; e < edges; ++e) {
    const auto line = lines.size() == edges ? lines[e] : 0;
    ReadTie tie{static_cast<AgentIndex>(graph.edges[2 * e]), static_cast<AgentIndex>(graph.edges[2 * e + 1]),
                1, static_cast<std::uint32_t>(e)};
    if (!weights.empty() && !as_weight(weights[e], tie.weight)) {
      const auto between = fmt::format("of the tie '{}' - '{}'", names[tie.observer], names[tie.observed]);
      problems.add(line, line ? 1 : 0,
                   std::isnan(weights[e])
                       ? fmt::format("no weight {}; all ties have one or none has", between)
                       : fmt::format("weight {} {}; a number > 0 is expected (from 1.2e-38 to 3.4e38)",
                                     config::number_text(weights[e]), between));
      continue;
    }
    add_tie(result.ties, tie, line, self_loops, problems);
  }

  if (const auto* community = find_attribute(graph, "community")) {
    if (complete(community->values))
      for (const auto& value : community->values) result.communities.emplace_back(trimmed(value));
    else
      result.notes.push_back("the vertex attribute 'community' is not used: some vertices have none");
  }
  return result;
}

}  // namespace shoal::network
